"""Where the words of a document stand, and how much each tells of it (BM25F).

The level of a word in a document depends on that document alone, never on the others: patching one entry leaves
the levels of all the others as they are. Rarity comes in when a search is answered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import NamedTuple

from .analysis import Words, telling, words_of
from .morphology import LONGEST_NAME, whole_name

LEVELS = 15  # as many levels as a word may have
MAX_WEIGHTS = 1 << 14
SATURATION = 1.2  # k1: how soon one more occurrence stops mattering


@dataclass(frozen=True)
class Field:
    """A part of an entry: its weight, the length its weight is meant for, the places its words may stand at."""

    weight: float
    usual_length: int
    length_matters: float  # b: from 0, not at all, to 1; where it does not, a word said twice says no more
    start: int
    end: int
    is_named: bool = True  # whether its texts are names, which may be what a reader asks for, whole


# Fields are apart: a word that ends one and a word that begins the next are not neighbours. What would stand
# beyond the end of a field stands at its end, where it is found, but not as part of a phrase.
FIELDS = {
    "title": Field(3.0, 5, 0.5, 0, 100),
    "names": Field(1.5, 20, 0.0, 102, 500),
    "wider": Field(0.5, 20, 0.0, 502, 600),
    "summary": Field(2.0, 30, 0.3, 602, 1100, False),
    "body": Field(1.0, 120, 0.5, 1102, 4095, False),
}


class Occurrences(NamedTuple):
    """The words of a document: how much each tells, and where they stand."""

    levels: Mapping[str, int]
    runs: Sequence[tuple[Words, Field, int]]  # words that follow one another in a field, and the place of the first


def occurrences(texts: Mapping[str, Sequence[str]]) -> Occurrences:
    """The words of the texts of a document, by field."""
    weights: dict[str, float] = {}
    runs: list[tuple[Words, Field, int]] = []
    for name, parts in texts.items():
        field = FIELDS[name]
        read = [(_name if field.is_named else _prose)(part) for part in parts if part]
        lists = [words for words, _whole in read]
        weight, counts = _counted(field, lists)
        for word, count in counts.items():
            weights[word] = weights.get(word, 0.0) + weight * count
        for word in {whole for _words, whole in read if whole}:
            weights[word] = weights.get(word, 0.0) + field.weight
        runs += _runs(field, lists)
    return Occurrences(dict(zip(weights, map(_levels.__getitem__, weights.values()), strict=True)), runs)


def _prose(text: str) -> tuple[Words, str]:
    return words_of(text), ""


@lru_cache(maxsize=1 << 14)  # many entries have the same communes, the same actors, the same terms
def _name(text: str) -> tuple[Words, str]:
    """The words of a name; the name as a whole when it is short: it stands nowhere."""
    words = words_of(text)
    said = telling(words)
    return words, intern(whole_name(said)) if 0 < len(said) <= LONGEST_NAME else ""


def _counted(field: Field, lists: list[Words]) -> tuple[float, Mapping[str, int]]:
    """What a word of the texts of a field weighs, less where there are more of them than usual, and how many times."""
    if not field.length_matters:
        return field.weight, dict.fromkeys(chain.from_iterable(lists), 1)
    length = sum(map(len, lists))
    weight = field.weight / (1 - field.length_matters + field.length_matters * length / field.usual_length)
    return weight, Counter(chain.from_iterable(lists))


def _runs(field: Field, lists: list[Words]) -> Iterator[tuple[Words, Field, int]]:
    """The words of each text of a field; texts do not touch."""
    start = field.start
    for words in lists:
        yield words, field, start
        start += len(words) + 1


class _Levels(dict[float, int]):
    """The level of each weight that was met, as long as there are not too many."""

    def __missing__(self, weight: float) -> int:
        if len(self) >= MAX_WEIGHTS:
            self.clear()
        self[weight] = level = int(LEVELS * weight / (SATURATION + weight)) + 1
        return level


_levels = _Levels()
