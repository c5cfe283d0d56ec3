"""Who paid, from what a source writes: « Région Nouvelle-Aquitaine 25 000 €; Fondation Exemple 5 000 € ».

Pure. Funders are named one by one, each with the figure beside its name; one told for several is never split. A short
name (« Région », « Drac ») is that of an actor whom the row names elsewhere, when only one can be meant; otherwise it
is nobody's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from actors.imports.names import ActorIndex, Known
from actors.imports.public_bodies import bare
from actors.personhood import Personhood, said_by
from curation.imports.cells import Cells
from curation.imports.report import Heading
from french.folding import fold
from french.typography import NBSP, joined

from .funder_texts import BETWEEN_NAMES, FunderTexts, Part

UNCLEAR = "montant et financeur à distinguer, gardés en texte : écrire « nom : 1 000 € ; autre nom : 500 € »"


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
        texts = FunderTexts(self._index.knows, self._index.places)
        parts = texts.parts(" ".join(self._cells.raw(self._column).split()))
        named = [(part, list(self._funders_of(part))) for part in parts]
        actors = {actor.identifier: actor for _, funders in named for actor in funders}
        return Funders(
            actors=tuple(actors.values()),
            is_one=len(parts) == 1 and len(actors) == 1,
            has_figures=any(part.figure for part in parts),
            amounts=_amounts(named),
            may_name_a_person=any(not self._may_be_shown(part) for part in parts),
            says_more=any(part.says_more or self._names_nobody(part.name) for part in parts),
        )

    def _funders_of(self, part: Part) -> Iterator[Known]:
        if part.is_doubtful:
            self._cells.tell(Heading.UNPLACED, self._column, part.written, "financement à confirmer, gardé en texte")
        elif not part.is_clear:
            self._cells.tell(Heading.UNPLACED, self._column, part.written, UNCLEAR)
        elif understood := self._understood(part.name):
            yield from understood
        elif bodies := self._bodies_of_place(part.name):
            self._cells.tell(
                Heading.UNPLACED, self._column, part.written, f"lieu sans sa collectivité, peut-être {bodies}"
            )
        elif citation := self._index.cite(self._cells, self._column, part.name):
            yield citation.actor

    def _names_nobody(self, name: str) -> bool:
        return self._index.is_common_noun(name) or bool(self._bodies_of_place(name))

    def _bodies_of_place(self, name: str) -> str:
        """The public bodies that the name of a place alone may mean, in words."""
        bodies = [] if self._index.called(name) else self._index.bodies_of_place(name)
        return joined((f"«{NBSP}{body}{NBSP}»" for body in bodies), "ou")

    def _may_be_shown(self, part: Part) -> bool:
        """What makes an actor waits with it; the text of what makes none is public."""
        return (part.is_clear and not part.is_doubtful) or all(map(self._may_be_named, part.names))

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
