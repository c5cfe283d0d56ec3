"""The last part of the address of a page."""

from collections import Counter
from collections.abc import Callable, Collection
from functools import reduce
from operator import or_

from django.db.models import Q

FEW = 20  # names of which one asks the table what begins so; beyond, it is read whole, which is quicker
DIGITS = 7  # of a number, at most, with its hyphen


def first_free(stem: str, is_taken: Callable[[str], bool], length: int) -> str:
    """The stem, or else the stem with the first number that makes it free: « projet », « projet-2 »."""
    return Numbering(length).next(stem, is_taken)


class Numbering:
    """Free addresses for many names: each name goes on from the last number that it was given."""

    def __init__(self, length: int):
        self._length = length
        self._given: Counter[str] = Counter()

    def next(self, stem: str, is_taken: Callable[[str], bool]) -> str:
        number = self._given[stem] + 1
        while is_taken(slug := numbered(stem, number, self._length)):
            number += 1
        self._given[stem] = number
        return slug


def numbered(stem: str, number: int, length: int) -> str:
    """« projet », « projet-2 », never longer than `length`."""
    if number == 1:
        return stem[:length].strip("-")
    return f"{stem[: length - len(str(number)) - 1].strip('-')}-{number}"


def beginning_like(stems: Collection[str], length: int) -> Q:
    """Condition of the slugs that numbered stems may meet; no condition for many stems, as one reads all of them."""
    if len(stems) > FEW:
        return Q()
    return reduce(or_, (Q(slug__startswith=stem[: length - DIGITS].strip("-")) for stem in stems))
