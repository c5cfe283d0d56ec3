"""Where the words of a document stand, and how much each tells of it (BM25F).

The level of a word in a document depends on that document alone, never on the others: patching one entry leaves
the levels of all the others as they are. Rarity comes in when a search is answered.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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

    def weight_among(self, length: int) -> float:
        """What a word tells among so many, each time it is said: less where there are more of them than usual."""
        return self.weight / (1 - self.length_matters + self.length_matters * length / self.usual_length)


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

    words: Collection[str]
    levels: Sequence[int]  # of each
    runs: Sequence[tuple[Sequence[str], Field]]  # all the words of a field from its start on, silences among them


def occurrences(texts: Mapping[str, Sequence[str]]) -> Occurrences:
    """The words of the texts of a document, by field."""
    weights: dict[str, float] = {}
    runs: list[tuple[Sequence[str], Field]] = []
    for name, parts in texts.items():
        field = FIELDS[name]
        words, wholes = (_names if field.is_named else _prose)(parts)
        weight = field.weight_among(len(words) - len(parts))
        for word in words if field.length_matters else {*words}:
            weights[word] = weights.get(word, 0.0) + weight
        for whole in {*wholes}:
            weights[whole] = weights.get(whole, 0.0) + field.weight
        runs.append((words, field))
    weights.pop(SILENCE, None)
    levels = [int(LEVELS * weight / (SATURATION + weight)) + 1 for weight in weights.values()]
    return Occurrences(weights.keys(), levels, runs)


def _prose(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of some texts, a silence after each."""
    words: list[str] = []
    for part in parts:
        words += words_of(part)
        words.append(SILENCE)
    return words, []


def _names(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of some names, a silence after each; the names as wholes, which stand nowhere."""
    words: list[str] = []
    wholes: list[str] = []
    for part in parts:
        said, whole = _name(part)
        words += said
        wholes.append(whole)
    return words, wholes


@lru_cache(maxsize=1 << 14)  # many entries have the same communes, the same actors, the same terms
def _name(text: str) -> tuple[Words, str]:
    """The words of a name and a silence; the name as a whole when it is short."""
    words = words_of(text)
    said = telling(words)
    return (*words, SILENCE), intern(whole_name(said)) if 0 < len(said) <= LONGEST_NAME else SILENCE
