"""Reading files of events, of resources, of definitions. Pure: rows of text in, facts out; what is wrong is told.

What nobody can place is no fault of the file: an organiser without an entry, a town of another region are kept as they
are written, and told.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from actors.imports.names import ActorIndex
from actors.personhood import reads_as_a_person
from curation.imports.cells import Cells, Keys, key_of
from curation.imports.labels import Labels
from curation.imports.report import Heading
from directory.models.identifiers import new_identifier
from french.folding import fold
from french.typography import NBSP
from territories.matching.gazetteer import Gazetteer

EVENTS, RESOURCES, DEFINITIONS = "rendez-vous", "ressources", "glossaire"
EVENT_COLUMNS = tuple(
    "title kind format starts_on ends_on year place commune departement_code scope organiser partners audience themes"
    " description_fr source_url source_name".split()
)
RESOURCE_COLUMNS = tuple(
    "title kind author year scope audience themes metiers description_fr url licence source_url source_name".split()
)
DEFINITION_COLUMNS = tuple(
    "term definition_fr thesaurus_vocabulary thesaurus_term see_also source_url source_name".split()
)
ROW_ID = {"row_id": "clé de la ligne, quand le titre ou la date peuvent être corrigés"}
LINKED = {
    "calls": "dispositifs dont il est question, par leurs clés",
    "projects": "projets dont il est question, par leurs titres",
}
EVENT_OPTIONAL = {
    **ROW_ID,
    **LINKED,
    "metiers": "métiers",
    "url": "page officielle",
    "registration_url": "adresse où s’inscrire",
    "price": "tarif",
    "accessibility": "ce qui le rend accessible",
    "outcome_fr": "ce qu’il en reste, en Markdown",
    "postponed_from": "date annoncée d’abord, quand il est reporté",
    "cancelled": "oui quand il est annulé",
}
RESOURCE_OPTIONAL = {
    **ROW_ID,
    **LINKED,
    "level": "découverte, pratique ou expertise",
    "file_format": "« PDF, 40 pages »",
    "weight": "« 2,4 Mo »",
    "duration": "« 1 h 20 »",
    "free": "oui ou non",
}
DEFINITION_OPTIONAL = {"other_names": "autres noms : a;b"}

# How files write what the program names otherwise.
ALIASES = {
    "film et foire aux questions": "film",
    "collection de films": "film",
    "page de politique publique": "politique publique",
}
LONGEST_NAMES = 250
LONGEST_KEY = 500


@dataclass(frozen=True)
class SupportRow:
    """What a row says of an event, of a resource or of a definition."""

    line: int
    key: str
    identifier: str
    values: Mapping[str, Any]
    unplaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What rows name: actors, terms, places, calls by their keys, projects by their titles; and the entries there.

    `there` gives the entry that a key already means, `seed` what the identifier of a new one is drawn from.
    """

    actors: ActorIndex
    gazetteer: Gazetteer
    find_call: Callable[[str], str]
    find_project: Callable[[str], str]
    there: Mapping[str, str]
    seed: Callable[[str, str], str]


@dataclass(frozen=True)
class Words:
    """The values that a column may hold, by folded label: « journee d etude »."""

    kinds: Mapping[str, str]
    formats: Mapping[str, str]
    scopes: Mapping[str, str]
    levels: Mapping[str, str]


class SupportRows:
    """The reading of one file of events or of resources."""

    def __init__(self, known: Known, words: Words):
        self._known, self._words, self._keys = known, words, Keys()

    def event(self, cells: Cells) -> SupportRow:
        labels = Labels(cells, self._known.actors.thesaurus)
        starts, ends, year = str(cells.date("starts_on")), str(cells.date("ends_on")), str(cells.year("year") or "")
        if starts and year and not starts.startswith(year):
            cells.tell(Heading.DOUBT, "year", year, f"autre année que celle du début, gardé{NBSP}: {starts}")
        territory, town = self._place(cells, labels)
        values = {
            **self._common(cells, labels),
            "format": cells.one_of("format", self._words.formats) or "",
            "starts": starts or year,
            "ends": ends if ends != starts else "",
            "territory": territory,
            "town": town,
            "venue": cells.line_of_text("place", 200),
            **self._actors(cells, labels, "organiser", "organisers"),
            **self._actors(cells, labels, "partners", "partners"),
            **self._optional_of_event(cells, labels),
        }
        return self._row(cells, labels, EVENTS, "e", values, values["starts"])

    def resource(self, cells: Cells) -> SupportRow:
        labels = Labels(cells, self._known.actors.thesaurus)
        values = {
            **self._common(cells, labels),
            "year": cells.year("year"),
            "metiers": labels.placed("metiers", "metier"),
            "website": cells.url("url"),
            "licence": cells.line_of_text("licence", 150),
            **self._actors(cells, labels, "author", "authors", is_authorship=True),
            **self._optional_of_resource(cells, labels),
        }
        return self._row(cells, labels, RESOURCES, "d", values, cells.raw("year"))

    def _row(
        self, cells: Cells, labels: Labels, table: str, prefix: str, values: dict[str, Any], when: str
    ) -> SupportRow:
        key = cells.line_of_text("row_id") or key_of(values["name"], when)[:LONGEST_KEY]
        self._keys.check(cells, key, "title", " : si ce sont deux choses, leur donner une clé dans une colonne row_id")
        identifier = self._known.there.get(key) or new_identifier(prefix, self._known.seed(table, key))
        return SupportRow(cells.line, key, identifier, values, labels.unplaced)

    def _common(self, cells: Cells, labels: Labels) -> dict[str, Any]:
        return {
            "name": cells.line_of_text("title", required=True),
            "kind": self._kind(cells, labels),
            "scope": cells.one_of("scope", self._words.scopes) or "",
            "audience": cells.line_of_text("audience"),
            "themes": labels.placed("themes", "theme"),
            "summary": cells.text("description_fr"),
            "source_url": cells.url("source_url"),
            "source_name": cells.line_of_text("source_name"),
        }

    def _kind(self, cells: Cells, labels: Labels) -> str:
        text = cells.line_of_text("kind")
        kind = self._words.kinds.get(ALIASES.get(fold(text), fold(text)))
        if text and not kind:
            labels.keep("kind", text, "type inconnu")
        return kind or "autre"

    def _place(self, cells: Cells, labels: Labels) -> tuple[str, str]:
        """The territory where it is, or a town that the region does not have."""
        place, town = self._known.gazetteer.likely_place(cells), cells.line_of_text("commune", 120)
        if place is None and self._known.gazetteer.departement_codes(cells):
            labels.keep("commune", town, "commune inconnue, gardée telle qu’écrite")
        return place or "", town if place is None else ""

    def _actors(
        self, cells: Cells, labels: Labels, column: str, name: str, is_authorship: bool = False
    ) -> dict[str, Any]:
        """The actors that a column names, and as a text those that have no entry.

        A name that may be a person's is for staff alone, unless it is an author's.
        """
        found, others = [], []
        for text in cells.items(column):
            called = self._known.actors.called(text)
            if len(called) == 1:
                found.append(called[0].identifier)
                if fold(called[0].name) != fold(text):
                    cells.tell(Heading.READ, column, text, f"compris comme «{NBSP}{called[0].name}{NBSP}»")
            elif reads_as_a_person(text) and not is_authorship:
                labels.keep(column, text, "nomme peut-être une personne, gardé pour l’équipe seule")
            else:
                others.append(text)
                why = "plusieurs acteurs ont ce nom, écrit tel quel" if called else "acteur sans fiche, écrit tel quel"
                labels.keep(column, text, why)
        told = ", ".join(others)
        if len(told) > LONGEST_NAMES:
            cells.refuse(column, f"noms trop longs ({LONGEST_NAMES} caractères au plus)", value=told)
        return {name: sorted(set(found)), f"other_{name}": told}

    def _optional_of_event(self, cells: Cells, labels: Labels) -> dict[str, Any]:
        readers = {
            "metiers": ("metiers", lambda column: labels.placed(column, "metier")),
            "url": ("website", cells.url),
            "registration_url": ("registration_url", cells.url),
            "price": ("price", lambda column: cells.line_of_text(column, 150)),
            "accessibility": ("accessibility", cells.line_of_text),
            "outcome_fr": ("outcome", cells.text),
            "postponed_from": ("postponed_from", lambda column: str(cells.date(column))),
            "cancelled": ("is_cancelled", cells.yes),
        }
        return dict(self._told(cells, readers | self._linked(cells, labels)))

    def _optional_of_resource(self, cells: Cells, labels: Labels) -> dict[str, Any]:
        readers = {
            "level": ("level", lambda column: cells.one_of(column, self._words.levels) or ""),
            "file_format": ("file_format", lambda column: cells.line_of_text(column, 60)),
            "weight": ("weight", lambda column: cells.line_of_text(column, 30)),
            "duration": ("duration", lambda column: cells.line_of_text(column, 60)),
            "free": ("is_free", cells.yes),
        }
        return dict(self._told(cells, readers | self._linked(cells, labels)))

    def _linked(self, cells: Cells, labels: Labels) -> dict[str, Any]:
        finders = {"calls": self._known.find_call, "projects": self._known.find_project}
        return {
            name: (name, lambda column, find=find: sorted(linked(cells, labels, column, find)))
            for name, find in finders.items()
        }

    @staticmethod
    def _told(cells: Cells, readers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """What the optional columns say, when they say something."""
        return ((name, read(column)) for column, (name, read) in readers.items() if cells.raw(column))


def linked(cells: Cells, labels: Labels, column: str, find: Callable[[str], str]) -> set[str]:
    """The identifiers of the entries that a column names; the names that mean none are kept aside."""
    found = {text: find(text) for text in cells.items(column)}
    for text in (text for text, identifier in found.items() if not identifier):
        labels.keep(column, text, "fiche inconnue, ou plusieurs ont ce nom")
    return {identifier for identifier in found.values() if identifier}
