"""Where the words of documents stand, and how much each tells of its document (BM25F).

The level of a word in a document depends on that document alone, never on the others: patching one entry leaves
the levels of all the others as they are. Rarity comes in when a search is answered.

A large index has tens of millions of words. What is said again and again is read once, each word is a number, and what
is to be said of each is said of a million at once, in arrays.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from sys import byteorder
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .analysis import telling, words_of
from .bitmaps import SLOT_BITS
from .morphology import LONGEST_NAME, whole_name

LEVELS = 15  # as many levels as a word may have
SILENCE = ""  # what stands between two texts, which do not touch
SATURATION = 1.2  # k1: how soon one more occurrence stops mattering
MOST_MET = 1 << 17

Made = TypeVar("Made")
Packed = NDArray[np.int64]  # numbers whose upper half is a word, and the lower one a pair
Told = Iterator[tuple[int, memoryview]]


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
# beyond the end of a field stands at its end, after a gap: it is found there, but not as part of a phrase.
FIELDS = {
    "title": Field(3.0, 5, 0.5, 0, 100),
    "names": Field(1.5, 20, 0.0, 102, 500),
    "wider": Field(0.5, 20, 0.0, 502, 600),
    "summary": Field(2.0, 30, 0.3, 602, 1100, False),
    "body": Field(1.0, 120, 0.5, 1102, 4095, False),
}


# A run is what is said at once of a document: the words of a field; or the names in it as wholes, which stand nowhere.
_KINDS = {name: kind for kind, name in enumerate(FIELDS)}
_WHOLES = len(FIELDS)
_STARTS = np.array([field.start for field in FIELDS.values()])
_ENDS = np.array([field.end for field in FIELDS.values()])
_SAY_ONCE = np.array([not field.length_matters for field in FIELDS.values()] + [True])

_SIZE = 4  # bytes of the number of a word, as they follow one another in a run
_SILENT = bytes(_SIZE)
_LOWER = (1 << 32) - 1


class Reader:
    """Documents read one after the other, and what their words are to them."""

    def __init__(self) -> None:
        self.numbers = {SILENCE: 0}  # of the words
        self._chunks = _Met(partial(_chunk, self.numbers))
        self._names = _Met(partial(_name, self.numbers))
        self._words = bytearray()
        self._runs = array("d")  # of each, how many words, the document, the kind, what each word weighs

    def __len__(self) -> int:
        """How many words were read and not told."""
        return len(self._words) // _SIZE

    def read(self, slot: int, texts: Mapping[str, Sequence[str]]) -> None:
        """Read the texts of a document, by field."""
        for name, parts in texts.items():
            field = FIELDS[name]
            if field.is_named and parts:
                said, wholes = zip(*map(self._names.__getitem__, parts), strict=True)
                self._add(b"".join(wholes), slot, _WHOLES, field.weight)
            else:
                said = tuple(map(self._prose, parts))
            words = b"".join(said)
            self._add(words, slot, _KINDS[name], field.weight_among(len(words) // _SIZE - len(parts)))

    def _add(self, words: bytes, slot: int, kind: int, weight: float) -> None:
        self._words += words
        self._runs.extend((len(words) // _SIZE, slot, kind, weight))

    def told(self) -> tuple[Told, Told]:
        """Of what was read since the last time: the levels of each word, then its places.

        The number of a word comes with its pairs (`bitmaps.py`), as bytes of an array of 32 bits.
        """
        words = np.frombuffer(self._words, np.uint32).astype(np.int64)
        runs = np.array(self._runs).reshape(-1, 4)
        self._words, self._runs = bytearray(), array("d")
        lengths, slots, kinds = runs[:, :3].T.astype(np.int64)
        levels, places = _levels(words, lengths, slots, kinds, runs[:, 3]), _places(words, lengths, slots, kinds)
        return _by_word(levels), _by_word(places)

    def _prose(self, text: str) -> bytes:
        """The words of a text and a silence."""
        return b"".join([*map(self._chunks.__getitem__, text.split()), _SILENT])


class _Met(dict[str, Made]):
    """What was made of each text that was met, unless there are too many: a dict answers faster than a call."""

    def __init__(self, make: Callable[[str], Made]):
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Made:
        if len(self) >= MOST_MET:
            self.clear()
        self[text] = made = self._make(text)
        return made


def _chunk(numbers: dict[str, int], chunk: str) -> bytes:
    """The words of what stands between two spaces."""
    return _numbered(numbers, words_of(chunk))


def _name(numbers: dict[str, int], text: str) -> tuple[bytes, bytes]:
    """The words of a name and a silence; the name as a whole when it is short."""
    words = words_of(text)
    said = telling(words)
    whole = whole_name(said) if 0 < len(said) <= LONGEST_NAME else SILENCE
    return _numbered(numbers, (*words, SILENCE)), _numbered(numbers, [whole])


def _numbered(numbers: dict[str, int], words: Sequence[str]) -> bytes:
    return b"".join([numbers.setdefault(word, len(numbers)).to_bytes(_SIZE, byteorder) for word in words])


def _levels(words: Packed, lengths: Packed, slots: Packed, kinds: Packed, weights: NDArray[np.float64]) -> Packed:
    """Words with pairs of a level and a document: how much each tells, all that says it added."""
    runs = np.repeat(np.arange(len(lengths)), lengths)
    said = np.sort((words << 32 | runs)[words != 0])
    said = said[_is_first(said) | ~_SAY_ONCE[kinds][said & _LOWER]]
    runs = said & _LOWER
    found = said - runs | slots[runs]
    starts = np.flatnonzero(_is_first(found))
    sums = np.add.reduceat(weights[runs], starts) if len(starts) else weights[:0]
    levels = (LEVELS * sums / (SATURATION + sums)).astype(np.int64) + 1
    packed: Packed = found[starts] | levels << SLOT_BITS
    return packed


def _places(words: Packed, lengths: Packed, slots: Packed, kinds: Packed) -> Packed:
    """Words with pairs of a place and a document."""
    stands = kinds != _WHOLES
    words, lengths, slots, kinds = words[np.repeat(stands, lengths)], lengths[stands], slots[stands], kinds[stands]
    starts, ends = _STARTS[kinds] - (lengths.cumsum() - lengths), np.repeat(_ENDS[kinds], lengths)
    places = np.arange(len(words)) + np.repeat(starts, lengths)
    places = np.where(places < ends - 1, places, ends)
    return np.sort((words << 32 | places << SLOT_BITS | np.repeat(slots, lengths))[words != 0])


def _by_word(packed: Packed) -> Told:
    """The pairs of each word, which follow one another."""
    words, pairs = packed >> 32, packed.astype(np.uint32).view(np.uint8).data
    starts = np.flatnonzero(_is_first(words))
    limits = _SIZE * np.append(starts, len(words))
    pieces = (pairs[start:end] for start, end in pairwise(limits.tolist()))
    return zip(words[starts].tolist(), pieces, strict=True)


def _is_first(ordered: Packed) -> NDArray[np.bool_]:
    """Of each number, whether it is not the one before."""
    return np.append(np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1])
