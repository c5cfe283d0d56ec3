"""How the entries that a list found are spread over the territories."""

from functools import cached_property

from ..models import Territory
from .atlas import atlas

FACET = "territoire"


class Spread:
    """How many entries are in each commune and each département. An entry counts once in each that it is in."""

    def __init__(self, search):
        self.search, self.atlas = search, atlas()
        self.chosen = {*search.request.values.get(FACET, ())}

    @property
    def total(self):
        return self.search.total

    @cached_property
    def found(self):
        """By slug of territory, how many of the entries found are there."""
        return self.search.shares(FACET)

    @cached_property
    def offered(self):
        """By slug of territory, how many entries one would find there instead."""
        return self.search.counts(FACET)

    @cached_property
    def communes(self):
        """The communes where there are entries, each with how many: most entries first, then most people."""
        slugs = self.found.keys() & self._shown
        known = ((self.atlas.communes[slug], self.found[slug]) for slug in slugs)
        return sorted(known, key=lambda one: (-one[1], -one[0].population, one[0].slug))

    @cached_property
    def tiers_lieux(self):
        """The tiers-lieux found, each where it is: those of a list of tiers-lieux, by slug."""
        slugs = sorted(self.found.keys() & self.atlas.tiers_lieux.keys())  # a set has another order in each process
        return [(self.atlas.tiers_lieux[slug], self.found[slug]) for slug in slugs]

    @cached_property
    def located(self):
        """How many of the entries found are in a known commune."""
        return self.search.among(FACET, self.found.keys() & self.atlas.communes.keys())

    @property
    def unlocated(self):
        return self.total - self.located

    @property
    def overlaps(self):
        """Whether an entry counts in several communes."""
        return sum(count for _commune, count in self.communes) > self.located

    @cached_property
    def hosts(self):
        """The communes of the tiers-lieux asked for: the list is narrower than them already."""
        return {self.atlas.hosts.get(slug) for slug in self.chosen}

    @cached_property
    def _shown(self):
        """The communes that the map may show: an entry in Charente may also be in Gironde, where nobody asked."""
        if not self.chosen:
            return self.atlas.communes.keys()
        inside = Territory.objects.communes().filter(containers__slug__in=self.chosen).values_list("slug", flat=True)
        return {*inside, *self.hosts} & self.atlas.communes.keys()
