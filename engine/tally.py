"""Some of the documents of an index, counted by the values that they have."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from heapq import nlargest
from typing import Any

from pyroaring import BitMap

from .facet import Common, Counts
from .index import Index

FEWER = 128  # times fewer than all the documents: a list that is soon gone through


class Tally:
    """How many of some documents, which are all alive, have each value of a facet."""

    def __init__(self, index: Index, found: BitMap):
        self.index, self.found = index, found

    def counts(self, name: str, values: Collection[str] | None = None) -> Mapping[str, int]:
        """Of all the values that some of the documents have, or of those among some values."""
        facet = self.index.facets[name]
        if len(self.found) == len(self.index.alive):
            return narrowed(self.index.totals[name], values)
        if values is not None:
            return self._one_by_one(name, facet.among(values))
        common = self._one_by_one(name, facet.common)
        if not facet.rare:
            return common
        return Counts(common, facet.rare.places, facet.rare.counted(self.found, len(self.index.pks)))

    def highest(self, name: str, values: Collection[str], most: int) -> dict[str, int]:
        """The counts of some values, but for those that are lower than so many others.

        A value is counted as long as all the documents that have it are enough for it to be among the first.
        """
        totals, counts = self.index.totals[name], dict[str, int]()
        known = sorted(narrowed(totals, values), key=totals.__getitem__, reverse=True)
        for start in range(0, len(known), most):
            if len(counts) >= most and totals[known[start]] < nlargest(most, counts.values())[-1]:
                break
            counts |= self.counts(name, known[start : start + most])
        return counts

    def _one_by_one(self, name: str, common: Common) -> dict[str, int]:
        if self._others:
            return common.counts_without(self._others, self.index.totals[name])
        return common.counts(self.found)

    @cached_property
    def _others(self) -> BitMap | None:
        """All the other documents, when they are better counted, and taken away from the totals.

        Few documents are a list, gone through for each value; when they are few, all the others are bits, which answer
        at once.
        """
        found, alive = len(self.found), len(self.index.alive)
        return self.index.alive - self.found if alive / FEWER < found < alive / 2 else None


def narrowed(by_value: Mapping[str, Any], values: Iterable[str] | None) -> Mapping[str, Any]:
    """What is known of some of the values; of all of them when none is named."""
    return by_value if values is None else {value: by_value[value] for value in values if value in by_value}
