"""Reading a file whose rows are grants. Pure: rows of text in, rows of facts out; what is wrong goes to the report.

The columns are those of the SCDL « Subventions » 2.1.1 schema (schema.data.gouv.fr/scdl/subventions), in any order,
with a few beside them; who gives, who receives, the object and the amount are required.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from actors.imports.names import NOBODY, ActorIndex, Known
from actors.imports.numbers import read_siret
from calls.imports.index import CallIndex
from curation.imports.cells import YES_OR_NO, Cells, Keys, each_row, key_of
from curation.imports.labels import Labels
from curation.imports.reconcile import as_json
from curation.imports.report import Heading, Report
from curation.imports.sheet import Sheet
from french.amounts import parse_share, written_rate
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
    }.items()
}
TERMS = {fold(term): term for term in ("unique", "échelonné", "autre")}
PERIOD = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
TWO_DECISIONS = f"{NBSP}: si ce sont deux décisions, donner à chacune sa clé dans une colonne row_id"
LONGEST_KEY, LONGEST_TEXT = 500, 256


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

    def __init__(self, actors: ActorIndex, numbers: Numbers, calls: CallIndex):
        self._actors, self._numbers, self._calls = actors, numbers, calls

    def read(self, sheet: Sheet, report: Report) -> list[GrantRow]:
        return [row for cells, key in _keyed(sheet, report) if (row := self._row(cells, key))]

    def _row(self, cells: Cells, key: str) -> GrantRow | None:
        labels = Labels(cells, self._actors.thesaurus)
        rna = cells.line_of_text("rnaBeneficiaire", 10).upper()
        funder = self._actor(cells, "nomAttribuant", read_siret(cells, "idAttribuant"))
        beneficiary = self._actor(cells, "nomBeneficiaire", read_siret(cells, "idBeneficiaire"), rna)
        values = {"source_url": cells.url("source_url")}
        grant = {"call": self._call(cells, labels), "round": "", "axis": "", **_decision(cells), **_payment(cells)}
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
            cells.refuse(column, NOBODY)
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


def _keyed(sheet: Sheet, report: Report) -> Iterator[tuple[Cells, str]]:
    keys = Keys()
    columns = ("nomAttribuant", "nomBeneficiaire", "objet", "referenceDecision", "dateDecision", "dateConvention")
    for cells in each_row(sheet, report):
        key = cells.line_of_text("row_id") or key_of(*map(cells.raw, columns))[:LONGEST_KEY]
        keys.check(cells, key, "objet", TWO_DECISIONS)
        yield cells, key


def _decision(cells: Cells) -> dict[str, Any]:
    """What was decided: how much, when, for what."""
    return {
        "amount": as_json(cells.amount("montant")),
        "decided_on": str(cells.date("dateDecision")),
        "decision_reference": cells.line_of_text("referenceDecision", 100),
        "purpose": cells.line_of_text("objet", LONGEST_TEXT, required=True),
        "convention_date": _day(cells, "dateConvention", cells.raw("dateConvention")),
        "nature": cells.one_of("nature", NATURES) or "",
        "share": _share(cells),
        "eu_notified": _yes_or_no(cells, "notificationUE"),
        "rae_number": cells.line_of_text("idRAE", 5),
    }


def _payment(cells: Cells) -> dict[str, Any]:
    """How it is paid: what is neither « unique » nor « échelonné » is a sentence."""
    text = cells.line_of_text("conditionsVersement", LONGEST_TEXT)
    period = cells.raw("datesPeriodeVersement")
    first, last = period.split("/") if PERIOD.fullmatch(period) else (period, "")
    term = TERMS.get(fold(text))
    return {
        "payment_terms": term or ("autre" if text else ""),
        "payment_terms_text": "" if term else text,
        "paid_from": _day(cells, "datesPeriodeVersement", first),
        "paid_until": _day(cells, "datesPeriodeVersement", last),
    }


def _day(cells: Cells, column: str, text: str) -> str:
    """A whole day, as ISO writes it."""
    try:
        date = PartialDate.parse(text)
    except ValueError:
        date = PartialDate("?")
    if date and date.precision != "day":
        cells.refuse(column, "ce n’est pas un jour : AAAA-MM-JJ")
    return str(date)


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
