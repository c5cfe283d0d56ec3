"""One search in an index: the filters and the words of a reader, and all that a page tells of what they find."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyroaring import BitMap

from .analysis import ask
from .bitmaps import intersection, union
from .geography import Around
from .index import Index
from .matching import Clause, Guess, Matcher
from .occurrences import LEVELS
from .ranking import Layers, added, documents, ordered, size, within
from .spelling import as_written
from .synonyms import Synonyms
from .tally import Tally

WORDS = "q"
AROUND = "autour"
HELD = 6  # levels, for each thing asked, when some are lacking
ENOUGH = 10  # entries that hold all the words: below, entries that hold some of them are shown apart


@dataclass(frozen=True)
class Bound:
    """A number that must be known, and between two others, which are open when not given."""

    number: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Request:
    """What is asked of an index, by names of filters. A facet with no value asks nothing."""

    text: str = ""
    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    bounds: Mapping[str, Bound] = field(default_factory=dict)
    unknown: Collection[str] = ()  # the filters to which nothing can answer
    corrects: bool = True  # whether a word that nothing answers to may mean the one it looks like
    plain: bool = False  # words mean themselves and what they begin: no other name, no other writing
    begins: bool = False  # whether the last word may be the beginning of one, however short, in titles too
    around: Around | None = None


@dataclass(frozen=True)
class Search:
    """The answer of an index to a request. Each part is worked out when it is asked for, once."""

    index: Index
    request: Request
    synonyms: Synonyms = field(default_factory=Synonyms)

    @property
    def total(self) -> int:
        return len(self.found)

    @cached_property
    def found(self) -> BitMap:
        return self.without()

    def without(self, *names: str) -> BitMap:
        """The documents found when some filters are taken away."""
        kept = [found for name, found in self.filters.items() if name not in names]
        return intersection([self.index.alive, *kept])

    def counts(self, facet: str, values: Collection[str] | None = None) -> Mapping[str, int]:
        """How many documents each value of a facet, or each of some values, would give, the other filters applied."""
        return self._beside(facet).counts(facet, values)

    def highest(self, facet: str, values: Collection[str], most: int) -> Mapping[str, int]:
        """The same, of those of the values that would give most: so many at least, if they give something."""
        return self._beside(facet).highest(facet, values, most)

    def offers(self, facet: str, values: Collection[str]) -> bool:
        """Whether one of the values of a facet would give something."""
        known, base = self.index.facets[facet].by_value, self._beside(facet).found
        return any(base.intersect(known[value]) for value in values if value in known)

    def _beside(self, facet: str) -> Tally:
        """Return the tally that counts of a facet come from: its own choice left out, since its values add up (OR)."""
        return Tally(self.index, self.without(facet)) if facet in self.filters else self._tally

    @cached_property
    def _tally(self) -> Tally:
        return Tally(self.index, self.found)

    def shares(self, facet: str) -> Mapping[str, int]:
        """How many of the documents found have each value of a facet."""
        return self._tally.counts(facet)

    def among(self, facet: str, values: Collection[str]) -> int:
        """How many of the documents found have one of the values."""
        return len(self.found & self._having(facet, values))

    def page(self, sort: str, start: int, stop: int) -> list[int]:
        """The primary keys of the documents found, from one place to another in an order."""
        return self._pks(self.index.orders[sort].page(self.found, start, stop))

    def best(self, start: int, stop: int) -> list[int]:
        """The same, titles first, then those that answer best to the words, then in the default order."""
        return self._pks(self._ranked(self._ordered_layers(), start, stop))

    def _ordered_layers(self) -> Iterator[BitMap]:
        """The documents found, tier by tier, made one layer at a time, as far as the page goes."""
        layers = ordered(self._points)
        named = [tier for tier in self._named if tier]
        for tier in named:
            yield from filter(None, (layer & tier for layer in layers))
        rest = self.found.difference(*named) if named else self.found
        for layer in layers:
            yield layer & rest

    def nearest(self, start: int, stop: int) -> list[int]:
        """The same, from the nearest to the point that was asked for."""
        circle = self.request.around
        layers = self.index.geography.nearest(self.found, circle) if circle else [self.found]
        return self._pks(self._ranked(layers, start, stop))

    def scored(self, stop: int, tiers: Sequence[BitMap] | None = None) -> list[tuple[int, int, int]]:
        """The best ones, each as (pk, its tier, its points), to be compared with those of another index."""
        found: list[tuple[int, int, int]] = []
        for number, tier in enumerate(self.tiers if tiers is None else tiers):
            layers = within(self._points, tier) if tier and len(found) < stop else {}
            found += [(pk, number, points) for pk, points in self._scored(layers, stop - len(found))]
        return found

    @cached_property
    def tiers(self) -> tuple[BitMap, BitMap, BitMap]:
        """The documents found: those whose title is what was asked, those whose title holds its words, the others."""
        return *self._named, self.found.difference(*self._named)

    @cached_property
    def _named(self) -> tuple[BitMap, BitMap]:
        """The first two tiers."""
        whole, titled = self._matcher.titles(self._asked)
        return whole & self.found if whole else whole, titled & self.found if titled else titled

    def _scored(self, layers: Layers, stop: int) -> list[tuple[int, int]]:
        order = self.index.orders[self._default]
        found: list[tuple[int, int]] = []
        for points in sorted(layers, reverse=True):
            slots = order.page(layers[points], 0, stop - len(found))
            found += [(self.index.pks[slot], points) for slot in slots]
        return found

    @property
    def related(self) -> list[tuple[str, tuple[str, ...]]]:
        """The words that have other names or writings, and those that were looked for too."""
        return [self._written(clause) for clause in self.clauses if clause.related]

    def _written(self, clause: Clause) -> tuple[str, tuple[str, ...]]:
        asked = as_written(tuple(clause.asked.split()), [self.request.text])
        return asked, tuple(self.synonyms.written.get(name, name) for name in clause.related)

    @property
    def corrected(self) -> dict[str, str]:
        """The words that nothing answers to, and those that were understood instead, if any."""
        return {clause.asked: clause.corrected for clause in self.clauses if clause.is_unknown}

    def distances(self, pks: Collection[int]) -> dict[int, float]:
        """How far the documents found are from the point that was asked for; nothing when none was."""
        if not self.request.around:
            return {}
        slots = {self.index.slots.of(pk): pk for pk in pks}
        return {slots[slot]: km for slot, km in self.index.geography.distances(slots, self.request.around).items()}

    @cached_property
    def ceiling(self) -> float:
        """Return the points of an entry that would hold every word at the highest level, whether one does or not.

        Points of two kinds of entries are compared as shares of this.
        """
        rarities = (self._matcher.rarity(size(clause.layers)) for clause in self.clauses)
        return LEVELS * sum(rarities) + sum(map(max, self._bonus))

    @cached_property
    def partial(self) -> list[tuple[int, int]]:
        """When few documents hold all the words, the best of those that hold some, with their points.

        They are never counted with the others.
        """
        if self.total >= ENOUGH or len(self.clauses) < 2:
            return []
        several = self._matcher.loosely(self._asked)
        some = union(map(documents, several)) & self.without(WORDS)
        some = some - self.found - self._unwanted
        layers: Layers = {0: some}
        for one in several:
            layers = added(layers, within(one, some))
            layers = added(layers, within(self._held(one), some))
        for more in self._bonus:
            layers = added(layers, within(more, some))
        return self._scored(layers, ENOUGH)

    def lacking(self, pk: int) -> list[str]:
        """The words that an entry does not hold, as they were typed."""
        slot = self.index.slots.of(pk)
        lacking = [clause.asked.split() for clause in self.clauses if slot not in clause.documents]
        return [as_written(tuple(words), [self.request.text]) for words in lacking]

    def _held(self, layers: Layers) -> Layers:
        """What an entry gains for holding a thing at all: two things in a summary are more than one in a title."""
        return {round(HELD * self._matcher.rarity(size(layers))): documents(layers)}

    def closest(self, word: str) -> Guess:
        """The known word that another was most likely meant to be."""
        return self._matcher.closest(word)

    @cached_property
    def clauses(self) -> list[Clause]:
        return self._matcher.clauses(self._asked)

    @cached_property
    def filters(self) -> dict[str, BitMap]:
        """Return `{name of a filter in force: documents}`, kept apart so that each can be taken away."""
        facets = {name: self._having(name, values) for name, values in self.request.values.items() if values}
        numbers = {name: self._between(bound) for name, bound in self.request.bounds.items()}
        unknown = {name: BitMap() for name in self.request.unknown}
        return facets | numbers | self._place_filter() | self._word_filter() | unknown

    def _between(self, bound: Bound) -> BitMap:
        return self.index.numbers[bound.number].between(bound.low, bound.high)

    def _having(self, name: str, values: Collection[str]) -> BitMap:
        facet = self.index.facets[name].by_value
        return union(facet[value] for value in values if value in facet)

    def _place_filter(self) -> dict[str, BitMap]:
        return {AROUND: self.index.geography.around(self.request.around)} if self.request.around else {}

    def _word_filter(self) -> dict[str, BitMap]:
        if not self._asked:
            return {}
        found = intersection([clause.documents for clause in self.clauses] or [self.index.alive])
        return {WORDS: found - self._unwanted if self._unwanted else found}

    @cached_property
    def _points(self) -> Layers:
        """The points of documents, found or not: those of every clause, and more for words that follow one another."""
        layers, *others = [clause.layers for clause in self.clauses] or [{0: self.found}]
        for more in (*others, *self._bonus):
            layers = added(within(layers, self.found), within(more, self.found))
        return layers

    @property
    def _bonus(self) -> list[Layers]:
        return self._matcher.bonus(self._asked)

    def _ranked(self, layers: Iterable[BitMap], start: int, stop: int) -> list[int]:
        """Return the documents of a page, layer after layer; layers are read no further than the page."""
        order, slots = self.index.orders[self._default], []
        for layer in layers:
            if start < len(layer):
                slots += order.page(layer, max(start, 0), min(stop, len(layer)))
            start, stop = start - len(layer), stop - len(layer)
            if stop <= 0:
                break
        return slots

    def _pks(self, slots: Sequence[int]) -> list[int]:
        return [self.index.pks[slot] for slot in slots]

    @property
    def _default(self) -> str:
        return self.index.schema.default_sort

    @cached_property
    def _asked(self):  # type: ignore[no-untyped-def]
        return ask(self.request.text)

    @cached_property
    def _matcher(self) -> Matcher:
        return self.index.matcher(self.synonyms, self.request.corrects, self.request.plain, self._begins)

    @property
    def _begins(self) -> bool:
        return self.request.plain or self.request.begins

    @property
    def is_begun(self) -> bool:
        """Whether the last word is none that an entry holds, nor a name."""
        word = self._asked.typed
        return bool(word) and not self.index.lexicon.forms(word) and not self.synonyms.name((word,))

    @cached_property
    def _unwanted(self) -> BitMap:
        return self._matcher.unwanted(self._asked)
