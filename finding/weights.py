"""How much entries hold: a town by what happens there, an actor by what it takes part in and funds.

Facets declare whose slugs their values are (`Facet.entries`), so that the indexes of the other kinds tell it.
"""

from bisect import bisect_left
from collections import Counter
from functools import cache, cached_property

from directory.registry import KINDS

from .memory.library import library


class Weights(dict):
    """How many entries of other kinds each entry holds, by pk, when it holds some; and their folded names."""

    def __init__(self, rows):
        self._rows = rows  # (folded name, pk, count)
        super().__init__((pk, count) for _name, pk, count in rows)

    @cached_property
    def _names(self):
        return sorted(self._rows)

    def beginning_with(self, name, most):
        """The entries whose name begins so, those that hold most first, so many at most."""
        start, end = (bisect_left(self._names, (name + after,)) for after in ("", "\U0010ffff"))
        found = sorted(self._names[start:end], key=lambda row: -row[-1])
        return [pk for _name, pk, _count in found[:most]]


def weights(name):
    """Return the `Weights` of the entries of a kind."""
    return library.remembered(("weights", name), labels_of(name), lambda: read_weights(name))


@cache
def told_by(name):
    """Pairs of another kind and of a facet of it whose values are the slugs of entries of a kind."""
    return [
        (other, facet)
        for other, kind in KINDS.searched().items()
        for facet, item in kind.facets.items()
        if other != name and name in item.entries
    ]


@cache
def labels_of(name):
    """The labels of the models that weights are read from."""
    return {KINDS[kind].model_label for kind in (name, *(other for other, _facet in told_by(name)))}


def read_weights(name):
    held = Counter()
    for other, facet in told_by(name):
        held.update(library.index(other).totals[facet])
    entries = KINDS[name].entries().order_by().values_list("key", "pk", "slug") if held else ()
    return Weights([(key, pk, held[slug]) for key, pk, slug in entries if held[slug]])
