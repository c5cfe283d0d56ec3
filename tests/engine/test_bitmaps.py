"""Reading a bitmap in another way never gives another set."""

from random import Random

import pytest
from pyroaring import BitMap

from engine.bitmaps import flags

CAPACITY = 3 << 16


def some(count, start):
    return Random(count).sample(range(start, start + (1 << 16)), count)


@pytest.mark.parametrize(
    "bitmap",
    [
        BitMap(),
        BitMap([0, 65_535, 65_536, CAPACITY - 1]),
        BitMap(some(4096, 0)),
        BitMap(some(4097, 0)),
        BitMap(some(30_000, 0) + some(40_000, 2 << 16)),
        BitMap(some(30_000, 1 << 16) + some(3, 0)),
        BitMap([*range(100, 70_000), *range(150_000, 180_000)]),
    ],
    ids=["none", "at the ends", "as many as are listed", "one more", "a container without any", "both", "runs"],
)
def test_flags_are_those_of_the_numbers_held(bitmap):
    found = flags(bitmap, CAPACITY)

    assert BitMap(found.nonzero()[0].tolist()) == bitmap
    assert found.max(initial=0) <= 1
    assert len(found) == CAPACITY


def test_flags_cover_a_capacity_that_ends_within_a_container():
    assert len(flags(BitMap([70_000]), 70_001)) >= 70_001
