"""A number or a text for each document: to sort by, and to find the documents between two bounds."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap

from .bitmaps import union

MISSING = -(1 << 63)  # the least that 64 bits hold: no amount, no date
STEP = 4096  # documents between two sets kept ready: a bound then adds fewer than so many to one of them


def column(numbers: Iterable[int | None]) -> "array[int]":
    return array("q", [MISSING if number is None else number for number in numbers])


def smallest_first(numbers: "array[int]") -> "array[int]":
    """The slots that have a number, in the order of their numbers."""
    known = (slot for slot, number in enumerate(numbers) if number != MISSING)
    return array("I", sorted(known, key=numbers.__getitem__))


@dataclass(frozen=True)
class Settled:
    """The documents of an image, in the order of their numbers."""

    numbers: "array[int]"  # by slot
    slots: "array[int]"  # the smallest number first

    def between(self, low: int | None, high: int | None) -> BitMap:
        """Return the documents within the bounds: the smallest up to `high`, less the smallest below `low`."""
        start = 0 if low is None else bisect_left(self.slots, low, key=self.numbers.__getitem__)
        end = len(self.slots) if high is None else bisect_right(self.slots, high, key=self.numbers.__getitem__)
        return self._smallest(end) - self._smallest(start)

    def _smallest(self, count: int) -> BitMap:
        rest = count % STEP
        return self._ready[count // STEP] | BitMap(self.slots[count - rest : count])

    @cached_property
    def _ready(self) -> list[BitMap]:
        """Return the sets of the 0, 4,096, 8,192… documents that have the smallest numbers."""
        ready = [BitMap()]
        for start in range(0, len(self.slots), STEP):
            ready.append(union([ready[-1], BitMap(self.slots[start : start + STEP])]))
        return ready


@dataclass(frozen=True)
class Numbers:
    """The numbers of all documents: those of the image, and those patched in since."""

    settled: Settled
    by_slot: "array[int]"

    def patched(self, numbers: Iterable[int | None]) -> "Numbers":
        """With the numbers of new documents, at the next slots."""
        return Numbers(self.settled, self.by_slot + column(numbers))

    def between(self, low: int | None, high: int | None) -> BitMap:
        """The documents whose number is known and within the bounds, which are open when not given."""
        return self.settled.between(low, high) | BitMap(list(self._late_between(low, high)))

    def _late_between(self, low: int | None, high: int | None) -> Iterator[int]:
        for slot in range(len(self.settled.numbers), len(self.by_slot)):
            number = self.by_slot[slot]
            if number != MISSING and (low is None or number >= low) and (high is None or number <= high):
                yield slot


@dataclass(frozen=True)
class Texts:
    """A text of each document, by slot: of those of the image, and of those patched in since."""

    settled: Sequence[str | None]
    late: tuple[str | None, ...] = ()

    def __getitem__(self, slot: int) -> str | None:
        settled = len(self.settled)
        return self.settled[slot] if slot < settled else self.late[slot - settled]

    def patched(self, texts: Iterable[str | None]) -> "Texts":
        return Texts(self.settled, (*self.late, *texts))
