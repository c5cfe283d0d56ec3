"""Reading a file of actors. Pure: rows of text in, rows of facts out; what is wrong goes to the report."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from curation.imports.cells import Cells, Keys, each_row, key_of
from curation.imports.labels import Labels
from curation.imports.reading.sheet import Sheet
from curation.imports.report import Heading, Report
from curation.thesaurus import Concept
from directory.models.identifiers import new_identifier
from french.folding import fold
from territories.matching.gazetteer import Gazetteer

from ..personhood import PERSON_TYPE, Personhood, personhood_of
from .names import ACTOR_TYPE, ActorIndex, Known, without_note
from .numbers import read_siret

DATASET = "acteurs"
TIERS_LIEUX = "tiers-lieux"
NATURES = {"structure": Personhood.ORGANISATION.value, "personne physique": Personhood.PERSON.value}
MASKED = {
    Personhood.PERSON: "personne physique, masquée",
    Personhood.UNKNOWN: "personne ou structure ? masquée jusqu’à la réponse",
}
REQUIRED = ("name",)
OPTIONAL = {
    "legal_form_or_type": "association, musée, commune…",
    "is_tiers_lieu": "oui ou non",
    "commune": "commune du siège",
    "departement_code": "code ou nom du département",
    "metiers": "médiation, création, diffusion…",
    "disciplines": "séparées par des points-virgules",
    "website": "adresse du site",
    "description_fr": "ce qu’elle fait, en une phrase ou deux",
    "source_url": "où cela a été lu",
    "row_id": "clé de la ligne, à la place du nom et du département",
    "siret": "quatorze chiffres",
    "nature": "structure ou personne physique, quand ni le type ni le nom ne le montre",
    "succeeds": "structures auxquelles elle succède",
}


@dataclass(frozen=True)
class Earlier:
    """What earlier imports and staff left: whom each row made, and the tiers-lieux by folded name and place.

    `seed` gives, of a table and a key, what the identifier of a new entry is drawn from.
    """

    actors: Mapping[str, str]
    tiers_lieux: Mapping[str, str]
    places: Mapping[tuple[str, str], str]
    seed: Callable[[str, str], str]


@dataclass(frozen=True)
class TiersLieuRow:
    """The place that an actor runs."""

    line: int
    key: str
    identifier: str
    values: Mapping[str, Any]
    unplaced: Mapping[str, tuple[str, ...]]
    may_be_named: bool = False


@dataclass(frozen=True)
class ActorRow:
    """An actor as a file tells it."""

    line: int
    key: str
    identifier: str
    values: Mapping[str, Any]
    unplaced: Mapping[str, tuple[str, ...]]
    tiers_lieu: TiersLieuRow | None = None


class ActorRows:
    """The reading of one file of actors."""

    def __init__(self, index: ActorIndex, gazetteer: Gazetteer, earlier: Earlier):
        self._index = index
        self._gazetteer = gazetteer
        self._earlier = earlier
        self._claimed: set[str] = set()

    def read(self, sheet: Sheet, report: Report) -> list[ActorRow]:
        keyed = list(_keyed(sheet, report))
        self._claimed = {self._earlier.actors[key] for _, key in keyed if key in self._earlier.actors}
        return [self._row(cells, key) for cells, key in keyed]

    def _identifier(self, cells: Cells, key: str) -> str:
        """The actor that the row made before, else the one that has its name, else a new one."""
        name = cells.line_of_text("name")
        departements = frozenset(self._gazetteer.departement_codes(cells))
        there = self._earlier.actors.get(key) or self._namesake(cells, name, departements)
        shown = self._personhood(cells)
        may_be_named = shown == Personhood.ORGANISATION
        # the same on every installation, but for who is masked: it would tell a name to who tries it
        identifier = there or new_identifier("a", self._earlier.seed(DATASET, key) if may_be_named else "")
        self._claimed.add(identifier)
        known = Known(identifier, name, is_masked=not may_be_named, departements=departements)
        self._index.add(known, [name])
        if not may_be_named and self._index.get(identifier).is_masked:
            cells.tell(Heading.DOUBT, "name", name, MASKED[shown])
        return identifier

    def _personhood(self, cells: Cells) -> Personhood:
        """What the row shows, or says, of the actor."""
        concept = self._type(cells)
        family = concept.family if concept else ""
        if (nature := NATURES.get(fold(cells.raw("nature")))) and family != PERSON_TYPE:
            return Personhood(nature)
        legal_form = cells.line_of_text("legal_form_or_type", 150)
        return personhood_of(cells.line_of_text("name"), legal_form=legal_form, type_family=family)

    def _type(self, cells: Cells) -> Concept | None:
        text = cells.line_of_text("legal_form_or_type", 150)
        find = self._index.thesaurus.find
        return find(ACTOR_TYPE, text) or find(ACTOR_TYPE, without_note(text)[0])

    def _namesake(self, cells: Cells, name: str, departements: frozenset[str]) -> str:
        """The actor that has the name and may be in the département, if no other row is about it."""
        called = self._index.called(name)
        here = [it for it in called if not it.departements or not departements or it.departements & departements]
        free = [it for it in here if it.identifier not in self._claimed]
        if len(free) > 1:
            told = " ou ".join(map(str, free))
            cells.refuse("name", f"plusieurs acteurs ont déjà ce nom, les fusionner d’abord : {told}")
        if called and not free:
            cells.tell(Heading.DOUBT, "name", name, "un autre acteur a ce nom")
        return free[0].identifier if free else ""

    def _row(self, cells: Cells, key: str) -> ActorRow:
        identifier = self._identifier(cells, key)
        labels = Labels(cells, self._index.thesaurus)
        place = self._place(cells, labels)
        is_tiers_lieu = cells.yes("is_tiers_lieu")
        if key in self._earlier.tiers_lieux and not is_tiers_lieu:
            cells.tell(
                Heading.DOUBT, "is_tiers_lieu", "", "la ligne a fait un tiers-lieu, qui reste : à fermer à la main"
            )
        tiers_lieu = self._tiers_lieu(cells, key, place, identifier) if is_tiers_lieu else None
        values = {
            **_entry_values(cells),
            **self._type_values(cells, labels),
            "seat": tiers_lieu.identifier if tiers_lieu else place,
            "metiers": labels.known("metiers", "metier", "métier inconnu"),
            "disciplines": labels.placed("disciplines", "discipline"),
            **self._optional_values(cells, identifier),
        }
        return ActorRow(cells.line, key, identifier, values, labels.unplaced, tiers_lieu)

    def _place(self, cells: Cells, labels: Labels) -> str:
        """The seat. A structure has one: the other communes are kept aside."""
        first, *others = self._gazetteer.places(cells) or ("",)
        if others and cells.raw("commune"):
            for text in cells.items("commune")[1:]:
                labels.keep("commune", text, "une structure a un seul siège, la première commune")
        return first

    def _tiers_lieu(self, cells: Cells, key: str, place: str, actor: str) -> TiersLieuRow:
        values = {**_entry_values(cells), "kind": "tiers-lieu", "located_in": place}
        there = self._earlier.tiers_lieux.get(key) or self._earlier.places.get((fold(values["name"]), place))
        may_be_named = self._index.get(actor).is_answered or self._personhood(cells) == Personhood.ORGANISATION
        if not may_be_named:
            message = "le tiers-lieu porte le nom de qui l’anime, peut-être une personne : il reste en brouillon"
            cells.tell(Heading.DOUBT, "is_tiers_lieu", "", message)
        identifier = there or new_identifier("t", self._earlier.seed(TIERS_LIEUX, key) if may_be_named else "")
        return TiersLieuRow(cells.line, key, identifier, values, {}, may_be_named)

    def _type_values(self, cells: Cells, labels: Labels) -> dict[str, Any]:
        """The type of structure, and what it says: whose money is public, whom the law forbids naming."""
        text = cells.line_of_text("legal_form_or_type", 150)
        concept = self._type(cells)
        if text and not concept:
            labels.keep("legal_form_or_type", text, "type de structure absent du thésaurus")
        if not concept:
            return {"legal_form": text}
        return {"legal_form": text, "actor_type": concept.slug, "is_public_body": concept.is_public_body}

    def _optional_values(self, cells: Cells, identifier: str) -> dict[str, Any]:
        """What the optional columns say, when they say something."""
        told: dict[str, Any] = {}
        if cells.raw("siret"):
            told["siret"] = read_siret(cells)
        if cells.raw("nature"):
            told["answer"] = cells.one_of("nature", NATURES)
        if cells.raw("succeeds"):
            told["succeeds"] = sorted(it.actor.identifier for it in self._index.cite_all(cells, "succeeds"))
        if identifier in told.get("succeeds", ()):
            cells.refuse("succeeds", "un acteur ne succède pas à lui-même")
        return told


def _keyed(sheet: Sheet, report: Report) -> Iterator[tuple[Cells, str]]:
    keys = Keys()
    for cells in each_row(sheet, report):
        name = cells.line_of_text("name", required=True)
        key = cells.line_of_text("row_id") or key_of(name, cells.raw("departement_code"))
        keys.check(cells, key, "name")
        yield cells, key


def _entry_values(cells: Cells) -> dict[str, Any]:
    """What a tiers-lieu shares with the actor who runs it."""
    return {
        "name": cells.line_of_text("name"),
        "summary": cells.text("description_fr"),
        "website": cells.url("website", 500),
        "source_url": cells.url("source_url"),
    }
