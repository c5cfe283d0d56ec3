"""Which call and which round a file means. Pure: built once from plain rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from curation.imports.cells import Cells
from french.folding import fold
from french.typography import joined


@dataclass(frozen=True)
class KnownRound:
    """A round of the directory, with its axes: `{folded name: name}`."""

    identifier: str
    slug: str
    year: int | None
    axes: tuple[str, ...] = ()
    name: str = ""

    def axis(self, text: str) -> str:
        """The axis that has this name, empty when none has."""
        return next((axis for axis in self.axes if fold(axis) == fold(text)), "")


@dataclass(frozen=True)
class KnownCall:
    """A call of the directory: who leads it, who is a partner of it (identifiers of actors), its rounds."""

    identifier: str
    slug: str
    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    rounds: tuple[KnownRound, ...] = ()


class CallIndex:
    """The calls by their slug of today, and by the one that an earlier import gave them."""

    def __init__(self, calls: Iterable[KnownCall], imported: Iterable[tuple[str, str]] = ()):
        """`imported` pairs slugs of earlier imports with identifiers."""
        known = {call.identifier: call for call in calls}
        self._calls = {slug: known[identifier] for slug, identifier in imported if identifier in known}
        self._calls |= {call.slug: call for call in known.values()}

    def get(self, slug: str) -> KnownCall | None:
        return self._calls.get(slug)

    def find(self, cells: Cells, column: str) -> KnownCall | None:
        """The call that the cell names; an unknown one refuses the file."""
        slug = cells.raw(column)
        if slug and slug not in self._calls:
            cells.refuse(column, "dispositif inconnu")
        return self._calls.get(slug)


def find_round(cells: Cells, call: KnownCall, year: int, axis: str, slug: str) -> KnownRound | None:
    """The round of the call in that year; when there are several, the axis or the slug of the round decides."""
    rounds = [it for it in call.rounds if it.year == year]
    decided = [it for it in rounds if slug == it.slug] or [it for it in rounds if axis and it.axis(axis)]
    found = rounds if len(rounds) == 1 else decided
    if not rounds:
        cells.refuse("round_year", f"le dispositif « {call.slug} » n’a pas d’édition de cette année")
    elif len(found) != 1:
        told = joined((it.slug for it in rounds), "ou")
        cells.refuse("round_year", f"plusieurs éditions cette année, écrire dans une colonne round_slug : {told}")
    return found[0] if len(found) == 1 else None
