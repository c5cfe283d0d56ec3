"""Who paid, from what a source writes: « Région Nouvelle-Aquitaine 25 000 €; Fondation Exemple 5 000 € ».

Pure. Funders are named one by one, each with the figure beside its name; one told for several is never split. A short
name (« Région », « Drac ») is that of an actor whom the row names elsewhere, when only one can be meant; otherwise it
is nobody's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from actors.imports.names import ActorIndex, Known, without_note
from actors.imports.public_bodies import bare
from actors.personhood import Personhood, said_by
from curation.imports.cells import Cells
from curation.imports.report import Heading
from french.amounts import parse_euros
from french.folding import fold
from french.typography import NBSP

ABOUT = r"(?:près de|environ|jusqu['’]à|à hauteur de|à)"
UNIT = r"(?:%|€|k€|M€|euros?|millions? d['’]euros?)"
FIGURE = re.compile(rf"[,:]?\s*(?:{ABOUT}\s+)?\d[\d\s\u00a0\u202f.,]*{UNIT}\s*$", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"\s*(?:,|\bet\b|\bpuis\b|/|\+)\s*")
DOUBT = re.compile(r"à confirmer|incertain|\?", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z]{2,8}")


@dataclass(frozen=True)
class Part:
    """A funder as it is written, apart from the figure and the note that follow its name."""

    written: str
    name: str
    figure: str
    note: str

    @property
    def is_doubtful(self) -> bool:
        return bool(DOUBT.search(self.note))

    @property
    def amount(self) -> Decimal | None:
        """The euros that the figure tells exactly: neither a share, nor « près de 5 000 € », nor « 25 k€ »."""
        try:
            return parse_euros(self.figure) if self.figure else None
        except ValueError:
            return None

    @property
    def says_more(self) -> bool:
        """The name of one actor would not say all of it."""
        has_note = bool(self.note) and not ACRONYM.fullmatch(self.note)
        return bool(self.figure) or has_note or bool(BETWEEN_NAMES.search(self.name))


@dataclass(frozen=True)
class Funders:
    """Those whom a text names."""

    actors: tuple[Known, ...] = ()
    is_one: bool = False  # the text names one funder, so that a figure beside it is that funder's
    has_figures: bool = False
    amounts: Mapping[str, list[Decimal]] = field(default_factory=dict)  # of each, when every figure has its funder
    may_name_a_person: bool = False  # a part that made no actor shows no organisation
    says_more: bool = False  # a note, a figure, a short name: the text itself is worth keeping


class FunderReader:
    """Reads the funders of one row, knowing the actors around: holders, partners, those of the call."""

    def __init__(self, cells: Cells, column: str, index: ActorIndex, around: Iterable[Known]):
        self._cells = cells
        self._column = column
        self._index = index
        self._around = {actor.identifier: actor for actor in around}

    def read(self) -> Funders:
        parts = self._parts(" ".join(self._cells.raw(self._column).split()))
        named = [(part, list(self._funders_of(part))) for part in parts]
        actors = {actor.identifier: actor for _, funders in named for actor in funders}
        return Funders(
            actors=tuple(actors.values()),
            is_one=len(parts) == 1 and len(actors) == 1,
            has_figures=any(part.figure for part in parts),
            amounts=_amounts(named),
            may_name_a_person=any(part.is_doubtful and not self._may_be_named(part.name) for part in parts),
            says_more=any(part.says_more or self._index.is_common_noun(part.name) for part in parts),
        )

    def _parts(self, text: str) -> list[Part]:
        """The whole text when somebody bears it as a name; otherwise what semicolons separate outside brackets."""
        name, note = without_note(text)
        if self._index.called(text):
            return [Part(text, text, "", "")]
        if self._index.called(name):
            return [Part(text, name, "", note)]
        return [_part(written.strip()) for written in re.split(r";(?![^()]*\))", text) if written.strip()]

    def _funders_of(self, part: Part) -> Iterator[Known]:
        if part.is_doubtful:
            self._cells.tell(Heading.UNPLACED, self._column, part.written, "financement à confirmer, gardé en texte")
        elif understood := self._understood(part.name):
            yield from understood
        elif citation := self._index.cite(self._cells, self._column, part.name):
            yield citation.actor

    def _may_be_named(self, name: str) -> bool:
        called = self._index.called(name)
        if called:
            return not any(actor.is_masked for actor in called)
        return self._index.is_common_noun(name) or said_by(name) == Personhood.ORGANISATION

    def _understood(self, name: str) -> list[Known]:
        """The actor who has the name or whom the row abbreviates so; or both of « État et Région »."""
        if self._index.called(name):
            return []  # who it is, or that it is ambiguous, is for the index to tell
        if one := self._abbreviated(name):
            return [one]
        several = [self._one(part) for part in BETWEEN_NAMES.split(name)]
        return [actor for actor in several if actor] if all(several) else []

    def _one(self, name: str) -> Known | None:
        called = self._index.called(name)
        return called[0] if len(called) == 1 else self._abbreviated(name)

    def _abbreviated(self, name: str) -> Known | None:
        """The only actor of the row whose name has all these words."""
        words = set(bare(name).split())
        meant = [actor for actor in self._around.values() if words and words <= set(fold(actor.name).split())]
        if len(meant) != 1:
            return None
        message = f"compris comme «{NBSP}{meant[0].name}{NBSP}», que la ligne nomme"
        self._cells.tell(Heading.READ, self._column, name, message)
        return meant[0]


def _amounts(named: Sequence[tuple[Part, list[Known]]]) -> dict[str, list[Decimal]]:
    """What each funder gave, when every figure is exact and beside the name of one funder; else nothing.

    Two names of one funder, as after a merge, are two grants; one name told twice is unclear.
    """
    told: dict[str, list[Decimal]] = {}
    beside = [part for part, _ in named if part.figure]
    if len({fold(part.name) for part in beside}) < len(beside):
        return {}
    for part, funders in named:
        if part.figure:
            if part.amount is None or len(funders) != 1:
                return {}
            told.setdefault(funders[0].identifier, []).append(part.amount)
    return told


def _part(written: str) -> Part:
    name, note = without_note(written)
    figure = FIGURE.search(name)
    return Part(written, FIGURE.sub("", name).strip(), figure[0].strip(" ,:") if figure else "", note)
