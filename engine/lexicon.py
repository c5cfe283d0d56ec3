"""Where every word is: in which documents, at what level, at which places.

The words of the documents the index was built from are read where the image keeps them, when a search needs them;
those of the documents patched since are beside them. A word is exact; its forms are
the words of the same stem, its family those of the same root.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from pyroaring import BitMap

from .analysis import Words
from .bitmaps import SLOT_BITS, next_plane, planes, slots, union
from .image import Sections, joined, numbers, split
from .morphology import root, stem
from .occurrences import FIELDS, Reader
from .ranking import Layers, best

NOTHING = BitMap()
IN_TITLES = FIELDS["title"].end + 1  # the places that no word of a title stands at begin there
AT_ONCE = 1 << 21  # pieces read before they are put in arrays: many for the arrays to pay, few enough for the memory


class Entry(NamedTuple):
    """One word: pairs of a level and a document, pairs of a place and a document."""

    levels: BitMap
    places: BitMap


ABSENT = Entry(NOTHING, NOTHING)


class Archive:
    """The words of an image: sorted, each with two bitmaps one after the other in a block of bytes."""

    def __init__(self, sections: Sections):
        self.words = split(sections["words"])
        # whole names begin with a space (`whole_name`): they stand before « ! », all words of texts after it
        self.texts = self.words[bisect_left(self.words, "!") :]
        self._roots = split(sections["roots"])
        self._families = numbers("I", sections["families"])  # numbers of the words, grouped by root
        self._family_ends = numbers("I", sections["family_ends"])
        self._bytes = sections["word_bitmaps"]
        self._ends = numbers("Q", sections["word_bitmap_ends"])  # of the levels, then of the places, of each word
        self.entry = lru_cache(maxsize=1 << 14)(self._entry)

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        """The words of the texts, by how many letters they have."""
        words: dict[int, list[str]] = defaultdict(list)
        for word in self.texts:
            words[len(word)].append(word)
        return dict(words)

    def family(self, root_: str) -> list[str]:
        number = bisect_left(self._roots, root_)
        if number == len(self._roots) or self._roots[number] != root_:
            return []
        start = self._family_ends[number - 1] if number else 0
        return [self.words[member] for member in self._families[start : self._family_ends[number]]]

    def beginning_with(self, prefix: str) -> list[str]:
        start = bisect_left(self.words, prefix)
        return self.words[start : bisect_left(self.words, prefix + "\U0010ffff", start)]

    def _entry(self, word: str) -> Entry:
        number = bisect_left(self.words, word)
        if number == len(self.words) or self.words[number] != word:
            return ABSENT
        start = self._ends[2 * number - 1] if number else 0
        middle, end = self._ends[2 * number], self._ends[2 * number + 1]
        return Entry(self._bitmap(start, middle), self._bitmap(middle, end))

    def _bitmap(self, start: int, end: int) -> BitMap:
        return BitMap.deserialize(bytes(self._bytes[start:end]))


class Draft:
    """The words of documents, as they come."""

    def __init__(self) -> None:
        self._reader = Reader()
        self._levels: dict[int, array[int]] = defaultdict(partial(array, "I"))  # by number of word
        self._places: dict[int, array[int]] = defaultdict(partial(array, "I"))

    def add(self, slot: int, texts: Mapping[str, Sequence[str]]) -> None:
        self._reader.read(slot, texts)
        if len(self._reader) > AT_ONCE:
            self._gather()

    def entries(self) -> Iterator[tuple[str, Entry]]:
        self._gather()
        known = self._reader.numbers
        for word in sorted(known):
            if levels := self._levels.get(known[word]):
                places = self._places.get(known[word])
                yield word, Entry(BitMap(levels), BitMap(places) if places else NOTHING)

    def _gather(self) -> None:
        levels, places = self._reader.told()
        for arrays, told in ((self._levels, levels), (self._places, places)):
            for number, pairs in told:
                arrays[number].frombytes(pairs)

    def sections(self) -> Sections:
        """The words as an image keeps them."""
        words, blocks, ends = [], bytearray(), array("Q")
        for word, entry in self.entries():
            words.append(word)
            for pairs in (entry.levels, entry.places):
                blocks += pairs.serialize()
                ends.append(len(blocks))
        roots, families, family_ends = _grouped(words)
        return {
            "words": joined(words),
            "roots": joined(roots),
            "families": families.tobytes(),
            "family_ends": family_ends.tobytes(),
            "word_bitmaps": bytes(blocks),
            "word_bitmap_ends": ends.tobytes(),
        }


def _grouped(words: list[str]) -> tuple[list[str], "array[int]", "array[int]"]:
    """The roots of the words, the numbers of the words of each, and where each group ends."""
    groups: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        if word[0] == " ":
            continue
        groups.setdefault(root(word), []).append(number)
    names, families, ends = sorted(groups), array("I"), array("I")
    for name in names:
        families.extend(groups[name])
        ends.append(len(families))
    return names, families, ends


@dataclass(frozen=True)
class Lexicon:
    """The words of the documents that are alive."""

    archive: Archive
    alive: BitMap
    has_dead: bool = False  # some documents left: until one does, no set has to be narrowed to those alive
    late: Mapping[str, Entry] = field(default_factory=dict)  # the words of the documents patched since

    def patched(self, documents: Mapping[int, Mapping[str, Sequence[str]]], gone: BitMap) -> "Lexicon":
        """The lexicon with new documents, and without some."""
        draft, late = Draft(), dict(self.late)
        for slot, texts in documents.items():
            draft.add(slot, texts)
        for word, entry in draft.entries():
            before = late.get(word, ABSENT)
            late[word] = Entry(before.levels | entry.levels, before.places | entry.places)
        alive = (self.alive | BitMap(documents)) - gone
        return Lexicon(self.archive, alive, self.has_dead or bool(gone), late)

    def forms(self, word: str) -> list[str]:
        """The words that are the same one: masculine and feminine, singular and plural."""
        return [member for member in self.family(word) if stem(member) == stem(word)]

    def family(self, word: str) -> list[str]:
        """The words that are made from the same one: « danse », « danseurs »."""
        return self.archive.family(root(word)) + self._late_families.get(root(word), [])

    def beginning_with(self, prefix: str) -> list[str]:
        return self.archive.beginning_with(prefix) + [word for word in self._late_words if word.startswith(prefix)]

    def words(self, lengths: range) -> Iterator[str]:
        """Those of the texts, without the names, that have so many letters."""
        for length in lengths:
            yield from self.archive.by_length.get(length, ())
        yield from (word for word in self._late_words if len(word) in lengths)

    def levels(self, words: Iterable[str]) -> Layers:
        """Return the documents where one of the words is, as layers by the highest level that one has there."""
        return best([self._levels(word) for word in words])

    def documents(self, word: str) -> BitMap:
        """The documents where that very word is."""
        return union(self._levels(word).values())

    def phrase(self, words: Words) -> BitMap:
        """The documents where the words follow one another."""
        return self._following([self._places([word]) for word in words])

    def neighbours(self, *words: str) -> BitMap:
        """The documents where the words, in any form, follow one another."""
        return self._following([self._form_places(word) for word in words])

    def titled(self, words: Iterable[str]) -> BitMap:
        """The documents whose title holds one of the words."""
        places = self._places(words)
        return (
            union(found for _place, found in planes(places[: places.rank((IN_TITLES << SLOT_BITS) - 1)])) & self.alive
        )

    def _following(self, several: list[BitMap]) -> BitMap:
        standing, *others = several
        for places in others:
            standing = next_plane(standing) & places
        return slots(standing) & self.alive

    @cached_property
    def _form_places(self):  # type: ignore[no-untyped-def]
        return lru_cache(maxsize=256)(lambda word: self._places(self.forms(word)))

    @cached_property
    def _levels(self):  # type: ignore[no-untyped-def]
        return lru_cache(maxsize=1 << 12)(self._levels_of)

    def _levels_of(self, word: str) -> Layers:
        layers = dict(planes(self.archive.entry(word).levels | self.late.get(word, ABSENT).levels))
        if not self.has_dead:
            return layers
        living = ((level, layer & self.alive) for level, layer in layers.items())
        return {level: layer for level, layer in living if layer}

    def _places(self, words: Iterable[str]) -> BitMap:
        entries = (entry for word in words for entry in (self.archive.entry(word), self.late.get(word, ABSENT)))
        return union(entry.places for entry in entries if entry.places)

    @cached_property
    def _late_words(self) -> list[str]:
        """Those that the archive does not know."""
        return sorted(word for word in self.late if word[0] != " " and not self.archive.entry(word).levels)

    @cached_property
    def _late_families(self) -> dict[str, list[str]]:
        families: dict[str, list[str]] = {}
        for word in self._late_words:
            families.setdefault(root(word), []).append(word)
        return families
