"""A search across all the kinds of entries: one list, the best answers first.

A word may be rare in one kind and common in another: points are compared as shares of the most that there could be.
"""

from functools import cached_property
from operator import itemgetter

from directory.registry import KINDS
from engine.analysis import ask, lighter
from engine.matching import NO_GUESS
from engine.search import ENOUGH, Request
from engine.spelling import as_written

from .memory.answers import corrected, search


class Everywhere:
    """What the words of a reader find in every index. Points are compared from one kind to another."""

    def __init__(self, text):
        self.text = text

    def __len__(self):
        return sum(one.total for one in self.searches.values())

    def __getitem__(self, place):
        return fetched(self._compared({name: one.scored(place.stop) for name, one in self.searches.items()})[place])

    @cached_property
    def searches(self):
        """Return the search of each kind: of the corrected words when no kind knows one of them, else as typed."""
        return self._searches(self._understood) if self._understood else self._as_typed

    @property
    def suggestion(self):
        """The search with the words that were meant; empty when every word is known somewhere."""
        return corrected(self.text, self._meant, [entry for _kind, entry in self[:ENOUGH]] if self._meant else ())

    @cached_property
    def _understood(self):
        return corrected(self.text, self._meant)

    @cached_property
    def _meant(self):
        """For each word that no kind of entry knows, the one that it looks like."""
        unknown = [one.corrected.keys() for one in self._as_typed.values()]
        words = set.intersection(*map(set, unknown)) if unknown else ()
        return {word: self._closest(word) for word in words}

    @cached_property
    def _as_typed(self):
        return self._searches(self.text)

    def _compared(self, several):
        """Entries of several kinds, `{kind: [(key, points)]}`, the best ones first."""
        shares = [
            (points / (self.searches[name].ceiling or 1), name, pk)  # no word, no ceiling
            for name, found in several.items()
            for pk, points in found
        ]
        return [(name, pk) for _share, name, pk in sorted(shares, key=itemgetter(0), reverse=True)]

    def _searches(self, text):
        """Nothing is looked for until something is wanted: « -casque » alone would find nearly everything."""
        if not ask(text).wants:
            return {}
        return {name: search(kind, Request(text, corrects=False)) for name, kind in KINDS.searched().items()}

    def _closest(self, word):
        """Of the words that it was most likely meant to be in each kind of entry, the best guess."""
        guesses = (one.closest(word) for one in self._as_typed.values())
        return min((one for one in guesses if one != NO_GUESS), default=NO_GUESS)[-1]

    @property
    def by_kind(self):
        """The kinds of entries that hold something, and how much, the most first."""
        totals = [(KINDS[name], one.total) for name, one in self.searches.items() if one.total]
        return sorted(totals, key=itemgetter(1), reverse=True)

    @cached_property
    def partial(self):
        """When few entries hold all the words, those that hold some of them."""
        if len(self) >= ENOUGH:
            return []
        return fetched(self._compared({name: one.partial for name, one in self.searches.items()})[:ENOUGH])

    @property
    def lighter(self):
        """When nothing is found, the search without one of its words, when that finds something, and how much."""
        rests = () if len(self) else lighter(self.text).items()
        found = ((as_written((word,), [self.text]), rest, len(Everywhere(rest))) for word, rest in rests)
        return sorted((one for one in found if one[-1]), key=itemgetter(2), reverse=True)

    @property
    def related(self):
        """The other names that were looked for too."""
        related = {}
        for one in self.searches.values():
            for asked, others in one.related:
                related.setdefault(asked, {}).update(dict.fromkeys(others))
        return {asked: list(others) for asked, others in related.items()}


def fetched(found):
    """The entries with what tells them from their homonyms, in the order in which they were found.

    One query for each kind, and one more where homonyms are told apart.
    """
    entries = {}
    for name in {name for name, _pk in found}:
        kind = KINDS[name]
        rows = kind.entries().prefetch_related(*kind.homonyms())
        rows = rows.in_bulk([pk for other, pk in found if other == name])
        entries |= {(name, pk): entry for pk, entry in rows.items()}
    return [(KINDS[name], entries[name, pk]) for name, pk in found if (name, pk) in entries]
