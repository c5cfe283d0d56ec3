"""Where the words of a document stand, and how much each tells of it (BM25F).

The level of a word in a document depends on that document alone, never on the others: patching one entry leaves
the levels of all the others as they are. Rarity comes in when a search is answered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat

from .analysis import Words, telling, words_of
from .morphology import LONGEST_NAME, whole_name

LEVELS = 15  # as many levels as a word may have
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


Occurrence = tuple[int, list[int]]  # the level of a word, and the places where it stands


def occurrences(texts: Mapping[str, Sequence[str]]) -> dict[str, Occurrence]:
    """The words of the texts of a document, by field."""
    weights: dict[str, float] = {}
    places: dict[str, list[int]] = {}
    for name, parts in texts.items():
        field = FIELDS[name]
        read = _name_words if field.is_named else words_of
        lists: list[Sequence[str]] = [read(part) for part in parts if part]
        for word, weight in (_weights(field, lists) | _names(field, lists)).items():
            weights[word] = weights.get(word, 0.0) + weight
        _stand(places, field, lists)
    return {word: (level(weight), places.get(word, [])) for word, weight in weights.items()}


def _stand(places: dict[str, list[int]], field: Field, lists: Iterable[Sequence[str]]) -> None:
    """Note where each word of the texts of a field stands; texts do not touch."""
    start = field.start
    for words in lists:
        for word, place in zip(words, chain(range(start, field.end - 1), repeat(field.end)), strict=False):
            if word in places:
                places[word].append(place)
            else:
                places[word] = [place]
        start += len(words) + 1


def _weights(field: Field, lists: list[Sequence[str]]) -> dict[str, float]:
    """What each word of the texts of a field weighs: less where there are more words than usual."""
    if not field.length_matters:
        return dict.fromkeys(chain.from_iterable(lists), field.weight)
    length = sum(map(len, lists))
    weight = field.weight / (1 - field.length_matters + field.length_matters * length / field.usual_length)
    return {word: weight * count for word, count in Counter(chain.from_iterable(lists)).items()}


def _names(field: Field, lists: list[Sequence[str]]) -> dict[str, float]:
    """The whole names of a field: they stand nowhere, and are short."""
    names = map(_whole_name, lists) if field.is_named else ()
    return {name: field.weight for name in names if name}


# Many entries are tied to the same things: their names are read once.
@lru_cache(maxsize=1 << 14)
def _name_words(name: str) -> Words:
    return tuple(words_of(name))


@lru_cache(maxsize=1 << 14)
def _whole_name(words: Sequence[str]) -> str:
    """The whole of a name, if there is one and it is short."""
    told = telling(words)
    return whole_name(told) if 0 < len(told) <= LONGEST_NAME else ""


@lru_cache(maxsize=1 << 14)
def level(weight: float) -> int:
    return int(LEVELS * weight / (SATURATION + weight)) + 1
