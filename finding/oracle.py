"""What a list answers, asked of the database by the plain ORM: slow, and what the index is held to.

Each criterion narrows a queryset by itself (`Criterion.filter`). Words are looked for as they are written, in the
texts of an entry alone: what the index says of them has its own reference in the tests.
"""

from collections import defaultdict

from django.db.models import Count


class Oracle:
    """A list of entries and the filters asked of it."""

    def __init__(self, filterset, entries):
        self.filterset, self.entries = filterset, entries

    def matching(self, without=None):
        """The entries that all the filters leave, but for the one named."""
        if self.filterset.unknown.keys() - {without}:
            return self.entries.none()
        queryset = self.entries
        for name, item in self.filterset.filters.items():
            if name != without:
                queryset = self._narrowed(queryset, name, item)
        return queryset

    def counts(self, name):
        """How many entries each value of a facet would give, the other filters applied."""
        counts, matching = {}, self.matching(without=name)
        if self.filterset.facets[name].everything:
            return self._counts_of_any(self.filterset.facets[name], matching)
        for expression in self.filterset.facets[name].values:
            rows = matching.order_by().annotate(found=expression).exclude(found=None).values("found")
            counts |= {row["found"]: row["n"] for row in rows.annotate(n=Count("pk", distinct=True))}
        return {value: count for value, count in counts.items() if value != ""}

    def _counts_of_any(self, facet, matching):
        """The same, when some entries answer to any value."""
        found = defaultdict(set)
        for expression in facet.values:
            for pk, value in matching.order_by().annotate(found=expression).values_list("pk", "found"):
                found[value].add(pk)
        for value in facet.all_values():
            found[value] |= found[facet.everything]
        return {value: len(pks) for value, pks in found.items() if value not in (None, "", facet.everything) and pks}

    def sorted(self):
        """The entries in the order asked for."""
        return self.matching().order_by(*self.filterset.SORTS[self.filterset.sort].ordering)

    def _narrowed(self, queryset, name, item):
        value = self.filterset.chosen(name)
        if name in self.filterset.facets:
            return queryset.filter(item.answered(self.entries, value)) if value else queryset
        return item.filter(queryset, value)
