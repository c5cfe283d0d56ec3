"""A facet as a page shows it."""

from itertools import chain

from django.utils.functional import cached_property

from .french import fold


class FilledFacet:
    """A facet with its choices, as the page shows it: the first ones, and how many more there are."""

    def __init__(self, name, facet, counts, chosen):
        self.name, self.facet, self._counts, self._chosen = name, facet, counts, chosen
        self.url = ""  # of the page of all its values
        self.typed = None  # the field where one of its values may be written
        self._options = facet.options(chain(counts, chosen))

    @property
    def label(self):
        return self.facet.label

    @property
    def in_use(self):
        return bool(self._chosen or self.typed and self.typed["value"])

    def narrows(self, total):
        """Whether a choice would leave some of the entries out."""
        return any(count < total for count in self._counts.values())

    @property
    def is_empty(self):
        """Whether there is no value to choose."""
        return not self.first

    @cached_property
    def choices(self):
        return self._options.choices(self._counts, self._chosen, self.facet.by_count)

    @cached_property
    def first(self):
        """The first values and the other chosen ones."""
        head = self._options.choices(self._counts, self._chosen, self.facet.by_count, most=self.facet.shown)
        shown = {choice.value for choice in head}
        rest = [value for value in self._chosen if value in self._options.by_value and value not in shown]
        return [*head, *(self._options.choice(value, self._counts, self._chosen) for value in rest)]

    @cached_property
    def more(self):
        """How many values there are besides the first ones."""
        return self._options.offered(self._counts, self._chosen) - len(self.first)

    @property
    def groups(self):
        """All the choices by group, in the order of the alphabet unless the facet has its own."""
        groups = {}
        for choice in self.choices:
            groups.setdefault(choice.group or self.label, []).append(choice)
        return {name: sorted(group, key=by_label) if self.facet.by_count else group for name, group in groups.items()}


def by_label(choice):
    return fold(choice.label)
