"""Reading a file of projects. Pure: rows of text in, rows of facts out; what is wrong goes to the report."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from actors.imports.names import ActorIndex, Citation, Known
from actors.personhood import reads_as_a_person
from calls.imports.index import CallIndex
from curation.imports.cells import Cells, Keys, each_row, key_of
from curation.imports.corrections import NEW
from curation.imports.labels import Labels
from curation.imports.reading.sheet import Sheet
from curation.imports.reconcile import as_json
from curation.imports.report import Heading, Report
from directory.models.identifiers import new_identifier
from french.folding import fold
from french.typography import NBSP
from territories.matching.gazetteer import Gazetteer

from ..models import Project
from ..naming import READ_BY_ALL, fields_that_name
from .fundings import FundingReader
from .twins import Twins

DATASET = "projets"
REQUIRED = ("title", "holder")
OPTIONAL = {
    "partners": "d’autres structures, séparées par des points-virgules",
    "commune": "où cela se passe, plusieurs séparées par des points-virgules",
    "departement_code": "code ou nom du département",
    "call_slug": "adresse du dispositif : cultures-connectees",
    "round_year": "année de l’édition",
    "axis": "axe de l’édition",
    "metiers": "médiation, création, diffusion…",
    "disciplines": "séparées par des points-virgules",
    "technologies": "séparées par des points-virgules",
    "amount_eur": "montant voté, en euros",
    "total_budget_eur": "coût total, en euros",
    "start_year": "année de début",
    "summary_fr": "ce qui est fait, en une phrase ou deux",
    "url": "page du projet",
    "source_url": "où cela a été lu",
    "evidence_level": "dispositif_nomme, financeur_public_nomme ou non_etabli",
    "funder_named_fr": "qui a voté, tel que la source l’écrit",
    "row_id": "clé de la ligne, à la place du titre et du porteur",
    "cost_scope": "ce dont total_budget_eur est le coût : projet ou programme, quand il est d’un programme national",
    "round_slug": "édition, quand il y en a plusieurs dans l’année",
    "decided_on": "date de la décision, quand la ligne a un seul financeur",
    "decision_reference": "référence de la décision, quand la ligne a un seul financeur",
    "amount_paid_eur": "montant versé, quand la ligne a un seul financeur",
    "amended_amount_eur": "montant entier après avenant, 0 si l’aide est annulée ; plusieurs avenants : 8 000;9 000",
    "amended_on": "date de l’avenant, ou leurs dates dans le même ordre",
    "amendment_reference": "référence de l’avenant, ou leurs références dans le même ordre",
}
COST_SCOPES = dict(zip(Project.CostScope.values, Project.CostScope.values, strict=True))
TWO_DECISIONS = " : si ce sont deux décisions, donner à chacune sa clé dans une colonne row_id"
LONGEST_KEY = 500
LONGEST_NOTE = 200
HOLDER, PARTNER = "porteur", "partenaire"


@dataclass(frozen=True)
class Earlier:
    """What is already there: the project that each row of the list made, and the projects by folded title.

    `seed` gives, of a table and a key, what the identifier of a new entry is drawn from. `decided` gives the project
    that somebody recognised in a line, or NEW.
    """

    projects: Mapping[str, str]
    titles: Mapping[str, Iterable[str]]
    held: Mapping[tuple[str, str], Iterable[str]]  # by folded title and identifier of a holder
    seed: Callable[[str, str], str]
    decided: Mapping[int, str]
    together: Mapping[tuple[int, str], str] = field(default_factory=dict)  # as `Twins` reads them
    votes: Mapping[str, Iterable[tuple[str, Any]]] = field(default_factory=dict)  # (funder, amount) by key


@dataclass(frozen=True)
class ProjectRow:
    """A project as a file tells it. `cited` are the actors that it names, with what is said beside their names.

    `names_a_person`: what everybody would read of it names who is masked.
    """

    line: int
    key: str
    identifier: str
    values: Mapping[str, Any]
    unplaced: Mapping[str, tuple[str, ...]]
    cited: Mapping[str, Citation]
    funders: Mapping[str, str]  # the names of those who pay, by identifier
    names_a_person: bool = False

    @property
    def holders(self) -> list[str]:
        told = (it.partition(":") for it in self.values["participations"])
        return [identifier for role, _, identifier in told if role == HOLDER]

    @property
    def votes(self) -> list[tuple[str, Any]]:
        return [(grant["funder"], grant["amount"]) for grant in self.values["fundings"]]


class ProjectRows:
    """The reading of one file of projects."""

    def __init__(self, actors: ActorIndex, calls: CallIndex, gazetteer: Gazetteer, earlier: Earlier):
        self._actors = actors
        self._gazetteer = gazetteer
        self._earlier = earlier
        self._claimed = {*earlier.projects.values()}
        self._money = FundingReader(actors, calls)

    def read(self, sheet: Sheet, report: Report) -> list[ProjectRow]:
        """One row for each project. The evidence is checked once every row has said which newcomers are public."""
        read = {cells.line: (cells, self._row(cells, key)) for cells, key in _keyed(sheet, report)}
        for cells, row in read.values():
            self._money.check_evidence(cells, row.values["fundings"])
        earlier = self._earlier
        rows = (row for _, row in read.values())
        self.twins = Twins(rows, earlier.together, earlier.projects, earlier.votes)
        self._tell_twins({line: cells for line, (cells, _) in read.items()})
        return [self._identified(read[line][0], row) for line, row in self.twins.standing.items()]

    def _tell_twins(self, cells: Mapping[int, Cells]) -> None:
        for twin in self.twins.repeats:
            told = f"cette ligne répète la ligne {twin.first.line}{TWO_DECISIONS}"
            cells[twin.row.line].tell(Heading.ASKED, "title", twin.row.values["name"], told)
        for line, first in self.twins.joined.items():
            cells[line].tell(Heading.READ, "title", "", f"avec la ligne {first}{NBSP}: un projet, et son aide")

    def _row(self, cells: Cells, key: str) -> ProjectRow:
        labels = Labels(cells, self._actors.thesaurus)
        holders, partners = (self._cited(cells, labels, column) for column in ("holder", "partners"))
        money = self._money.read(cells, labels, (it.actor for it in (*holders, *partners)))
        self._money.declare_public(cells, money["fundings"])
        values = {
            **_plain_values(cells),
            "places": _main_first(self._gazetteer.places(cells)),
            "metiers": labels.known("metiers", "metier", "métier inconnu"),
            "disciplines": labels.placed("disciplines", "discipline"),
            "technologies": labels.placed("technologies", "technologie"),
            "participations": [*_told(HOLDER, holders), *_told(PARTNER, partners)],
            **money,
        }
        cited = {**_by_role(PARTNER, partners), **_by_role(HOLDER, holders)}
        funders = self._names(money["fundings"])
        known = (self._actors.get(it) for it in {*funders, *(it.actor.identifier for it in cited.values())})
        is_held = _names_a_person(cells, known)
        return ProjectRow(cells.line, key, "", values, labels.unplaced, cited, funders, is_held)

    def _names(self, fundings: Iterable[Mapping[str, Any]]) -> dict[str, str]:
        return {told["funder"]: self._actors.get(told["funder"]).name for told in fundings}

    def _cited(self, cells: Cells, labels: Labels, column: str) -> tuple[Citation, ...]:
        """The actors of a cell, with what it says beside their names, which is never cut."""
        citations = self._actors.cite_all(cells, column)
        for note in (it.note for it in citations if len(it.note) > LONGEST_NOTE):
            message = f"précision trop longue ({len(note)} caractères, {LONGEST_NOTE} au plus)"
            cells.refuse(column, message, value=note)
        return tuple(_without_a_person(it, labels, column) for it in citations)

    def _identified(self, cells: Cells, row: ProjectRow) -> ProjectRow:
        return replace(row, identifier=self._identifier(cells, row.key, row.holders))

    def _identifier(self, cells: Cells, key: str, holders: Iterable[str]) -> str:
        """The project that the row made before, else the one that another list names alike, else a new one."""
        said = self._earlier.decided.get(cells.line, "")
        if there := self._earlier.projects.get(key) or (said if said != NEW else ""):
            return there
        title = cells.raw("title")
        names = [(fold(title), holder) for holder in holders]
        alike = {it for name in names for it in self._earlier.held.get(name, ())} - self._claimed
        if len(alike) == 1 and said != NEW:
            (known,) = alike
            self._claimed.add(known)
            cells.tell(Heading.READ, "title", title, f"projet déjà connu, du même porteur ({known})")
            return known
        namesakes = sorted(alike) or sorted(self._earlier.titles.get(fold(title), ()))
        if namesakes and said != NEW:
            told = f"un autre projet a ce titre ({namesakes[0]})"
            several = f"{len(namesakes)} autres projets ont ce titre ({', '.join(namesakes[:3])}…)"
            cells.tell(Heading.DOUBT, "title", title, told if len(namesakes) == 1 else several)
        return new_identifier("p", self._earlier.seed(DATASET, key))


def _keyed(sheet: Sheet, report: Report) -> Iterator[tuple[Cells, str]]:
    """The rows under what names them: the title and its holder, unless the file gives them a key of its own.

    Two rows never have one key of the file; two that have the same names are perhaps one project.
    """
    keys = Keys()
    for cells in each_row(sheet, report):
        title = cells.line_of_text("title", required=True)
        own_key = cells.line_of_text("row_id")
        if own_key:
            keys.check(cells, own_key, "title", TWO_DECISIONS)
        yield cells, own_key or key_of(title, cells.raw("holder"))[:LONGEST_KEY]


def _plain_values(cells: Cells) -> dict[str, Any]:
    url, source, start = cells.url("url"), cells.url("source_url"), cells.year("start_year")
    return {
        "name": cells.line_of_text("title"),
        "summary": cells.text("summary_fr"),
        "website": url if url != source else "",  # the article that tells of a project is its source, not its site
        "source_url": source,
        "starts": str(start or ""),
        "total_cost": as_json(cells.amount("total_budget_eur")),
        "cost_scope": cells.one_of("cost_scope", COST_SCOPES) or "",
    }


def _names_a_person(cells: Cells, actors: Iterable[Known]) -> bool:
    """Whether what everybody reads of the row names a masked actor of it; tell where."""
    columns = {"name": "title", "summary": "summary_fr", "website": "url", "source_url": "source_url"}
    told = {name: cells.raw(column) for name, column in columns.items()}
    naming = fields_that_name(told, (actor.name for actor in actors if actor.is_masked))
    for name in naming:
        message = f"{READ_BY_ALL[name]} nomme une personne masquée, la ligne ne publie pas la fiche"
        cells.tell(Heading.DOUBT, columns[name], told[name], message)
    return bool(naming)


def _without_a_person(citation: Citation, labels: Labels, column: str) -> Citation:
    """« Association Exemple (Camille Exemple) »: the person is for staff alone."""
    if not reads_as_a_person(citation.note):
        return citation
    labels.keep(column, citation.note, "nomme peut-être une personne, gardé pour l’équipe seule")
    return replace(citation, note="")


def _told(role: str, citations: tuple[Citation, ...]) -> list[str]:
    return [f"{role}:{it.actor.identifier}" for it in citations]


def _by_role(role: str, citations: tuple[Citation, ...]) -> dict[str, Citation]:
    return dict(zip(_told(role, citations), citations, strict=True))


def _main_first(places: tuple[str, ...]) -> list[str]:
    """The first place named is the main one; the order of the others says nothing."""
    return [*places[:1], *sorted({*places} - {*places[:1]})]
