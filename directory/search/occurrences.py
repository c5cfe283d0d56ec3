"""Where the words of a document stand, and how much each tells of it (BM25F).

The level of a word in a document depends on that document alone, never on the others: patching one entry leaves
the levels of all the others as they are. Rarity comes in when a search is answered.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import NamedTuple

from .analysis import Words, telling, words_of
from .morphology import LONGEST_NAME, whole_name

LEVELS = 15  # as many levels as a word may have
SILENCE = ""  # what stands between two texts, which do not touch
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
    runs: Sequence[tuple[Words, Field]]  # all the words of a field from its start on, silences among them


def occurrences(texts: Mapping[str, Sequence[str]]) -> Occurrences:
    """The words of the texts of a document, by field."""
    weights: dict[str, float] = {}
    runs: list[tuple[Words, Field]] = []
    for name, parts in texts.items():
        field = FIELDS[name]
        words, wholes = (_names if field.is_named else _prose)(parts)
        told = _weights(field, words, wholes, len(words) - len(parts))
        for word in weights.keys() & told.keys():
            told[word] += weights[word]
        weights |= told
        runs.append((words, field))
    weights.pop(SILENCE, None)
    levels = {word: int(LEVELS * weight / (SATURATION + weight)) + 1 for word, weight in weights.items()}
    return Occurrences(levels, runs)


def _prose(parts: Sequence[str]) -> tuple[Words, Sequence[str]]:
    """The words of some texts, a silence after each."""
    return tuple(chain.from_iterable((*words_of(part), SILENCE) for part in parts)), ()


def _names(parts: Sequence[str]) -> tuple[Words, Sequence[str]]:
    """The words of some names, a silence after each; the names as wholes, which stand nowhere."""
    read = [*map(_name, parts)]
    return tuple(chain.from_iterable([words for words, _whole in read])), [whole for _words, whole in read]


@lru_cache(maxsize=1 << 14)  # many entries have the same communes, the same actors, the same terms
def _name(text: str) -> tuple[Words, str]:
    """The words of a name and a silence; the name as a whole when it is short."""
    words = words_of(text)
    said = telling(words)
    return (*words, SILENCE), intern(whole_name(said)) if 0 < len(said) <= LONGEST_NAME else SILENCE


def _weights(field: Field, words: Words, wholes: Sequence[str], length: int) -> dict[str, float]:
    """What each word of a field tells: less where there are more of them than usual, more each time it is said."""
    if not field.length_matters:
        return dict.fromkeys((*words, *wholes), field.weight)
    weight = field.weight / (1 - field.length_matters + field.length_matters * length / field.usual_length)
    told = {word: weight * count for word, count in Counter(words).items()}
    told.update(dict.fromkeys(wholes, field.weight))
    return told
