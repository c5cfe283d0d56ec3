"""From degrees to the whole units of a drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

Point = tuple[float, float]  # longitude, latitude
Unit = tuple[int, int]
Ring = Sequence[Point]


@dataclass(frozen=True)
class Projection:
    """A flat map whose scale is true at its middle latitude."""

    west: float
    north: float
    scale: float  # units in a degree of latitude
    narrowing: float  # of a degree of longitude
    margin: int
    width: int
    height: int

    @classmethod
    def around(cls, points: Iterable[Point], width: int, height: int, margin: int) -> "Projection":
        """The map of these points, as large as the frame allows."""
        longitudes, latitudes = zip(*points, strict=True)
        west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
        narrowing = cos(radians((south + north) / 2))
        across, down = (east - west) * narrowing, north - south
        scale = min((width - 2 * margin) / across, (height - 2 * margin) / down)
        return cls(
            west, north, scale, narrowing, margin, *(round(side * scale) + 2 * margin for side in (across, down))
        )

    def unit(self, point: Point) -> Unit:
        longitude, latitude = point
        return (
            self.margin + round((longitude - self.west) * self.narrowing * self.scale),
            self.margin + round((self.north - latitude) * self.scale),
        )

    def path(self, rings: Iterable[Ring]) -> str:
        """Closed lines, rounded before they are written as moves: shared borders stay the same."""
        return "".join(_line([self.unit(point) for point in ring]) for ring in rings)


def _line(points: Sequence[Unit]) -> str:
    (x, y), *rest = points
    start, moves = f"M{x} {y}l", []
    for to_x, to_y in rest[:-1]:
        if (to_x, to_y) != (x, y):
            moves.append(f"{to_x - x} {to_y - y}")
            x, y = to_x, to_y
    return f"{start}{' '.join(moves).replace(' -', '-')}z" if len(moves) > 1 else ""
