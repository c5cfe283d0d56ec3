"""Which money, from which call, in which round: the fundings that a row establishes. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter
from typing import Any, TypeVar

from actors.imports.names import ActorIndex, Known
from calls.imports.index import CallIndex, KnownCall, KnownRound, find_round
from curation.imports.cells import SPACES, Cells
from curation.imports.labels import Labels
from curation.imports.reconcile import as_json
from curation.imports.report import Heading
from french.amounts import parse_euros
from french.dates import PartialDate
from french.typography import NBSP, euros, joined

from .funders import FunderReader, Funders

CALL, FUNDER, NONE = "dispositif_nomme", "financeur_public_nomme", "non_etabli"
EVIDENCE = {level: level for level in (CALL, FUNDER, NONE)}
LONGEST = 250
LONGEST_REFERENCE = 100
AMENDED = ("amended_amount_eur", "amended_on", "amendment_reference")
OF_ONE_DECISION = ("decided_on", "decision_reference", "amount_paid_eur", *AMENDED)

T = TypeVar("T")


@dataclass(frozen=True)
class Support:
    """The call, the round and the axis that a row names."""

    call: KnownCall | None = None
    round: KnownRound | None = None
    axis: str = ""


class FundingReader:
    """Reads the money of the rows of a file, one row after the other."""

    def __init__(self, actors: ActorIndex, calls: CallIndex):
        self._actors = actors
        self._calls = calls

    def read(self, cells: Cells, labels: Labels, around: Iterable[Known]) -> dict[str, Any]:
        """The values of a project that tell its money: `fundings`, and `funding_text` for what they do not say."""
        support = self._support(cells, labels)
        around = [*around, *self._of_the_call(support.call)]
        funders = FunderReader(cells, "funder_named_fr", self._actors, around).read()
        if not funders.actors and support.call:
            funders = replace(funders, actors=self._those_who_lead(cells, support.call))
        amount = cells.amount("amount_eur")
        amounts = _agreeing(funders, amount)
        if funders.is_one and not funders.amounts and amount is not None:
            amounts = {funders.actors[0].identifier: [amount]}
        fundings = list(_fundings(funders, support, amounts))
        _tell_decision(cells, fundings)
        text = _kept_text(cells, labels, funders, amount, bool(amounts))
        says_money = any(cells.raw(column) for column in ("amount_eur", "funder_named_fr", "call_slug"))
        return {"fundings": fundings, "funding_text": text} if says_money else {"fundings": fundings}

    def evidence(self, fundings: list[dict[str, Any]]) -> str:
        """How surely the fundings show public money, in the words of the column."""
        if any(funding["call"] for funding in fundings):
            return CALL
        return FUNDER if any(self._actors.is_public_body(funding["funder"]) for funding in fundings) else NONE

    def declare_public(self, cells: Cells, fundings: list[dict[str, Any]]) -> None:
        """The row says that public money is established: the unknown funders that it names are public."""
        if cells.one_of("evidence_level", EVIDENCE) in (CALL, FUNDER):
            self._actors.declare_public(funding["funder"] for funding in fundings)

    def check_evidence(self, cells: Cells, fundings: list[dict[str, Any]]) -> None:
        """Tell when the level that the row announces is not the one that its fundings establish."""
        announced, established = cells.raw("evidence_level"), self.evidence(fundings)
        if announced in EVIDENCE and announced != established:
            message = f"niveau de preuve annoncé {announced}, établi {established}"
            cells.tell(Heading.DOUBT, "evidence_level", "", message)

    def _support(self, cells: Cells, labels: Labels) -> Support:
        call, year = self._calls.find(cells, "call_slug"), cells.year("round_year")
        if year and not cells.raw("call_slug"):
            cells.refuse("round_year", "une édition se dit avec son dispositif, colonne call_slug")
        axes, slug = cells.items("axis"), cells.raw("round_slug")
        round = find_round(cells, call, year, axes[0] if axes else "", slug) if call and year else None
        return Support(call, round, _axis(axes, round, labels))

    def _of_the_call(self, call: KnownCall | None) -> Iterator[Known]:
        return (self._actors.get(identifier) for identifier in ((*call.leads, *call.partners) if call else ()))

    def _those_who_lead(self, cells: Cells, call: KnownCall) -> tuple[Known, ...]:
        """A call without a named funder is that of those who lead it; the amount that each gave is not known."""
        leads = tuple(self._actors.get(identifier) for identifier in call.leads)
        if leads:
            told = joined(actor.name for actor in leads)
            cells.tell(
                Heading.READ, "call_slug", call.slug, f"financeur non nommé{NBSP}: {told}, qui porte le dispositif"
            )
        else:
            cells.refuse("funder_named_fr", "ce dispositif n’a pas de porteur connu, nommer le financeur")
        return leads


def _axis(axes: Iterable[str], round: KnownRound | None, labels: Labels) -> str:
    """The axis of the round; the others are kept as they are written."""
    placed = ""
    for text in axes:
        found = round.axis(text) if round else ""
        if found and not placed:
            placed = found
        else:
            labels.keep("axis", text, "axe inconnu de cette édition" if round else "axe sans édition connue")
    return placed


def _agreeing(funders: Funders, amount: Decimal | None) -> Mapping[str, list[Decimal]]:
    """The figures of the text, unless the amount of the row says otherwise: it is one of them, or their sum."""
    figures = [figure for told in funders.amounts.values() for figure in told]
    return funders.amounts if amount is None or amount in (*figures, sum(figures)) else {}


def _fundings(funders: Funders, support: Support, amounts: Mapping[str, list[Decimal]]) -> Iterator[dict[str, Any]]:
    """One for each funder, or for each figure beside it.

    The call is that of the funders who lead it or take part in it, if some of them do.
    """
    call = support.call
    of_the_call = {it.identifier for it in funders.actors if call and it.identifier in (*call.leads, *call.partners)}
    for actor in sorted(funders.actors, key=lambda it: it.identifier):
        through = call if not of_the_call or actor.identifier in of_the_call else None
        for amount in amounts.get(actor.identifier, [None]):
            yield {
                "funder": actor.identifier,
                "call": through.identifier if through else "",
                "round": support.round.identifier if through and support.round else "",
                "axis": support.axis if through else "",
                "amount": as_json(amount),
            }


def _tell_decision(cells: Cells, fundings: list[dict[str, Any]]) -> None:
    """The date, the reference, and what became of the grant, are those of one decision."""
    decision = {
        "decided_on": str(cells.date("decided_on")),
        "decision_reference": cells.line_of_text("decision_reference", LONGEST_REFERENCE),
        "paid": as_json(cells.amount("amount_paid_eur")),
        "amendments": _amendments(cells),
    }
    if len(fundings) == 1:
        fundings[0].update(decision)
    elif any(decision.values()):
        column = next(column for column in OF_ONE_DECISION if cells.raw(column))
        cells.refuse(column, "la ligne n’a pas un seul financeur : une ligne par décision", value="")


def _amendments(cells: Cells) -> list[list[str]]:
    """The later decisions, each `[date, reference, amount]`: the parts of three cells; of one date, in their order."""
    amounts, dates, references = (_parts(cells, column) for column in AMENDED)
    for column, parts in zip(AMENDED, (amounts, dates, references), strict=True):
        if parts and len(parts) != len(amounts):
            cells.refuse(column, f"autant de parties que dans {AMENDED[0]}, séparées par des points-virgules")
            return []
        if any(len(part) > LONGEST_REFERENCE for part in parts):
            cells.refuse(column, f"texte trop long ({LONGEST_REFERENCE} caractères au plus)")
    told = []
    blanks = [""] * len(amounts)
    for amount, date, reference in zip(amounts, dates or blanks, references or blanks, strict=True):
        euros_told = _understood(cells, AMENDED[0], amount, parse_euros)
        day = _understood(cells, AMENDED[1], date, PartialDate.parse)
        if euros_told is not None and day is not None:
            told.append([str(day), reference, as_json(euros_told)])
    return sorted(told, key=itemgetter(0))


def _parts(cells: Cells, column: str) -> list[str]:
    return [" ".join(part.split()) for part in cells.raw(column).split(";")] if cells.raw(column) else []


def _understood(cells: Cells, column: str, text: str, parse: Callable[[str], T]) -> T | None:
    try:
        return parse(text)
    except ValueError as error:
        cells.refuse(column, str(error).rstrip("."), value="")
        return None


def _kept_text(cells: Cells, labels: Labels, funders: Funders, amount: Decimal | None, is_placed: bool) -> str:
    """What the source writes, word for word, when the fundings do not say all of it; what is not placed is listed."""
    text = cells.line_of_text("funder_named_fr", LONGEST)
    if funders.may_name_a_person:
        labels.keep("funder_named_fr", text, "nomme peut-être une personne, gardé pour l’équipe seule")
        text = ""
    if amount is not None and not is_placed:
        cells.tell(Heading.UNPLACED, "amount_eur", euros(amount), "montant sans financeur unique, gardé en texte")
        return _with_amount(cells, text, amount)
    if funders.has_figures and not is_placed:
        cells.tell(Heading.UNPLACED, "funder_named_fr", text, "chiffre gardé en texte")
    return text if funders.says_more else ""  # a page hides the text when a funder is masked


def _with_amount(cells: Cells, text: str, amount: Decimal) -> str:
    """The text and the amount that it does not tell; both have to fit, neither is ever cut."""
    if not text:
        return f"{euros(amount)}, financeur non nommé"
    added = "" if f"{amount:.0f}" in SPACES.sub("", text) else f"{NBSP}: {euros(amount)}"
    longest = LONGEST - len(added)
    if longest < len(text) <= LONGEST:
        message = f"texte trop long avec le montant à sa suite ({len(text)} caractères, {longest} au plus)"
        cells.refuse("funder_named_fr", message)
    return text + added
