"""Draws as the world makes them: a few things come often, most of them seldom."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Skewed(Generic[Thing]):
    """Things to draw from. Unless their weights are given, the first ones come most often (Zipf)."""

    def __init__(self, things: Iterable[Thing], weights: Sequence[float] = ()):
        self.things = list(things)
        self._ends = list(accumulate(weights or (1 / (rank + 2) for rank in range(len(self.things)))))

    def draw(self, chance: Random) -> Thing:
        return self.things[bisect(self._ends, chance.random() * self._ends[-1], hi=len(self.things) - 1)]

    def some(self, chance: Random, most: int) -> list[Thing]:
        """Some different things, in the order they came; seldom as many as there may be."""
        drawn = (self.draw(chance) for _ in range(chance.randint(min(1, most), most)))
        return list(dict.fromkeys(drawn)) if self.things else []


def seeded(seed: int | str) -> Random:
    """Chance that repeats itself: no secret is drawn from it."""
    return Random(seed)  # noqa: S311
