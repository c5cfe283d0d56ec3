"""Sets of documents, and sets of pairs (document, plane), as roaring bitmaps.

A document is a slot, a number below a million. A pair is one number, the plane above the slot, so that one bitmap
holds a set of documents for each plane: the level of a word in each entry, the positions where it stands.
Bitmaps are shared between indexes and caches: none is ever changed once it is made.
"""

from collections.abc import Iterable, Iterator
from struct import unpack_from

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

SLOT_BITS = 20  # of the 32 of a number in a bitmap: a million documents, and 4,096 planes above them
MAX_DOCUMENTS = 1 << SLOT_BITS
_SLOT_MASK = MAX_DOCUMENTS - 1

# How a bitmap is written: github.com/RoaringBitmap/RoaringFormatSpec
_WITHOUT_RUNS = 12346
_CONTAINER = 1 << 16  # numbers
_LISTED = 1 << 12  # numbers of a container, at most, that are listed: more are bits


def planes(pairs: BitMap) -> Iterator[tuple[int, BitMap]]:
    """Yield (plane, slots) for every plane that holds something, the highest first."""
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
    """Return what all the bitmaps hold; there is at least one."""
    # from the smallest on: no step is larger than it
    smallest, *others = sorted(bitmaps, key=len)
    for other in others:
        smallest = smallest & other
    return smallest


def flags(bitmap: BitMap, capacity: int) -> NDArray[np.uint8]:
    """Return one byte for each number below `capacity`, rounded up to a whole container: 1 when the bitmap holds it.

    It reads the serialised form: a container of more than 4,096 numbers is bits there, unpacked faster than listed.
    """
    containers = -(-capacity // _CONTAINER)
    found = np.zeros((containers, _CONTAINER), np.uint8)
    written = bitmap.serialize()
    kind, count = unpack_from("<II", written)
    if kind != _WITHOUT_RUNS:  # numbers that follow one another: all are listed
        found.ravel()[np.array(bitmap.to_array(), np.intp)] = 1
        return found.ravel()
    heads = np.frombuffer(written, "<u2", 2 * count, 8).tolist()
    starts = np.frombuffer(written, "<u4", count, 8 + 4 * count).tolist()
    for container, highest, start in zip(heads[::2], heads[1::2], starts, strict=True):
        if highest < _LISTED:
            found[container, np.frombuffer(written, "<u2", highest + 1, start)] = 1
        else:
            bits = np.frombuffer(written, np.uint8, _CONTAINER // 8, start)
            found[container] = np.unpackbits(bits, bitorder="little")
    return found.ravel()
