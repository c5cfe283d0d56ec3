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
from french.typography import NBSP, plural
from territories.models import Territory

from .matrix import by_metier


@dataclass(frozen=True)
class Scale:
    """The kind of territories that are told inside a wider one, and how they are called there."""

    kind: str
    title: str
    every: str  # the link to all of them


DEPARTEMENTS = Scale(Territory.Kind.DEPARTEMENT, "Départements", "Tous ses départements")
COMMUNES = Scale(Territory.Kind.COMMUNE, "Communes", "Toutes ses communes")
SCALES = {
    Territory.Kind.REGION: DEPARTEMENTS,
    Territory.Kind.DEPARTEMENT: COMMUNES,
    Territory.Kind.EPCI: COMMUNES,
    Territory.Kind.POLE: COMMUNES,
}
FACETS = ("metier", "discipline", "technologie", "forme")  # where a territory may be unlike the region
SPECIALITIES = 5  # shown
ENOUGH = 5  # projects below which a territory has no profile: one more would change it altogether
SEVERAL = 3  # projects that a speciality takes: what happened twice may be chance
TIMES = 1.5  # how much more often than in the region: less may be chance, with so few projects
NOUNS = {
    "projects": ("projet", "projets"),
    "actors": ("structure", "structures"),
    "tiers-lieux": ("tiers-lieu", "tiers-lieux"),
}
PROJECTS, ACTORS, TIERS_LIEUX, INSIDE = 3, 6, 6, 12  # shown of each


class Inside:
    """The entries of one kind that are in a territory."""

    def __init__(self, kind, territory):
        self.kind, self.index = kind, library.index(kind)
        self.slots = self.index.facets["territoire"].by_value.get(territory.slug, BitMap()) & self.index.alive
        self.tally = Tally(self.index, self.slots)

    def __len__(self):
        return len(self.slots)

    @property
    def noun(self):
        """An entry, and several, as the page of a territory calls them."""
        return NOUNS[self.kind]

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
    def told(self):
        """« Le numérique culturel à Pau (Pyrénées-Atlantiques) : 3 projets, 1 structure, 2 tiers-lieux. »"""
        territory, inside = self.territory, (self.projects, self.actors, self.tiers_lieux)
        departement = territory.departement if territory.full_name != territory.name else None
        where = f"{territory.phrase} ({departement.name})" if departement else territory.phrase
        numbers = (f"{len(one)} {plural(len(one), *one.noun)}" for one in inside)
        return f"Le numérique culturel {where}{NBSP}: {', '.join(numbers)}."

    @property
    def figures(self):
        """Pairs of a number and of what it counts, for each kind that is there."""
        every = (
            (self.projects, "projet y a lieu", "projets y ont lieu"),
            (self.actors, "structure y a son siège", "structures y ont leur siège"),
            (self.tiers_lieux, "tiers-lieu", "tiers-lieux"),
        )
        return [(len(inside), plural(len(inside), *words)) for inside, *words in every if len(inside)]

    @property
    def all_projects(self):
        return len(self.projects.index.alive)

    @cached_property
    def amounts(self):
        """The public amounts known of the projects, in euros."""
        return self._numbers("public_amount")

    @property
    def amount(self):
        return sum(self.amounts)

    @property
    def grants(self):
        """Of how many grants the sum is: « 31 financements, dont 4 sans montant connu »."""
        number, known = (int(sum(self._numbers(name))) for name in ("public_grants", "public_known"))
        unknown = f", dont {number - known} sans montant connu" if known < number else ""
        return f"{number}{NBSP}{plural(number, 'financement')}{unknown}"

    def _numbers(self, name):
        """A number of each project of the territory, where it is known."""
        units = self.projects.index.numbers[name].by_slot
        return [units[slot] / UNITS for slot in self.projects.slots if units[slot] != MISSING]

    @cached_property
    def metiers(self):
        return by_metier(self.projects.tally)

    @property
    def main_metiers(self):
        """The two most frequent, which its cover is drawn with."""
        known = [cell for cell in self.metiers if cell.count]
        return [cell.metier for cell in sorted(known, key=lambda cell: -cell.count)[:2]]

    @property
    def scale(self):
        """The scale of what is told inside the territory; None when nothing is smaller."""
        return SCALES.get(self.territory.kind)

    @cached_property
    def inhabited(self):
        """The territories of the next scale where projects happen, those that have most of them first."""
        if not self.scale:
            return []
        inside = Territory.objects.published().real().within(self.territory).of_kind(self.scale.kind)
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
