"""What a list answers, asked of the database by the plain ORM: slow, and what the index is held to.

The facets, the bounds and the sorts are those that the list declares; words have their own reference in the tests.
"""

from collections import defaultdict

from django.db.models import Count, F, Q


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
                queryset = self._narrowed(queryset, item, self.filterset.chosen(name))
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
        fields = self.filterset.SORTS[self.filterset.sort].fields
        return self.matching().order_by(*map(unknown_last, fields), "pk")

    def _narrowed(self, queryset, item, value):
        if item in self.filterset.facets.values():
            return queryset.filter(self._answering(item, value)) if value else queryset
        return item.filter(queryset, value)

    def _answering(self, facet, chosen):
        found, meant = Q(), [*chosen, *filter(None, [facet.everything])]
        for expression in facet.values:
            rows = self.entries.annotate(found=expression).filter(found__in=meant)
            found |= Q(pk__in=rows.order_by().values("pk"))
        return found


def unknown_last(field):
    column = F(field.removeprefix("-"))
    return column.desc(nulls_last=True) if field.startswith("-") else column.asc(nulls_last=True)
