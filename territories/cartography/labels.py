"""Names on a map, each where there is room, or nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LETTER = 0.56  # of the size of the type: the average width of a letter


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def disc(cls, x: float, y: float, radius: float) -> "Box":
        return cls(x - radius, y - radius, x + radius, y + radius)

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True)
class Label:
    """A text and where it starts, ends or has its middle, as `text-anchor` says it."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass
class Room:
    """What is left of a drawing for names."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def beside(self, text: str, x: float, y: float, radius: float, size: int, largest: int = 0) -> Label | None:
        """A name on the right of a disc, or else on its left, under it or above it.

        `largest` is the size of its type on small screens, if they show it: it takes that room where there is.
        """
        labels = (self._beside(text, x, y, radius, size, room) for room in (max(size, largest), size))
        return next(filter(None, labels), None)

    def _beside(self, text: str, x: float, y: float, radius: float, size: int, room: int) -> Label | None:
        aside, away = radius + 5, radius + room / 2 + 1
        sides = ((aside, 0, "start"), (-aside, 0, "end"), (0, away, "middle"), (0, -away, "middle"))
        labels = (Label(text, x + right, y + down, anchor) for right, down, anchor in sides)
        return self._first(labels, size, room)

    def over(self, text: str, x: float, y: float, size: int) -> Label | None:
        """A name in the middle of a shape, or else a little above or below."""
        return self._first((Label(text, x, y + shift, "middle") for shift in (0, 20, -20, 40, -40)), size, size)

    def _first(self, labels: Iterable[Label], size: int, room: int) -> Label | None:
        for label, box in _boxes(labels, room):
            if self.frame.holds(box) and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return Label(label.text, label.x, round(label.y + 0.35 * size, 1), label.anchor)
        return None


def _boxes(labels: Iterable[Label], size: int) -> Iterator[tuple[Label, Box]]:
    for label in labels:
        width = LETTER * size * len(label.text)
        left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        yield label, Box(left, label.y - size / 2, left + width, label.y + size / 2)
