"""Which documents are around a point."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import asin, cos, radians, sin, sqrt

from pyroaring import BitMap

from .bitmaps import union
from .document import Point

EARTH_RADIUS = 6371.0  # km
METRES = 1000  # in a kilometre
DEGREE = 111.0  # km between two parallels, rounded down: a band a little too high misses no point of the circle


@dataclass(frozen=True)
class Around:
    """A circle: a point, and how many kilometres around it."""

    centre: Point
    radius: float


def distance(one: Point, other: Point) -> float:
    """Kilometres as the crow flies."""
    (lat, lon), (other_lat, other_lon) = map(_radians, (one, other))
    chord = sin((lat - other_lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((lon - other_lon) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, chord)))


def _radians(point: Point) -> Point:
    return radians(point[0]), radians(point[1])


@dataclass(frozen=True)
class Geography:
    """The points where documents are."""

    by_point: Mapping[Point, BitMap]

    def patched(self, points: Mapping[int, Collection[Point]]) -> "Geography":
        """With the points of new documents."""
        by_point = dict(self.by_point)
        for slot, several in points.items():
            for point in several:
                by_point[point] = by_point.get(point, BitMap()) | BitMap([slot])
        return Geography(by_point)

    def around(self, circle: Around) -> BitMap:
        """The documents that have a point in the circle."""
        return union(documents for _km, documents in self._near(circle))

    def distances(self, slots: Collection[int], circle: Around) -> dict[int, float]:
        """How far each document is from the centre of the circle that it is in."""
        near = self._near(circle)
        return {slot: next(km for km, documents in near if slot in documents) for slot in slots}

    def nearest(self, found: BitMap, circle: Around) -> Iterator[BitMap]:
        """Yield the documents found in the circle, each at its nearest point, from the centre outwards.

        Those of one metre come together: what is at the same place then follows the default order.
        """
        for _metre, several in groupby(self._near(circle), lambda near: round(near[0] * METRES)):
            here = found & union(documents for _km, documents in several)
            found = found - here
            yield here

    def _near(self, circle: Around) -> list[tuple[float, BitMap]]:
        """The points of the circle, the nearest first: how far each is, with its documents."""
        far = sorted((distance(point, circle.centre), point) for point in self._band(circle))
        return [(km, self.by_point[point]) for km, point in far if km <= circle.radius]

    def _band(self, circle: Around) -> list[Point]:
        """Return the points between the two parallels that touch the circle: two bisections rule out most of them."""
        latitude, height = circle.centre[0], circle.radius / DEGREE
        start = bisect_left(self._sorted, (latitude - height, -180.0))
        return self._sorted[start : bisect_left(self._sorted, (latitude + height, 181.0))]

    @cached_property
    def _sorted(self) -> list[Point]:
        return sorted(self.by_point)
