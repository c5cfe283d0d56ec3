"""The orders that results are listed in."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from math import inf
from typing import Any

from pyroaring import BitMap

from .columns import MISSING, Texts

LAST, LAST_KEY = inf, "\U0010ffff"  # what is not known comes after all numbers and all folded texts
SPARSE = 32  # fewer than one document in so many is found: sorting those costs less than walking the whole order

SortKey = Callable[[int], Any]  # of a slot


@dataclass(frozen=True)
class Sorting:
    """What documents are compared by: unknown values come last, equals follow their primary keys."""

    fields: Sequence[str]
    numbers: Mapping[str, "array[int]"]
    keys: Mapping[str, Texts]
    pks: "array[int]"

    def key(self, slot: int) -> Any:
        return (*(part(slot) for part in self._parts), self.pks[slot])

    @cached_property
    def _parts(self) -> list[SortKey]:
        return [_part(field, self.numbers, self.keys) for field in self.fields]


def sorter(
    numbers: Mapping[str, "array[int]"], keys: Mapping[str, Texts], pks: "array[int]"
) -> Callable[..., list[int]]:
    """Return a function that sorts all the slots by some fields.

    It sorts by the last field first, as Python's sort is stable: orders that end alike share that work.
    """

    @cache
    def in_order(*fields: str) -> list[int]:
        if not fields:
            return sorted(range(len(pks)), key=pks.__getitem__)
        first, *others = fields
        return sorted(in_order(*others), key=_part(first, numbers, keys))

    return in_order


def _part(field: str, numbers: Mapping[str, "array[int]"], keys: Mapping[str, Texts]) -> SortKey:
    name = field.removeprefix("-")
    return _by_number(numbers[name], -1 if field != name else 1) if name in numbers else _by_key(keys[name])


def _by_number(values: "array[int]", sign: int) -> SortKey:
    return lambda slot: LAST if (number := values[slot]) == MISSING else sign * number


def _by_key(texts: Texts) -> SortKey:
    return lambda slot: LAST_KEY if (text := texts[slot]) is None else text


@dataclass(frozen=True)
class Order:
    """All the documents of an index in one order."""

    slots: "array[int]"
    ranks: "array[float]"  # by slot: those patched in come between two whole numbers
    follows_slots: bool = False  # the documents were numbered in this order

    @classmethod
    def of(cls, slots: "array[int]") -> "Order":
        return cls(slots, _ranks(slots, len(slots)), slots == array("I", range(len(slots))))

    def patched(self, new: Iterable[int], gone: Iterable[int], sorting: Sorting) -> "Order":
        """Without some documents, and with new ones at their places."""
        slots, ranks, key = self.slots[:], self.ranks[:], sorting.key
        for slot in gone:
            slots.pop(bisect_left(slots, key(slot), key=key))
        for slot in new:
            place = bisect_left(slots, key(slot), key=key)
            before = ranks[slots[place - 1]] if place else -inf
            after = ranks[slots[place]] if place < len(slots) else inf
            slots.insert(place, slot)
            ranks.append(_between(before, after))
            if not before < ranks[-1] < after:  # no number is left between two that were halved some fifty times
                ranks = _ranks(slots, len(ranks))
        return Order(slots, ranks)

    def page(self, found: BitMap, start: int, stop: int) -> list[int]:
        """Return the documents found, from one place to another: a slice, a sort of few, or a walk along the order."""
        stop = min(stop, len(found))
        if start >= stop:
            return []
        if self.follows_slots:
            return list(found[start:stop])
        if len(found) * SPARSE < len(self.slots):
            return sorted(found, key=self.ranks.__getitem__)[start:stop]
        return self._walk(found, start, stop)

    def _walk(self, found: BitMap, start: int, stop: int) -> list[int]:
        """Walk from the nearer end: the last page costs what the first does."""
        if start * 2 <= len(found):
            return list(islice(filter(found.__contains__, self.slots), start, stop))
        last = islice(filter(found.__contains__, reversed(self.slots)), len(found) - stop, len(found) - start)
        return [*last][::-1]


def _between(before: float, after: float) -> float:
    if before == -inf:
        return 0.0 if after == inf else after - 1
    return before + 1 if after == inf else (before + after) / 2


def _ranks(slots: "array[int]", capacity: int) -> "array[float]":
    """The rank of each slot, in whole numbers."""
    ranks = array("d", bytes(8 * capacity))
    for rank, slot in enumerate(slots):
        ranks[slot] = rank
    return ranks
