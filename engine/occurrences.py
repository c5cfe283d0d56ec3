"""Where the words of documents stand, and how much each tells of its document (BM25F).

The level of a word in a document depends on that document alone, never on the others: patching one entry leaves
the levels of all the others as they are. Rarity comes in when a search is answered.

A large index has tens of millions of words. Texts are read as numbers, and what is to be said of each word is said of
millions at once, in arrays.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from .bitmaps import SLOT_BITS
from .pieces import SILENCE, SILENT, Met, Pieces

LEVELS = 15  # as many levels as a word may have
SATURATION = 1.2  # k1: how soon one more occurrence stops mattering
MANY_MET = 1 << 17  # pieces: beyond, all are forgotten and met anew, or rare ones would pile up in memory

Integers = NDArray[np.int64]
Packed = Integers  # whose upper half is a word, and the lower one a pair or a run
Amount = TypeVar("Amount", float, NDArray[np.float64])
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

    def weight_among(self, length: Amount) -> Amount:
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


# A run is the words of a field of a document. The names in it, as wholes, are a kind of their own: they have no place.
_KINDS = {name: kind for kind, name in enumerate(FIELDS)}
_WHOLES = len(FIELDS)
_STARTS = np.array([field.start for field in FIELDS.values()])
_ENDS = np.array([field.end for field in FIELDS.values()])
_WEIGHTS = np.array([field.weight for field in FIELDS.values()])
_SAY_ONCE = np.array([not field.length_matters for field in FIELDS.values()] + [True])

_SIZE = 4  # bytes of a pair
_LOWER = (1 << 32) - 1


class Reader:
    """Reads documents one after the other; `told` then gives the levels and the places of all their words at once."""

    def __init__(self) -> None:
        self.numbers = {SILENCE: 0}  # of the words
        self._read = array("I")  # the numbers of the pieces, one after the other
        self._runs = array("I")  # of each, where it ends, how many texts it holds, its document, its kind
        self._begin()

    def _begin(self) -> None:
        """Go on as if no piece had been met.

        Pieces do not know what finds them: a cycle would not be let go while an index is made.
        """
        self._pieces = Pieces(self.numbers)
        self._chunks, self._names = Met(self._pieces.chunk), Met(self._pieces.name)

    def __len__(self) -> int:
        """How many pieces were read and not told."""
        return len(self._read)

    def read(self, slot: int, texts: Mapping[str, Sequence[str]]) -> None:
        """Read the texts of a document, by field."""
        for name, parts in texts.items():
            if FIELDS[name].is_named:
                self._read.extend(map(self._names.__getitem__, parts))
            else:
                for text in parts:
                    self._read.extend(map(self._chunks.__getitem__, text.split()))
                    self._read.append(SILENT)
            self._runs.extend((len(self._read), len(parts), slot, _KINDS[name]))

    def told(self) -> tuple[Told, Told]:
        """Of what was read since the last time: the levels of each word, then its places.

        The number of a word comes with its pairs (`bitmaps.py`), as bytes of an array of 32 bits.
        """
        said = _said(self._pieces, self._read, self._runs)
        self._read, self._runs = array("I"), array("I")
        if len(self._pieces) > MANY_MET:
            self._begin()
        return _by_word(_levels(said)), _by_word(_places(said))


class _Said(NamedTuple):
    """What some documents say: words as they follow one another, cut into runs, and the names in each as wholes."""

    words: Integers
    lengths: Integers  # of the runs, in words
    silences: Integers  # in each of them
    slots: Integers
    kinds: Integers
    wholes: Packed  # each with the number of its run


def _said(pieces: Pieces, read: "array[int]", runs: "array[int]") -> _Said:
    """The words of the pieces that were read."""
    numbers, words, ends = (np.array(one, np.int64) for one in (read, pieces.words, pieces.ends))
    run_ends, silences, slots, kinds = np.array(runs, np.int64).reshape(-1, 4).T
    sizes = np.diff(ends, prepend=0)[numbers]
    so_far = sizes.cumsum()
    beside = np.repeat(ends[numbers] - so_far, sizes)  # how far the words of a piece are from where they are said
    lengths = np.diff(np.append(0, so_far)[run_ends], prepend=0)
    wholes = np.array(pieces.wholes, np.int64)[numbers] << 32 | _runs(np.diff(run_ends, prepend=0))
    return _Said(words[np.arange(len(beside)) + beside], lengths, silences, slots, kinds, wholes[wholes > _LOWER])


def _runs(lengths: Integers) -> Integers:
    """The number of each run, as many times as it is long."""
    return np.repeat(np.arange(len(lengths)), lengths)


def _levels(said: _Said) -> Packed:
    """Words with pairs of a level and a document: how much each tells, all that says it added.

    Run r gets a shadow run r + number of runs for whole-name tokens, so that they weigh apart from its words.
    """
    kinds = np.append(said.kinds, np.full_like(said.kinds, _WHOLES))
    weights = np.append(_weights(said.kinds, said.lengths - said.silences), _WEIGHTS[said.kinds])
    words = (said.words << 32 | _runs(said.lengths))[said.words != 0]
    found = np.sort(np.append(words, said.wholes + len(said.kinds)))
    found = found[_is_first(found) | ~_SAY_ONCE[kinds][found & _LOWER]]
    runs = found & _LOWER
    pairs = found - runs | np.tile(said.slots, 2)[runs]
    starts = np.flatnonzero(_is_first(pairs))
    sums = np.add.reduceat(weights[runs], starts) if len(starts) else weights[:0]
    levels = (LEVELS * sums / (SATURATION + sums)).astype(np.int64) + 1
    packed: Packed = pairs[starts] | levels << SLOT_BITS
    return packed


def _weights(kinds: Integers, lengths: Integers) -> NDArray[np.float64]:
    """What each word of some runs tells."""
    weights = np.empty(len(kinds))
    for kind, field in enumerate(FIELDS.values()):
        weights[kinds == kind] = field.weight_among(lengths[kinds == kind])
    return weights


def _places(said: _Said) -> Packed:
    """Words with pairs of a place and a document."""
    starts = _STARTS[said.kinds] - (said.lengths.cumsum() - said.lengths)
    places = np.arange(len(said.words)) + np.repeat(starts, said.lengths)
    ends = np.repeat(_ENDS[said.kinds], said.lengths)
    places = np.where(places < ends - 1, places, ends)
    pairs = places << SLOT_BITS | np.repeat(said.slots, said.lengths)
    return np.sort((said.words << 32 | pairs)[said.words != 0])


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
