"""The values of a facet, the documents that have each, and how many of some documents do.

Counting is the size of an intersection of two roaring bitmaps, about 0.1 µs unless both are long arrays. Hence three
strategies: common values are counted one by one, near-full values by the documents that lack them, and the thousands
of rare values (communes), where the call itself is what costs, all at once in one NumPy array.
"""

from collections.abc import Collection, ItemsView, Iterator, KeysView, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from .bitmaps import MAX_DOCUMENTS, flags

FEW = 255  # documents of a value: as many as a byte counts, and beyond which a call costs less
LONG = 500  # documents, of the 65,536 of a container, whose list takes longer to go through than as many bits
ALL = BitMap(range(MAX_DOCUMENTS))  # slots, whether a document has them or not
MANY = 1000  # values that have few documents: below, calling for each costs less


@dataclass(frozen=True)
class Rare:
    """The values that have few documents, flattened in arrays, so that NumPy counts them all in one call."""

    places: Mapping[str, int]  # of the values: their positions in `starts` and in the counts
    documents: NDArray[np.intp]
    starts: NDArray[np.intp]  # where the documents of each value start

    @classmethod
    def of(cls, by_value: Mapping[str, BitMap]) -> "Rare":
        documents = np.frombuffer(b"".join(some.to_array() for some in by_value.values()), np.uint32)
        sizes = np.array([*map(len, by_value.values())], np.intp)
        places = {value: place for place, value in enumerate(by_value)}
        return cls(places, documents.astype(np.intp), sizes.cumsum() - sizes)

    def counted(self, found: BitMap, capacity: int) -> NDArray[np.uint8]:
        """Return how many of the documents found had each value when the index was built, by position.

        A value that a patch gave to a document is counted among the common ones since.
        """
        is_found = flags(found, capacity).take(self.documents)
        counts: NDArray[np.uint8] = np.add.reduceat(is_found, self.starts, dtype=np.uint8)
        return counts


class Counts(Mapping[str, int]):
    """The counts by value, zeros left out.

    All the answers share the positions of the rare values. A dictionary of them takes longer to make than they take to
    count: it is made only for a caller that iterates.
    """

    def __init__(self, common: Mapping[str, int], places: Mapping[str, int], rare: NDArray[np.uint8]):
        self._common, self._places, self._rare = common, places, rare

    def __getitem__(self, value: str) -> int:
        count = self._common.get(value) or self._rare.item(self._places[value])
        if not count:
            raise KeyError(value)
        return count

    @cached_property
    def _told(self) -> dict[str, int]:
        counts = self._rare.tolist()
        rare = zip(compress(self._places, counts), filter(None, counts), strict=True)
        return {**dict(rare), **self._common}

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def keys(self) -> KeysView[str]:
        return self._told.keys()

    def items(self) -> ItemsView[str, int]:
        return self._told.items()


@dataclass(frozen=True)
class Common:
    """The values that are counted one by one, each by the documents that have it or by those that lack it.

    A container of a roaring bitmap is a sorted list up to 4,096 numbers, bits beyond. An intersection walks a list and
    looks bits up: when the list of a value is long, its complement, which is bits, is counted and taken away.
    """

    having: Mapping[str, BitMap]
    lacking: Mapping[str, BitMap]

    @classmethod
    def of(cls, by_value: Mapping[str, BitMap]) -> "Common":
        lacking = {value: ALL - documents for value, documents in by_value.items() if is_long(documents)}
        return cls({value: some for value, some in by_value.items() if value not in lacking}, lacking)

    def patched(self, new: Mapping[str, BitMap]) -> "Common":
        """With other documents for some values, each counted as it was."""
        having = {value: documents for value, documents in new.items() if value not in self.lacking}
        lacking = {value: ALL - documents for value, documents in new.items() if value in self.lacking}
        return Common({**self.having, **having}, {**self.lacking, **lacking})

    def counts(self, found: BitMap) -> dict[str, int]:
        """How many of the documents have each value, when some have it."""
        held, size = found.intersection_cardinality, len(found)
        by_lacking = {value: count for value, some in self.lacking.items() if (count := size - held(some))}
        return counted(self.having, found) | by_lacking

    def counts_without(self, left: BitMap, totals: Mapping[str, int]) -> dict[str, int]:
        """The same, of all the documents but those that are left out, when so many have each value in all."""
        held, size, total = left.intersection_cardinality, len(left), totals.get
        by_having = {value: count for value, some in self.having.items() if (count := total(value, 0) - held(some))}
        by_lacking = {
            value: count for value, some in self.lacking.items() if (count := total(value, 0) - size + held(some))
        }
        return by_having | by_lacking


def is_long(documents: BitMap) -> bool:
    """Whether the bitmap lists more than `LONG` documents for each of its containers."""
    sizes = documents.get_statistics()
    return sizes["n_values_array_containers"] > LONG * sizes["n_containers"]


@dataclass(frozen=True)
class Facet:
    """The documents that have each value."""

    by_value: Mapping[str, BitMap]
    common: Common  # some were rare when the index was built
    rare: Rare | None = None

    @classmethod
    def of(cls, by_value: Mapping[str, BitMap]) -> "Facet":
        rare = {value: documents for value, documents in by_value.items() if 0 < len(documents) <= FEW}
        if len(rare) < MANY:
            return cls(by_value, Common.of(by_value))
        common = {value: documents for value, documents in by_value.items() if value not in rare}
        return cls(by_value, Common.of(common), Rare.of(rare))

    def patched(self, slots: Mapping[str, Collection[int]]) -> "Facet":
        """With the values of new documents."""
        if not slots:
            return self
        new = {value: self.by_value.get(value, BitMap()) | BitMap(several) for value, several in slots.items()}
        return Facet({**self.by_value, **new}, self.common.patched(new), self.rare)

    def among(self, values: Collection[str]) -> Common:
        """Some of the values, to be counted one by one."""
        lacking = {value: self.common.lacking[value] for value in values if value in self.common.lacking}
        having = {value: self.by_value[value] for value in values if value in self.by_value and value not in lacking}
        return Common(having, lacking)


def counted(by_value: Mapping[str, BitMap], found: BitMap) -> dict[str, int]:
    """How many of the documents have each value, when some have it."""
    held = found.intersection_cardinality
    return {value: count for value, documents in by_value.items() if (count := held(documents))}
