"""The entries that a search finds: known by their keys, read only when they must be."""

from collections.abc import Sequence
from functools import partial

from django.utils.functional import cached_property

from .sorts import DISTANCE, RELEVANCE


class ShownEntries(Sequence):
    """Entries in their order, read from the database when one of them is looked at."""

    def __init__(self, kind, search, pks):
        self.pks, self.distances = pks, search.distances(pks)
        self._kind = kind

    def __len__(self):
        return len(self.pks)

    def __getitem__(self, place):
        return self._entries[place]

    @cached_property
    def _entries(self):
        return self.read(self.pks)

    def read(self, pks):
        """Some of the entries, but for those that are no longer there."""
        rows = self._kind.rows(pks)
        for row in rows:
            row.distance = self.distances.get(row.pk)
        return rows


class Results:
    """The entries found, in their order, a page at a time."""

    def __init__(self, kind, search, sort):
        self._kind, self._search, self._sort = kind, search, sort

    def __len__(self):
        return self._search.total

    def __getitem__(self, place):
        return ShownEntries(self._kind, self._search, self._pks(place.start, place.stop))

    def _pks(self, start, stop):
        by_answer = {RELEVANCE: self._search.best, DISTANCE: self._search.nearest}
        page = by_answer.get(self._sort) or partial(self._search.page, self._sort)
        return page(start, stop)
