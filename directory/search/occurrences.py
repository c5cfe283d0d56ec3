"""Where the words of a document stand, and how much each tells of it (BM25F).

The level of a word in a document depends on that document alone, never on the others: patching one entry leaves
the levels of all the others as they are. Rarity comes in when a search is answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from .analysis import words_of

LEVELS = 15  # as many levels as a word may have
SATURATION = 1.2  # k1: how soon one more occurrence stops mattering


@dataclass(frozen=True)
class Field:
    """A part of an entry: its weight, the length its weight is meant for, the places its words may stand at."""

    weight: float
    usual_length: int
    length_matters: float  # b: from 0, not at all, to 1
    start: int
    end: int


# Fields are apart: a word that ends one and a word that begins the next are not neighbours. What would stand
# beyond the end of a field stands at its end, where it is found, but not as part of a phrase.
FIELDS = {
    "title": Field(3.0, 6, 0.3, 0, 100),
    "names": Field(2.0, 20, 0.0, 102, 600),
    "summary": Field(2.0, 30, 0.3, 602, 1100),
    "body": Field(1.0, 120, 0.5, 1102, 4095),
}


Occurrence = tuple[int, list[int]]  # the level of a word, and the places where it stands


def occurrences(texts: Mapping[str, Sequence[str]]) -> dict[str, Occurrence]:
    """The words of the texts of a document, by field."""
    weights: dict[str, float] = {}
    places: dict[str, list[int]] = {}
    for name, parts in texts.items():
        field = FIELDS[name]
        lists = [words_of(part) for part in parts if part]
        weight = _weight(field, sum(map(len, lists)))
        start = field.start
        for words in lists:
            for word, place in zip(words, chain(range(start, field.end - 1), repeat(field.end)), strict=False):
                if word in weights:
                    weights[word] += weight
                    places[word].append(place)
                else:
                    weights[word], places[word] = weight, [place]
            start += len(words) + 1
    return {word: (level(weight), places[word]) for word, weight in weights.items()}


def level(weight: float) -> int:
    return int(LEVELS * weight / (SATURATION + weight)) + 1


def _weight(field: Field, length: int) -> float:
    """The weight of one occurrence: less in a field that is longer than usual."""
    return field.weight / (1 - field.length_matters + field.length_matters * length / field.usual_length)
