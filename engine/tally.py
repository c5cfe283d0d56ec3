"""Some of the documents of an index, counted by the values that they have."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from heapq import nlargest
from typing import Any

from pyroaring import BitMap

from .facet_values import Common, Counts
from .index import Index

FEWER = 128  # below one document in so many, walking the list of what was found costs less than counting the rest


class Tally:
    """How many of some documents, which are all alive, have each value of a facet."""

    def __init__(self, index: Index, found: BitMap):
        self.index, self.found = index, found

    def counts(self, name: str, values: Collection[str] | None = None) -> Mapping[str, int]:
        """Return `{value: count}`, zeros left out, for all the values of a facet or for those given."""
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
        """Return the counts of some values, as far as needed to be sure of the `most` highest.

        The total of a value is the most that its count can be: going down the totals, stop as soon as the next one is
        below the last of the `most` highest counts.
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
        """Return the complement of what was found when it is cheaper to count it and subtract from the totals.

        Too few documents to be bits are a list, walked again for each value; the many others are bits, looked up.
        """
        found, alive = len(self.found), len(self.index.alive)
        return self.index.alive - self.found if alive / FEWER < found < alive / 2 else None


def narrowed(by_value: Mapping[str, Any], values: Iterable[str] | None) -> Mapping[str, Any]:
    """What is known of some of the values; of all of them when none is named."""
    return by_value if values is None else {value: by_value[value] for value in values if value in by_value}
