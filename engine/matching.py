"""What the words of a search mean among the words of the index.

A word means its forms; the last one, still being typed, also means the words that it begins. Words that follow one
another may mean a term that has other names, or be a compound that others write in one word or in two; when nothing
is called so, they may be a part of what has a wider name. A word that nothing answers to may be a slip for another.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations, product
from math import log

from pyroaring import BitMap

from .analysis import STOP_WORDS, Asked, Words, telling
from .bitmaps import intersection, union
from .lexicon import Lexicon
from .misspelling import lengths, meant
from .morphology import LONGEST_NAME, beginning, root, singular, whole_name
from .ranking import Layers, added, best, documents, scaled, size, within
from .synonyms import Synonyms

BEGUN = 0.35  # what a longer word is worth, beside the word that was typed
RELATED = 0.8  # what another name or another writing is worth
WIDER = 0.5  # what the name of something wider is worth, when no entry says more
ALONE = 0.5  # what a word of a name is worth without the others
OTHER_FORM = 0.9  # what another form is worth, when it is more than a plural: « ruche » beside « ruch »
WHOLE_NAME = 0.7  # what a whole name adds
BEARERS = 50  # entries: a name that more of them bear tells nothing of one, unless they are rare in a large index
FAMILY = 0.5  # what another word of the family is worth
FEW, RARE = 10, 0.01  # entries, share of all entries: what fewer hold than the larger of the two is rare
FINENESS = 4  # points are whole numbers: common words must still tell entries apart
NEIGHBOURS = 6.0  # what two words that follow one another add, times how rare they are
SHORTEST_PREFIX = 3
SHORTEST_PART = 3  # of a compound
LONGEST_COMPOUND = 3  # words
REMEMBERED = 64  # searches
REMEMBERED_PARTS = 256  # of searches: some fifty for a dozen words


Guess = tuple[int, int, str]  # slips, entries that answer, counted below zero so that the best is the least, the word
NO_GUESS: Guess = (0, 0, "")


@dataclass(frozen=True)
class Clause:
    """A part of what is asked: the entries that answer to it, with their points."""

    asked: str
    layers: Layers
    related: tuple[str, ...] = ()  # other names and writings that were looked for too, and found
    is_unknown: bool = False  # no entry holds the word
    corrected: str = ""  # the word that was understood instead

    @cached_property
    def documents(self) -> BitMap:
        return documents(self.layers)


@dataclass(frozen=True)
class Matcher:
    """Understands words against a lexicon and the names of things."""

    lexicon: Lexicon
    has_families: bool
    synonyms: Synonyms
    corrects: bool
    plain: bool
    begins: bool

    @cached_property
    def clauses(self) -> Callable[[Asked], list[Clause]]:
        """What an entry must answer to: all of it. Readers who filter or turn pages ask for the same words again."""
        return lru_cache(maxsize=REMEMBERED)(self._understood)

    @cached_property
    def bonus(self) -> Callable[[Asked], list[Layers]]:
        """What is added for words that follow one another as they do in an entry, or are a name of it."""
        return lru_cache(maxsize=REMEMBERED)(lambda asked: [*self._neighbours(asked), *self._names_of(asked)])

    @cached_property
    def titles(self) -> Callable[[Asked], tuple[BitMap, BitMap]]:
        """The entries whose title is what was asked, or a part of it, and those whose title holds all its words."""
        return lru_cache(maxsize=REMEMBERED)(self._titles)

    def unwanted(self, asked: Asked) -> BitMap:
        """The entries that must not be found."""
        words = [self.lexicon.levels(self.lexicon.forms(word)) for word in asked.unwanted]
        return union([*map(documents, words), *map(self.lexicon.phrase, asked.unwanted_phrases)])

    def _titles(self, asked: Asked) -> tuple[BitMap, BitMap]:
        if not asked.words:
            return BitMap(), BitMap()
        titled = intersection(self._titled(word, asked.typed) for word in asked.words)
        titled = titled | union(map(self._bearing, self._other_names(asked.words)))
        parts = [] if self.plain else self.synonyms.parts_of(asked.words)
        whole = union(map(self._entitled, (asked.words, *map(telling, parts))))
        return whole, titled - whole

    def _other_names(self, words: Words) -> list[Words]:
        """The other names of what the words name together: « RA » is « réalité augmentée ». Fewer words say less."""
        others = [] if self.plain or not self.has_families else self.synonyms.of(words)
        return [other for other in others if len(telling(other)) >= len(words)]

    def _bearing(self, words: Words) -> BitMap:
        """The entries whose title holds words, in any form."""
        return intersection(self.lexicon.titled(self.lexicon.forms(word)) for word in telling(words))

    def _entitled(self, words: Sequence[str]) -> BitMap:
        """The entries of which words are the whole title."""
        titled = intersection(self.lexicon.titled(self._same(word)) for word in words)
        return titled & documents(self.lexicon.levels([whole_name(words)])) if titled else titled

    def _titled(self, word: str, typed: str) -> BitMap:
        """The entries whose title holds a word, or, when that is asked for, a word that it begins."""
        begun = self._begun(word) if self.begins and word == typed else []
        return self.lexicon.titled([*self.lexicon.forms(word), *begun])

    def _neighbours(self, asked: Asked) -> Iterator[Layers]:
        """What is added for the words that follow one another as they were typed."""
        for run in asked.runs:
            if found := self.lexicon.neighbours(*run):
                yield {max(1, round(NEIGHBOURS * self.rarity(len(found)))): found}

    def _names_of(self, asked: Asked) -> Iterator[Layers]:
        """What is added for entries that are called, or tied to something that is called, exactly as was typed."""
        words = asked.words
        for start, end in combinations(range(len(words) + 1), 2):
            levels = self.lexicon.levels([whole_name(words[start:end])]) if end - start <= LONGEST_NAME else {}
            if levels and size(levels) < max(BEARERS, RARE * len(self.lexicon.alive)):
                yield scaled(levels, WHOLE_NAME * self.rarity(size(levels)))

    def _understood(self, asked: Asked) -> list[Clause]:
        return [*self._clauses(asked), *(self._phrase(words) for words in asked.phrases)]

    def _clauses(self, asked: Asked) -> Iterator[Clause]:
        words = asked.words
        while words:
            length = self._longest_related(words)
            clause = self._clause(words[:length], asked.typed)
            if length > 1 and not clause.layers:  # nothing is called so: they are words again
                length, clause = 1, self._clause(words[:1], asked.typed)
            yield clause
            words = words[length:]

    def _longest_related(self, words: Words) -> int:
        """Return how many of the first words are one name, the longest tried first; 1 when none is."""
        longest = min(LONGEST_NAME, len(words))
        return next((length for length in range(longest, 1, -1) if self._is_one_thing(words[:length])), 1)

    @cached_property
    def _is_one_thing(self) -> Callable[[Words], bool]:
        """Whether words, together, name a thing."""
        return lru_cache(maxsize=REMEMBERED_PARTS)(
            lambda words: bool(self._related(words)) or self.synonyms.name(words)
        )

    def loosely(self, asked: Asked) -> list[Layers]:
        """What each clause gives, or, for less, each of its words alone: « compagnie de théâtre » is theatre too."""
        several = [best([one.layers, *self._alone(one.asked.split(), asked.typed)]) for one in self._clauses(asked)]
        return [*several, *(self._phrase(words).layers for words in asked.phrases)]

    def _alone(self, words: Sequence[str], typed: str) -> list[Layers]:
        return [scaled(self._clause((word,), typed).layers, ALONE) for word in words] if len(words) > 1 else []

    def _related(self, words: Words) -> dict[str, Layers]:
        """The other names and writings that some entries hold, and the parts of what is only a whole."""
        if self.plain:
            return {}
        others = [*(self.synonyms.of(words) if self.has_families else ()), *self._writings(words)]
        parts = self.synonyms.parts_of(words)
        return self._held(others, self._names, RELATED) | self._held(parts, self._called, RELATED)

    def _held(self, several: Iterable[Words], named: Callable[[Words], Layers], worth: float) -> dict[str, Layers]:
        """Return `{name: its layers, at a share of their points}` for the names that some entry holds."""
        held = {" ".join(names): scaled(named(names), worth) for names in several}
        return {names: layers for names, layers in held.items() if layers}

    @cached_property
    def _clause(self) -> Callable[[Words, str], Clause]:
        """Return the clause of words that are one thing.

        Cached: an empty answer tries the search again without each of its words in turn.
        """
        return lru_cache(maxsize=REMEMBERED_PARTS)(self._answer)

    def _answer(self, words: Words, typed: str) -> Clause:
        related = self._related(words)
        layers = best([self._all_of(words, typed), *related.values()])
        if not layers and not self.plain:
            related = self._held(self.synonyms.wider_than(words), self._names, WIDER)
            layers = best(related.values())
        if layers or len(words) > 1:
            return Clause(" ".join(words), layers, tuple(related))
        return self._corrected(words[0])

    def _corrected(self, word: str) -> Clause:
        *_rank, close = self.closest(word) if self.corrects and not self.plain else NO_GUESS
        related = self._related((close,)) if close else {}
        layers = best([self._word(close), *related.values()]) if close else {}
        return Clause(word, layers, tuple(related), is_unknown=True, corrected=close)

    def _all_of(self, words: Sequence[str], typed: str) -> Layers:
        """The entries where all the words are."""
        several = [self._typed(word) if word == typed else self._word(word) for word in words]
        together = intersection(map(documents, several))
        layers = within(several[0], together)
        for other in several[1:]:
            layers = added(layers, within(other, together))
        return layers

    def _names(self, words: Words) -> Layers:
        """The entries that name a thing: its words, one after the other."""
        found = self.lexicon.neighbours(*words) if len(words) > 1 else None
        return self._word(words[0]) if found is None else within(self._all_of(telling(words), ""), found)

    def _called(self, words: Words) -> Layers:
        """The entries that are called exactly so, or tied to what is: « Vienne » is not « Haute-Vienne »."""
        return self._rated([whole_name(telling(words))])

    @cached_property
    def _phrase(self) -> Callable[[Words], Clause]:
        """The entries where the words follow one another."""
        return lru_cache(maxsize=REMEMBERED_PARTS)(self._exact)

    def _exact(self, words: Words) -> Clause:
        found = self.lexicon.phrase(words)
        points: Layers = {}
        for word in words:
            layers = within(self._rated([word]), found)
            points = added(points, layers) if points else layers
        return Clause(" ".join(words), points)

    def _word(self, word: str) -> Layers:
        """A word in all its forms; when few entries hold it, the words of its family too."""
        same = self._same(word)
        others = [form for form in self.lexicon.forms(word) if form not in same]
        layers = best([self.lexicon.levels(same), scaled(self.lexicon.levels(others), OTHER_FORM)])
        rated = scaled(layers, self.rarity(size(layers)))
        if self.plain or not self.has_families or not self._is_rare(size(layers)):
            return rated
        return best([rated, scaled(self._rated(self.lexicon.family(word)), FAMILY)])

    def _same(self, word: str) -> list[str]:
        """The forms of a word that are its singular or its plural: « Ruch » is not « ruche »."""
        return [form for form in self.lexicon.forms(word) if singular(form) == singular(word)]

    def _is_rare(self, count: int) -> bool:
        return count < max(FEW, RARE * len(self.lexicon.alive))

    def _typed(self, word: str) -> Layers:
        """A word that may not be finished."""
        return best([self._word(word), scaled(self._rated(self._begun(word)), BEGUN)])

    def _begun(self, word: str) -> list[str]:
        """The words that one begins; even one that has hardly begun, « cultures co », when that is asked for."""
        prefix = beginning(word)
        return self.lexicon.beginning_with(prefix) if self.begins or len(prefix) >= SHORTEST_PREFIX else []

    def _rated(self, words: Iterable[str]) -> Layers:
        """Points: the level of a word, times how rare it is."""
        levels = self.lexicon.levels(words)
        return scaled(levels, self.rarity(size(levels)))

    def rarity(self, count: int) -> float:
        """BM25's inverse document frequency of what so many entries hold, in points for one level."""
        return FINENESS * log(1 + (len(self.lexicon.alive) - count + 0.5) / (count + 0.5))

    def _writings(self, words: Words) -> Iterator[Words]:
        """« web documentaire » and « webdocumentaire », « tiers lieux XL » and « tierslieuxl »."""
        if 1 < len(words) <= LONGEST_COMPOUND:
            *begin, last = words
            begun = map("".join, product(*(dict.fromkeys((word, singular(word))) for word in begin)))
            yield from ((one + last,) for one in begun if len(root(one + last)) > len(one))  # « rée » may be an ending
        if len(words) == 1:
            yield from self._halves(words[0])

    def _halves(self, word: str) -> Iterator[Words]:
        for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            halves = word[:place], word[place:]
            if STOP_WORDS.isdisjoint(halves) and all(map(self.lexicon.forms, halves)):
                yield halves

    @cached_property
    def closest(self) -> Callable[[str], Guess]:
        """The known word, or name of a known thing, that one was most likely meant to be; the most frequent first.

        What staff write in a name is well written.
        """
        return lru_cache(maxsize=REMEMBERED)(self._closest)

    def _closest(self, word: str) -> Guess:
        if word in self.synonyms.vocabulary:
            return NO_GUESS
        known = chain(self.lexicon.words(lengths(word)), self.synonyms.words)
        found = ((slips, -len(self._answering(other)), other) for slips, other in meant(word, known))
        return min((one for one in found if one[1]), default=NO_GUESS)

    def _answering(self, word: str) -> BitMap:
        return self.lexicon.documents(word) or documents(best(self._related((word,)).values()))
