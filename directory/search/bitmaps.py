"""Sets of documents, and sets of pairs (document, plane), as roaring bitmaps.

A document is a slot, a number below a million. A pair is one number, the plane above the slot, so that one bitmap
holds a set of documents for each plane: the level of a word in each entry, the positions where it stands.
Bitmaps are shared between indexes and caches: none is ever changed once it is made.
"""

from collections.abc import Iterable, Iterator

from pyroaring import BitMap

SLOT_BITS = 20
MAX_DOCUMENTS = 1 << SLOT_BITS
_SLOT_MASK = MAX_DOCUMENTS - 1


def planes(pairs: BitMap) -> Iterator[tuple[int, BitMap]]:
    """The planes that hold something, the highest first, each with its slots."""
    start, end = 0, len(pairs)
    while end:
        plane = pairs[end - 1] >> SLOT_BITS
        start = pairs.rank((plane << SLOT_BITS) - 1) if plane else 0
        yield plane, pairs[start:end].shift(-(plane << SLOT_BITS))
        end = start


def next_plane(pairs: BitMap) -> BitMap:
    """Every pair moved to the plane above: where a word that follows would stand."""
    return pairs.shift(MAX_DOCUMENTS)


def slots(pairs: BitMap) -> BitMap:
    """The documents of the pairs, whatever their plane."""
    return BitMap(list(map(_SLOT_MASK.__and__, pairs)))


def union(bitmaps: Iterable[BitMap]) -> BitMap:
    found = list(bitmaps)
    return BitMap.union(*found) if len(found) > 1 else found[0] if found else BitMap()


def intersection(bitmaps: Iterable[BitMap]) -> BitMap:
    """What all the bitmaps hold, the smallest first: there is at least one."""
    smallest, *others = sorted(bitmaps, key=len)
    for other in others:
        smallest = smallest & other
    return smallest
