"""Reading a file whose rows are grants. Pure: rows of text in, rows of facts out; what is wrong goes to the report.

The columns are those of the SCDL « Subventions » 2.1.1 schema (schema.data.gouv.fr/scdl/subventions), in any order,
with a few beside them; who gives, who receives, the object and the amount are required.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from actors.imports.names import NOBODY, ActorIndex, Known
from actors.imports.numbers import read_siret_or_doubt
from calls.imports.index import CallIndex
from curation.imports.cells import YES_OR_NO, Cells, Keys, each_row, key_of
from curation.imports.corrections import NEW, OPTION
from curation.imports.labels import Labels
from curation.imports.reading.sheet import Sheet
from curation.imports.reconcile import as_json
from curation.imports.report import Heading, Report
from french.amounts import parse_euros, parse_share, written_rate
from french.dates import PartialDate
from french.folding import fold
from french.typography import NBSP

DATASET = "subventions"
REQUIRED = ("nomAttribuant", "nomBeneficiaire", "objet", "montant")
OPTIONAL = {
    "row_id": "clé de la ligne, à la place des noms, de l’objet, de la référence et de la date",
    "idAttribuant": "SIRET de qui attribue",
    "idBeneficiaire": "SIRET de qui reçoit",
    "rnaBeneficiaire": "W et neuf chiffres",
    "dateDecision": "date du vote",
    "referenceDecision": "référence du vote",
    "dateConvention": "AAAA-MM-JJ",
    "nature": "aide en numéraire, aide en nature, ou les deux",
    "conditionsVersement": "unique, échelonné, ou une phrase",
    "datesPeriodeVersement": "AAAA-MM-JJ, ou deux jours séparés par une barre oblique",
    "pourcentageSubvention": "de 0 à 1, part d’une aide partagée",
    "notificationUE": "oui ou non",
    "idRAE": "cinq caractères au plus",
    "dispositifAide": "adresse du dispositif (« cultures-connectees »), ou l’identifiant d’un autre répertoire",
    "source_url": "où la décision est publiée",
}
MONEY, KIND = "aide en numéraire", "aide en nature"
NATURES = {
    fold(text): value
    for text, value in {
        MONEY: MONEY,
        KIND: KIND,
        f"{MONEY};{KIND}": f"{MONEY};{KIND}",
        f"{KIND};{MONEY}": f"{MONEY};{KIND}",
        "en numéraire": MONEY,
        "numéraire": MONEY,
        "subvention": MONEY,
        "en nature": KIND,
        "nature": KIND,
    }.items()
}
TERMS = {fold(term): term for term in ("unique", "échelonné", "autre")}
PERIOD = re.compile(r"(?P<first>\d{4}-\d\d-\d\d) ?/ ?(?P<last>\d{4}-\d\d-\d\d)")
IDLE = {"", "sans objet", "neant", "nc", "n/a", "non concerne"}  # a blank, in words
NAMING = ("nomAttribuant", "nomBeneficiaire", "objet", "referenceDecision", "dateDecision", "dateConvention")
OR_ANOTHER = f"rien n’en est écrit ; si c’est une autre décision, {OPTION}"
TWO_DECISIONS = f"{NBSP}: si ce sont deux décisions, donner à chacune sa clé dans une colonne row_id"
LONGEST_KEY, LONGEST_TEXT, LONGEST_RAE = 500, 256, 5


@dataclass(frozen=True)
class GrantRow:
    """A grant as a file tells it; `names` are those of who gives and who receives, by identifier."""

    line: int
    key: str
    identifier: str  # of the beneficiary
    values: Mapping[str, Any]
    grant: Mapping[str, Any]
    names: Mapping[str, str]
    may_be_named: bool  # both: what is drawn from the name of a person would tell it
    unplaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Numbers:
    """The official numbers of actors: who has one, and which one somebody has."""

    def __init__(self, known: Mapping[str, tuple[str, str, str]]):
        """`known` gives the SIREN, the SIRET and the RNA of each actor, by its identifier."""
        self._of = {identifier: (siren or siret[:9], rna) for identifier, (siren, siret, rna) in known.items()}
        self._siret = {siret: identifier for identifier, (_, siret, _) in known.items() if siret}
        self._siren = {siren: identifier for identifier, (siren, _, _) in known.items() if siren}
        self._rna = {rna: identifier for identifier, (_, _, rna) in known.items() if rna}

    def bearer(self, siret: str, rna: str) -> str:
        """The actor who has one of the numbers."""
        return self._siret.get(siret) or self._rna.get(rna) or ""

    def body(self, siret: str) -> str:
        """The actor of which the SIRET is that of an establishment."""
        return self._siren.get(siret[:9]) or ""

    def contradict(self, identifier: str, siret: str, rna: str) -> bool:
        """Whether the actor is known under other numbers; an establishment that moved keeps its SIREN."""
        siren, known_rna = self._of.get(identifier, ("", ""))
        return bool(siren and siret and siren != siret[:9]) or bool(known_rna and rna and known_rna != rna)

    def learn(self, identifier: str, siret: str, rna: str) -> None:
        """A newcomer of the file has these."""
        self._of.setdefault(identifier, (siret[:9], rna))
        if siret:
            self._siret.setdefault(siret, identifier)
        if rna:
            self._rna.setdefault(rna, identifier)


class GrantRows:
    """The reading of one file of grants."""

    def __init__(self, actors: ActorIndex, numbers: Numbers, calls: CallIndex, repeats: "Repeats"):
        self._actors, self._numbers, self._calls, self._repeats = actors, numbers, calls, repeats

    def read(self, sheet: Sheet, report: Report) -> list[GrantRow]:
        keyed = self._repeats.keyed(each_row(sheet, report))
        return [row for cells, key in keyed if (row := self._row(cells, key))]

    def _row(self, cells: Cells, key: str) -> GrantRow | None:
        labels = Labels(cells, self._actors.thesaurus)
        rna = cells.line_of_text("rnaBeneficiaire", 10).upper()
        funder = self._actor(cells, "nomAttribuant", read_siret_or_doubt(cells, "idAttribuant"))
        beneficiary = self._actor(cells, "nomBeneficiaire", read_siret_or_doubt(cells, "idBeneficiaire"), rna)
        values = {"source_url": cells.url("source_url")}
        decision, payment = _decision(cells, labels), _payment(cells, labels)
        grant = {"call": self._call(cells, labels), "round": "", "axis": "", **decision, **payment}
        if not funder or not beneficiary:
            return None
        grant = {"funder": funder.identifier, "beneficiary": beneficiary.identifier, **grant}
        names = {one.identifier: one.name for one in (funder, beneficiary)}
        may_be_named = not (funder.is_masked or beneficiary.is_masked)
        identifier = beneficiary.identifier
        return GrantRow(cells.line, key, identifier, values, grant, names, may_be_named, labels.unplaced)

    def _actor(self, cells: Cells, column: str, siret: str, rna: str = "") -> Known | None:
        """Who has the number, else who has the name, else the body of that establishment, else a newcomer."""
        name = cells.line_of_text(column, required=True)
        if not name:
            return None
        called = self._actors.called(name)
        there = self._numbers.bearer(siret, rna) or ("" if called else self._numbers.body(siret))
        if there:
            actor = self._actors.get(there)
            if actor not in called:
                cells.tell(Heading.READ, column, name, f"compris comme «{NBSP}{actor.name}{NBSP}», par son numéro")
            return actor
        if self._actors.is_nobody(name) and not called:
            cells.tell(Heading.ASKED, column, name, NOBODY)
            return None
        citation = self._actors.cite(cells, column, name, rna)
        if citation and self._numbers.contradict(citation.actor.identifier, siret, rna):
            told = f"«{NBSP}{citation.actor.name}{NBSP}» a un autre numéro ({citation.actor.identifier})"
            cells.refuse(column, f"{told}{NBSP}: corriger l’un des deux, ou distinguer les noms")
            return None
        if citation and (newcomer := self._actors.newcomers.get(citation.actor.identifier)):
            newcomer.siret, newcomer.rna = siret or newcomer.siret, rna or newcomer.rna
            self._numbers.learn(newcomer.identifier, siret, rna)
        return citation.actor if citation else None

    def _call(self, cells: Cells, labels: Labels) -> str:
        """The call that is here under that address; the identifier of another directory is kept as it is written."""
        text = cells.line_of_text("dispositifAide")
        call = self._calls.get(text) if text else None
        if text and not call:
            labels.keep("dispositifAide", text, "dispositif inconnu")
        return call.identifier if call else ""


class Repeats:
    """Tells apart the rows that one set of names would key alike: « Fonctionnement », voted twice to one association.

    With another amount it is another decision, and told. With the same amount nobody knows: it is asked.
    """

    def __init__(self, known: Mapping[str, str | None], are_new: Collection[int]):
        """`known` gives the amount that each known row told, by key; `are_new`, lines said to be other decisions."""
        self._known, self._are_new = known, are_new

    def keyed(self, rows: Iterable[Cells]) -> Iterator[tuple[Cells, str]]:
        """Pairs (row, key), but for the rows that wait for an answer."""
        keys, alike = Keys(), defaultdict(list)
        for cells in rows:
            if key := cells.line_of_text("row_id"):
                keys.check(cells, key, "objet", TWO_DECISIONS)
                yield cells, key
            else:
                alike[key_of(*map(cells.raw, NAMING))[:LONGEST_KEY]].append(cells)
        for key, group in alike.items():
            yield from self._of_one_name(key, group)

    def _of_one_name(self, name: str, group: Sequence[Cells]) -> Iterator[tuple[Cells, str]]:
        """A row has the key of the known one that told its amount, else the next that is free."""
        keys = [name, *(f"{name[: LONGEST_KEY - 4]}|{rank}" for rank in range(2, len(group) + 1))]
        amounts = [as_json(_amount(cells)) for cells in group]
        given: dict[int, str] = {}
        for position, amount in enumerate(amounts):
            told = (key for key in keys if key not in given.values() and self._known.get(key, "") == amount)
            if key := next(told, ""):
                given[position] = key
        for position, cells in enumerate(group):
            if position not in given and position and (why := self._waits(cells, group, amounts)):
                cells.tell(Heading.ASKED, "objet", cells.raw("objet"), why)
                continue
            if position not in given:
                given[position] = next(key for key in keys if key not in given.values())
            if position:
                message = f"mêmes noms et même objet que la ligne {group[0].line}{NBSP}: lue comme une autre décision"
                cells.tell(Heading.DOUBT, "objet", cells.raw("objet"), message)
            yield cells, given[position]

    def _waits(self, cells: Cells, group: Sequence[Cells], amounts: Sequence[str | None]) -> str:
        """Why nothing may be written of a row that repeats another; blank when it is another decision."""
        first = group[amounts.index(as_json(_amount(cells)))]
        if cells.raw("referenceDecision") and first is cells:
            return f"la décision de la ligne {group[0].line}, un autre montant{NBSP}: corriger l’une, ou l’ôter"
        if first is cells or cells.line in self._are_new:
            return ""
        return f"répète la ligne {first.line}, montant compris{NBSP}: {OR_ANOTHER} {cells.line}={NEW}"


def _amount(cells: Cells) -> Decimal | None:
    """The amount of a row, of which its reading tells whatever is wrong."""
    try:
        return parse_euros(cells.raw("montant")) if cells.raw("montant") else None
    except ValueError:
        return None


def _decision(cells: Cells, labels: Labels) -> dict[str, Any]:
    """What was decided: how much, when, for what."""
    return {
        "amount": as_json(cells.amount("montant")),
        "decided_on": str(cells.date("dateDecision")),
        "decision_reference": cells.line_of_text("referenceDecision", 100),
        "purpose": _kept_whole(cells, labels, "objet", required=True),
        "convention_date": _day(cells, "dateConvention", cells.raw("dateConvention")),
        "nature": _nature(cells, labels),
        "share": _share(cells),
        "eu_notified": _yes_or_no(cells, "notificationUE"),
        "rae_number": _rae_number(cells, labels),
    }


def _nature(cells: Cells, labels: Labels) -> str:
    """One of the two of the schema, or both; what is neither is kept as it is written."""
    text = cells.line_of_text("nature")
    value = NATURES.get(fold(text), "")
    if text and not value:
        labels.keep("nature", text, "ni numéraire ni nature")
    return value


def _kept_whole(cells: Cells, labels: Labels, column: str, required: bool = False) -> str:
    """A text of one line; one that is too long is cut where a word ends, and kept whole for staff."""
    text = cells.line_of_text(column, 0, required)
    if len(text) <= LONGEST_TEXT:
        return text
    labels.keep(column, text, f"texte abrégé à {LONGEST_TEXT} caractères, gardé entier à côté")
    return text[: LONGEST_TEXT - 1].rsplit(" ", 1)[0] + "…"


def _rae_number(cells: Cells, labels: Labels) -> str:
    text = cells.line_of_text("idRAE")
    if fold(text) in IDLE:
        return ""
    if len(text) > LONGEST_RAE:
        labels.keep("idRAE", text, f"ce numéro a {LONGEST_RAE} caractères au plus")
        return ""
    return text


def _payment(cells: Cells, labels: Labels) -> dict[str, Any]:
    """How it is paid: what is neither « unique » nor « échelonné » is a sentence."""
    text = _kept_whole(cells, labels, "conditionsVersement")
    first, last = _period(cells, labels)
    term = TERMS.get(fold(text))
    return {
        "payment_terms": term or ("autre" if text else ""),
        "payment_terms_text": "" if term else text,
        "paid_from": first,
        "paid_until": last,
    }


def _period(cells: Cells, labels: Labels) -> tuple[str, str]:
    """The days of the first and of the last payment; « 2017-12-12/fin-action » is kept as it is written."""
    text = cells.raw("datesPeriodeVersement")
    found = PERIOD.fullmatch(text)
    days = [_as_day(part) for part in (found.groups() if found else (text, ""))]
    if None in days:
        labels.keep("datesPeriodeVersement", text, "ni un jour ni deux")
        return "", ""
    first, last = days
    return first or "", last or ""


def _day(cells: Cells, column: str, text: str) -> str:
    """A whole day, as ISO writes it."""
    day = _as_day(text)
    if day is None:
        cells.refuse(column, "ce n’est pas un jour : AAAA-MM-JJ")
    return day or ""


def _as_day(text: str) -> str | None:
    """A whole day, as ISO writes it; blank for a blank, None when a text is none."""
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return None
    return str(date) if not date or date.precision == "day" else None


def _share(cells: Cells) -> str:
    text = cells.raw("pourcentageSubvention")
    try:
        return written_rate(parse_share(text)) if text else ""
    except ValueError as error:
        cells.refuse("pourcentageSubvention", str(error).rstrip("."), value="")
        return ""


def _yes_or_no(cells: Cells, column: str) -> bool | str:
    answer = cells.one_of(column, YES_OR_NO)
    return "" if answer is None else answer
