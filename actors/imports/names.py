"""Who a file means by a name.

Pure: an index is built once from plain rows. A name that several actors bear is ambiguous, never guessed; a name that
nobody bears makes a newcomer, an actor to be written as a draft.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from curation.imports.cells import Cells
from curation.imports.report import Heading
from curation.thesaurus import Concept, Thesaurus
from directory.models.identifiers import new_identifier
from french.amounts import tells_money
from french.folding import fold
from french.typography import NBSP, joined

from ..personhood import PERSON_TYPE, Personhood, is_legal_form, is_trade, personhood_of, said_by
from .public_bodies import bare, key_of_body, kind_of_body

ACTOR_TYPE = "porteur"
PRIVATE = ("association", "entreprise", "fondation", PERSON_TYPE)  # types whose money is their own
LONGEST = 250
CANDIDATES = 4  # named to who has to choose
NOBODY = "ce n’est le nom de personne en particulier, écrire le nom entier, sans montant"
CITED = "acteurs cités"  # data set of the actors known by their name alone

TOLD = {
    Personhood.ORGANISATION: "acteur inconnu, créé en brouillon",
    Personhood.PERSON: "personne physique, créée en brouillon et masquée",
    Personhood.UNKNOWN: "acteur inconnu, créé en brouillon et masqué : dire si c’est une structure",
}

NOTE = re.compile(r"^(?P<name>.*\S)\s*\((?P<note>[^()]*)\)$")


@dataclass(frozen=True)
class Known:
    """An actor of the directory, or one that the file is about to add to it."""

    identifier: str
    name: str
    sector: str = ""
    is_public_body: bool = False
    is_masked: bool = False
    is_answered: bool = False  # somebody said that it is an organisation
    departements: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.name} ({self.identifier})"


class Rank(IntEnum):
    """How an actor bears a name: the first rank that has somebody is the one that is meant."""

    TAUGHT = 0  # somebody said so of the file that is being read
    OWN = 1
    OTHER = 2  # another or former name, an acronym
    IMPORTED = 3  # the name of an earlier import, before staff retitled the entry


@dataclass(frozen=True)
class Citation:
    """An actor named by a cell, and what the cell says beside its name."""

    actor: Known
    note: str = ""


@dataclass
class Newcomer:
    """An unknown actor that a file names. A person completes it before it is published."""

    identifier: str
    name: str
    type: str = ""  # slug
    legal_form: str = ""
    personhood: Personhood = Personhood.UNKNOWN
    answer: str = ""  # what somebody said of it
    is_private: bool = False
    is_public_body: bool = False
    siret: str = ""
    rna: str = ""


@dataclass
class ActorIndex:
    """The actors by the names they bear, and the newcomers of the file that is being read."""

    thesaurus: Thesaurus
    newcomers: dict[str, Newcomer] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)  # names of places by what stands for them: « 40 », « na »
    persons: Mapping[str, str] = field(default_factory=dict)  # what somebody said of who bears a folded name
    taught: dict[str, str] = field(default_factory=dict)  # the actors that texts of the file mean, as somebody said
    _ranks: tuple[dict[str, dict[str, Known]], ...] = field(
        default_factory=lambda: tuple(defaultdict(dict) for _ in Rank)
    )
    _by_identifier: dict[str, Known] = field(default_factory=dict)
    _bodies: dict[str, dict[str, Known]] = field(default_factory=lambda: defaultdict(dict))
    _governing: dict[str, dict[str, Known]] = field(default_factory=lambda: defaultdict(dict))  # bodies by their place
    _spellings: Mapping[str, str] = field(default_factory=dict)

    def add(self, actor: Known, names: Iterable[str], rank: Rank = Rank.OWN) -> None:
        self._by_identifier.setdefault(actor.identifier, actor)
        for name in names:
            self._ranks[rank][fold(name)][actor.identifier] = actor
            if body := key_of_body(name, self.places):
                self._bodies[body][actor.identifier] = actor
                self._governing[body.split(" ", 1)[1]][actor.identifier] = actor

    def teach(self, spellings: Mapping[str, str]) -> None:
        """Somebody said which actors the folded texts mean: those are other names of theirs from now on."""
        self._spellings = {text: it for text, it in spellings.items() if it in self._by_identifier}
        for text, identifier in self._spellings.items():
            self._ranks[Rank.TAUGHT][text][identifier] = self._by_identifier[identifier]

    def get(self, identifier: str) -> Known:
        return self._by_identifier[identifier]

    def called(self, name: str) -> tuple[Known, ...]:
        """Those who bear the name, or have it as their identifier; else the public body that it writes otherwise."""
        if name in self._by_identifier:
            return (self._by_identifier[name],)
        bearers = (names.get(fold(name), {}) for names in self._ranks)
        found = next((found for found in bearers if found), None)
        return tuple((found or self._bodies.get(key_of_body(name, self.places), {})).values())

    def knows(self, name: str) -> bool:
        """Somebody of the directory is called so: the other rows of the file change nothing."""
        return any(actor.identifier not in self.newcomers for actor in self.called(name))

    def cite(self, cells: Cells, column: str, text: str, rna: str = "") -> Citation | None:
        """The actor that a text of a cell names, a newcomer if need be; None when nobody can tell.

        The RNA that the row tells beside the name shows that a newcomer is an organisation.
        """
        name, note = without_note(text) if not self.called(text) else (text, "")
        found = self.called(name)
        if fold(name) in self._spellings:
            self.taught[name] = self._spellings[fold(name)]
        if len(found) > 1:
            told = joined(map(str, found), "ou")
            cells.refuse(column, f"plusieurs acteurs ont ce nom, écrire l’identifiant de l’un : {told}", value=text)
            return None
        if len(name) > LONGEST:
            cells.refuse(column, f"nom trop long ({LONGEST} caractères au plus)", value=text)
            return None
        if not found and self.is_nobody(name):
            cells.tell(
                Heading.UNPLACED, column, text, f"ce n’est le nom de personne en particulier{self._perhaps(name)}"
            )
            return None
        if found and key_of_body(name, self.places) and not self._is_borne(name):
            cells.tell(Heading.READ, column, name, f"compris comme «{NBSP}{found[0].name}{NBSP}»")
        return Citation(found[0] if found else self._welcome(cells, column, name, note, rna), note)

    def _is_borne(self, name: str) -> bool:
        return name in self._by_identifier or any(fold(name) in names for names in self._ranks)

    def cite_all(self, cells: Cells, column: str) -> tuple[Citation, ...]:
        """The actors of « a;b », each once."""
        found = (self.cite(cells, column, text) for text in cells.items(column))
        return tuple({citation.actor.identifier: citation for citation in found if citation}.values())

    def is_common_noun(self, name: str) -> bool:
        """« Région », « le Département », « Drac »: a type of structure, not one of them."""
        find = self.thesaurus.find
        return bool(find(ACTOR_TYPE, name) or find(ACTOR_TYPE, bare(name)) or kind_of_body(name))

    def is_nobody(self, name: str) -> bool:
        """A common noun, or a text with a sum of money: no actor is made of either."""
        return self.is_common_noun(name) or tells_money(name)

    def _perhaps(self, name: str) -> str:
        """The public bodies of that kind, which a common noun may mean: a person decides."""
        kind = f"{kind_of_body(name)} "
        meant = {
            it: actor.name
            for key, found in self._bodies.items()
            if key.startswith(kind)
            for it, actor in found.items()
        }
        names = [f"«{NBSP}{name}{NBSP}»" for name in sorted(meant.values())]
        return f", peut-être {joined(names, 'ou')}" if 0 < len(names) <= CANDIDATES else ""

    def bodies_of_place(self, name: str) -> list[str]:
        """The names of the public bodies of a place: « Ville de Pau » for « Pau ». A place alone is nobody."""
        governing = self._governing.get(bare(name), {})
        return sorted({actor.name for it, actor in governing.items() if it not in self.newcomers})

    def is_public_body(self, identifier: str) -> bool:
        newcomer = self.newcomers.get(identifier)
        return newcomer.is_public_body if newcomer else self._by_identifier[identifier].is_public_body

    def declare_public(self, identifiers: Iterable[str]) -> None:
        """The file says that public money is among that of these actors: if nobody's is, that of the newcomers is.

        But for those whose type is private: a foundation, a firm, an association.
        """
        identifiers = list(identifiers)
        if not any(self.is_public_body(identifier) for identifier in identifiers):
            for newcomer in (self.newcomers[it] for it in identifiers if it in self.newcomers):
                newcomer.is_public_body = not newcomer.is_private

    def _welcome(self, cells: Cells, column: str, name: str, note: str, rna: str) -> Known:
        concept, legal_form = self._type_of(name, note), _legal_form_in(name, note)
        newcomer = _newcomer(name, concept, legal_form, rna, self.persons.get(fold(name), ""))
        self.newcomers[newcomer.identifier] = newcomer
        is_masked = newcomer.personhood != Personhood.ORGANISATION
        known = Known(newcomer.identifier, name, concept.sector if concept else "", is_masked=is_masked)
        self.add(known, [name])
        cells.tell(Heading.CREATED, column, name, TOLD[newcomer.personhood])
        return known

    def _type_of(self, name: str, note: str) -> Concept | None:
        """The type that the note says, « (artiste-auteur) », or else the one that the name begins with.

        A type makes an organisation, so neither « Camille Exemple (théâtre) » nor « Galerie Exemple » has one.
        """
        said = self.thesaurus.find(ACTOR_TYPE, note) if note else None
        if said and (said.family == PERSON_TYPE or is_legal_form(note) or said_by(name) == Personhood.ORGANISATION):
            return said
        begun = self.thesaurus.at_the_beginning(ACTOR_TYPE, name)
        is_doubtful = is_trade(name) and said_by(name) != Personhood.ORGANISATION
        return None if is_doubtful else begun


def _legal_form_in(name: str, note: str) -> str:
    """What the note says of the actor itself: « (SARL) », « (EI) », « (photographe) »."""
    is_person = said_by(note) == Personhood.PERSON and said_by(name) != Personhood.ORGANISATION
    return note if is_person or is_legal_form(note) else ""


def _newcomer(name: str, concept: Concept | None, legal_form: str, rna: str, answer: str) -> Newcomer:
    """The identifier is the same on every installation, but for the masked: it would tell a name to who tries it."""
    family = concept.family if concept else ""
    judged = personhood_of(name, legal_form=legal_form, rna=rna, type_family=family)
    personhood = Personhood(answer) if answer else judged
    seed = f"{CITED}:{fold(name)}" if personhood == Personhood.ORGANISATION else ""
    return Newcomer(
        identifier=new_identifier("a", seed),
        name=name,
        type=concept.slug if concept else "",
        legal_form=legal_form,
        personhood=personhood,
        answer=answer,
        is_private=family in PRIVATE,
        is_public_body=bool(concept and concept.is_public_body),
        rna=rna,
    )


def without_note(text: str) -> tuple[str, str]:
    """« Niort Agglo (conservation des musées) »: the name, and what is said in brackets after it.

    But « L’État (DRAC) » says in brackets which body it is.
    """
    match = None if kind_of_body(text) else NOTE.match(text)
    return (match["name"], match["note"].strip()) if match else (text, "")
