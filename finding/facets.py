"""A facet as a page shows it."""

from functools import partial
from math import inf

from django.utils.functional import cached_property

from french.folding import fold


class FilledFacet:
    """A facet with its choices, as the page shows it: the first ones, and whether there are more."""

    def __init__(self, name, facet, options, search, chosen):
        self.name, self.facet, self._chosen = name, facet, chosen
        self.url = ""  # of the page of all its values
        self.typed = None  # the field where one of its values may be written
        self._options, self._search, self._counts = options, search, {}  # by group of values

    def _count(self, values, most=None):
        """Return the counts of `values`, zeros left out; with `most`, only enough to know the `most` largest."""
        if (values, most) not in self._counts:
            count = partial(self._search.highest, most=most) if most else self._search.counts
            self._counts[values, most] = count(self.name, values)
        return self._counts[values, most]

    @property
    def label(self):
        return self.facet.label

    @property
    def in_use(self):
        return bool(self._chosen or self.typed and self.typed["value"])

    def narrows(self, total):
        """Return whether some choice would leave entries out: a facet whose values all have all of them is no use."""
        return least(self._head) < total or least(self.choices) < total

    @property
    def is_empty(self):
        """Whether no value gives results."""
        return not self._search.offers(self.name, self._options.by_value)

    @cached_property
    def choices(self):
        return self._options.choices(self._count, self._chosen, self.facet.by_count)

    @cached_property
    def first(self):
        """The first values and the other chosen ones."""
        head = self._head[: self.facet.shown]
        shown = {choice.value for choice in head}
        rest = [value for value in self._chosen if value in self._options.by_value and value not in shown]
        return head + [self._options.choice(value, self._count((value,)), self._chosen) for value in rest]

    @property
    def has_more(self):
        """Whether there are other values than the first ones."""
        return len(self._head) > len(self.first)

    @cached_property
    def _head(self):
        """Return the first choices, one more than are shown so as to know that there are more.

        The ranks that come after are not even counted.
        """
        most = self.facet.shown + len(self._chosen) + 1
        return self._options.choices(self._count, self._chosen, self.facet.by_count, most)

    @property
    def groups(self):
        """All the choices by group, in the order of the alphabet unless the facet has its own."""
        groups = {}
        for choice in self.choices:
            groups.setdefault(choice.group or self.label, []).append(choice)
        return {name: sorted(group, key=by_label) if self.facet.by_count else group for name, group in groups.items()}


def least(choices):
    """How many entries the rarest of some choices gives."""
    return min((choice.count for choice in choices), default=inf)


def by_label(choice):
    return fold(choice.label)
