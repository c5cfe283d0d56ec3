"""A search across all the kinds of entries: one list, the best answers first."""

from functools import cached_property
from itertools import groupby

from ..french import fold
from .finding import search
from .library import SOURCES
from .search import ENOUGH, Request


class Everywhere:
    """What the words of a reader find in every index. Points are compared from one kind to another."""

    def __init__(self, text):
        self.text = text

    def __len__(self):
        return sum(one.total for one in self.searches.values())

    def __getitem__(self, place):
        best = [(-points, name, pk) for name, one in self.searches.items() for pk, points in one.scored(place.stop)]
        return fetched(sorted(best, key=lambda found: found[0])[place])

    @cached_property
    def searches(self):
        """The answer of each index: to the words as they were meant, when no kind of entry knows one of them."""
        return self._searches(self.suggestion) if self.suggestion else self._as_typed

    @cached_property
    def suggestion(self):
        """The search with the words that were meant; empty when every word is known somewhere."""
        text = self.text
        for word in set.intersection(*({*one.corrected} for one in self._as_typed.values())) if self._as_typed else ():
            text = respelt(text, word, self._closest(word))
        return text if text != self.text else ""

    @cached_property
    def _as_typed(self):
        return self._searches(self.text)

    def _searches(self, text):
        return (
            {name: search(source, Request(text, corrects=False)) for name, source in SOURCES.items()} if text else {}
        )

    def _closest(self, word):
        """Of the words that look like it in each kind of entry, the most frequent."""
        close = [one.closest(word) for one in self._as_typed.values()]
        return max(close, key=lambda known: known[1])[0] or word

    @cached_property
    def partial(self):
        """When few entries hold all the words, those that hold some of them."""
        if len(self) >= ENOUGH:
            return []
        best = [(-points, name, pk) for name, one in self.searches.items() for pk, points in one.partial]
        return fetched(sorted(best, key=lambda found: found[0])[:ENOUGH])

    @property
    def related(self):
        """The other names that were looked for too."""
        related = {}
        for one in self.searches.values():
            for asked, others in one.related:
                related.setdefault(asked, {}).update(dict.fromkeys(others))
        return {asked: list(others) for asked, others in related.items()}


def fetched(found):
    """The entries, in the order in which they were found: one query for each kind."""
    entries = {}
    for name, group in groupby(sorted(found, key=lambda one: one[1]), key=lambda one: one[1]):
        rows = SOURCES[name].entries().in_bulk([pk for _points, _name, pk in group])
        entries |= {(name, pk): entry for pk, entry in rows.items()}
    return [(SOURCES[name], entries[name, pk]) for _points, name, pk in found if (name, pk) in entries]


def respelt(text, word, other):
    """The text with a folded word written otherwise."""
    return " ".join(other if fold(chunk) == word else chunk for chunk in text.split())
