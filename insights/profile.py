"""What happens in a territory, as the indexes tell it: the same numbers as the lists that its page leads to."""

from dataclasses import dataclass
from functools import cached_property
from math import log2

from pyroaring import BitMap

from directory.registry import KINDS
from engine.columns import MISSING
from engine.tally import Tally
from finding.criteria import UNITS
from finding.memory.library import library
from territories.models import Territory

from .matrix import by_metier

# What is inside, at the next scale
SCALES = {
    Territory.Kind.REGION: Territory.Kind.DEPARTEMENT,
    Territory.Kind.DEPARTEMENT: Territory.Kind.COMMUNE,
    Territory.Kind.EPCI: Territory.Kind.COMMUNE,
    Territory.Kind.POLE: Territory.Kind.COMMUNE,
}
FACETS = ("metier", "discipline", "technologie", "forme")  # where a territory may be unlike the region
SPECIALITIES = 5  # shown
ENOUGH = 4  # projects below which a territory has no profile: one more would change it altogether
SEVERAL = 2  # projects that a speciality takes: what happened once is no speciality
TIMES = 1.5  # how much more often than in the region: less may be chance, with so few projects
PROJECTS, ACTORS, TIERS_LIEUX, INSIDE = 4, 8, 6, 12  # shown of each


class Inside:
    """The entries of one kind that are in a territory."""

    def __init__(self, kind, territory):
        self.kind, self.index = kind, library.index(kind)
        self.slots = self.index.facets["territoire"].by_value.get(territory.slug, BitMap()) & self.index.alive
        self.tally = Tally(self.index, self.slots)

    def __len__(self):
        return len(self.slots)

    def first(self, count):
        """The first entries, in the default order of their list."""
        order = self.index.orders[self.index.schema.default_sort]
        return KINDS[self.kind].rows([self.index.pks[slot] for slot in order.page(self.slots, 0, count)])


@dataclass(frozen=True)
class Speciality:
    """A term that the projects of a territory have more often than those of the region."""

    facet: str
    value: str
    label: str
    here: int
    everywhere: int
    times: float


class Profile:
    """The figures of a territory, and what it is more about than the region."""

    def __init__(self, territory):
        self.territory = territory
        self.projects, self.actors, self.tiers_lieux = (
            Inside(kind, territory) for kind in ("projects", "actors", "tiers-lieux")
        )

    @cached_property
    def shown(self):
        """The first entries of each kind, for the page of the territory."""
        return {
            "projects": self.projects.first(PROJECTS),
            "actors": self.actors.first(ACTORS),
            "tiers_lieux": self.tiers_lieux.first(TIERS_LIEUX),
            "inside": self.inhabited[:INSIDE],
        }

    @property
    def all_projects(self):
        return len(self.projects.index.alive)

    @cached_property
    def amounts(self):
        """The public amounts known of the projects, in euros."""
        cents = self.projects.index.numbers["public_amount"].by_slot
        return [cents[slot] / UNITS for slot in self.projects.slots if cents[slot] != MISSING]

    @property
    def amount(self):
        return sum(self.amounts)

    @cached_property
    def metiers(self):
        return by_metier(self.projects.tally)

    @property
    def main_metiers(self):
        """The two most frequent, which its cover is drawn with."""
        known = [cell for cell in self.metiers if cell.count]
        return [cell.metier for cell in sorted(known, key=lambda cell: -cell.count)[:2]]

    @cached_property
    def inhabited(self):
        """The territories of the next scale where projects happen, those that have most of them first."""
        if self.territory.kind not in SCALES:
            return []
        inside = Territory.objects.published().within(self.territory).of_kind(SCALES[self.territory.kind])
        found = [one for one in inside.order_by("key") if with_project_count(one).project_count]
        return sorted(found, key=lambda one: -one.project_count)

    @cached_property
    def specialities(self):
        """The most telling first: frequent here, and rarer elsewhere.
        The number alone would put first what is common everywhere, the ratio alone what happened by chance.
        """
        if len(self.projects) < ENOUGH:
            return []
        found = [one for facet in FACETS for one in self._specialities_of(facet)]
        return sorted(found, key=lambda one: -one.here * log2(one.times))[:SPECIALITIES]

    def _specialities_of(self, facet):
        options = KINDS["projects"].facets[facet].options
        everywhere, here = self.projects.index.totals[facet], self.projects.tally.counts(facet)
        expected = len(self.projects) / self.all_projects
        for value, count in here.items():
            times = count / (everywhere[value] * expected)
            if count >= SEVERAL and times >= TIMES and (option := options([value]).by_value.get(value)):
                yield Speciality(facet, value, option.label, count, everywhere[value], times)


def with_project_count(territory):
    """The territory, with `project_count`: the number that the list of its projects gives."""
    territory.project_count = library.index("projects").totals["territoire"].get(territory.slug, 0)
    return territory
