"""What every drawing is made with: a frame, dice that always fall the same way, and strokes of SVG path."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import cos, pi, radians, sin
from typing import TypeVar

Point = tuple[float, float]
T = TypeVar("T")


@dataclass(frozen=True)
class Frame:
    """The sheet drawn upon, in user units."""

    width: float
    height: float

    @property
    def ratio(self) -> float:
        return self.width / self.height


class Dice:
    """Numbers drawn from a text: the same text always gives the same numbers, on any machine."""

    def __init__(self, seed: str) -> None:
        self._throws = self._read(seed)

    @staticmethod
    def _read(seed: str) -> Iterator[float]:
        for page in count():
            digest = hashlib.sha256(f"{seed}/{page}".encode()).digest()
            for start in range(0, len(digest), 2):
                yield int.from_bytes(digest[start : start + 2], "big") / 65536

    def between(self, low: float, high: float) -> float:
        return low + next(self._throws) * (high - low)

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(next(self._throws) * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.whole(0, len(choices) - 1)]


def number(value: float) -> str:
    """The shortest writing of a coordinate, to one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def at(x: float, y: float) -> str:
    """A point in whole units, which are enough for the eye and half as long to send."""
    return f"{round(x)} {round(y)}"


def line(*points: Point) -> str:
    return "M" + "L".join(at(*point) for point in points)


def circle(x: float, y: float, radius: float) -> str:
    r = round(radius)
    return f"M{at(x - r, y)}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0"


def around(x: float, y: float, radius: float, degrees: float) -> Point:
    """The point at that angle on a circle, clockwise from the east."""
    return x + radius * cos(radians(degrees)), y + radius * sin(radians(degrees))


def arc(x: float, y: float, radius: float, start: float, end: float) -> str:
    """A clockwise arc, angles in degrees."""
    r, large = round(radius), int(radians(end - start) > pi)
    return f"M{at(*around(x, y, radius, start))}A{r} {r} 0 {large} 1 {at(*around(x, y, radius, end))}"


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def curve(points: Sequence[Point]) -> str:
    """One supple line that passes through the middle of each pair of points."""
    bends = (f"Q{at(*a)} {at(*_middle(a, b))}" for a, b in pairwise(points[1:]))
    return f"M{at(*_middle(points[0], points[1]))}" + "".join(bends)
