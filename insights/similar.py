"""The projects that are like another one, and why: what they share, which says the more as fewer projects have it.

All is read from the index, on whole sets of projects at once.
"""

from dataclasses import dataclass
from functools import cached_property
from math import log2

from pyroaring import BitMap

from directory.registry import KINDS
from engine.ranking import added, best
from finding.memory.library import library
from french.typography import joined, plural, typographic
from projects.models import Project

MOST = 3  # projects shown
REASONS = 3  # told of each
# How much it says to share a value that half of the projects have; twice as much for a quarter of them, and so on
WEIGHTS = {
    "structure": 10,
    "technologie": 10,
    "forme": 8,
    "discipline": 8,
    "territoire": 6,
    "dispositif": 4,
    "metier": 4,
    "objectif": 3,
}
LINEAGE = 100  # one takes up something of the other: as much as a technology that one project in a thousand has
LEAST = 20  # points below which projects are not alike: as much as one technology that a quarter of them have
TELLING = 5  # points below which a value is no reason: about as much as a métier that two projects in five have


@dataclass(frozen=True)
class Similar:
    """A project that is like another one, and what they share, in words."""

    project: Project
    reasons: list


@dataclass(frozen=True)
class Shared:
    """A value that a project has, who else has it, and what sharing it is worth."""

    facet: str
    value: str
    slots: BitMap
    points: int


def similar(project):
    """The projects most like this one, those that share most with it first; nothing for one that is not public."""
    index = library.index("projects", examples=project.is_example)
    if not index.known([project.pk]):
        return []
    likeness = Likeness(index, project)
    projects = Project.objects.published().for_cards().in_bulk(likeness.pks)
    return [Similar(projects[pk], likeness.reasons(pk)) for pk in likeness.pks if pk in projects]


class Likeness:
    """What the index knows of one project and of those that share something with it."""

    def __init__(self, index, project):
        self._index, self._slot = index, index.slots.of(project.pk)
        self._taken_up = {link.origin_id: "ce projet en a repris une part" for link in project.reuses.all()}
        self._taken_up |= {link.project_id: "reprend une part de ce projet" for link in project.reused_by.all()}

    @cached_property
    def pks(self):
        """The projects most like it, the closest first."""
        order, found = self._index.orders[self._index.schema.default_sort], []
        for points in sorted(self._layers, reverse=True):
            found += order.page(self._layers[points], 0, MOST - len(found))
        return [self._index.pks[slot] for slot in found]

    def reasons(self, pk):
        """What a project shares with it: the lineage, then what few projects have."""
        slot = self._index.slots.of(pk)
        by_facet = {}
        for shared in self._shared:
            if slot in shared.slots and shared.points >= TELLING:
                by_facet.setdefault(shared.facet, []).append(shared.value)
        told = filter(None, (in_words(facet, values) for facet, values in by_facet.items()))
        return [*filter(None, [self._taken_up.get(pk)]), *told][:REASONS]

    @cached_property
    def _layers(self):
        """The other projects, by points: those that could no longer be among the best are left on the way."""
        layers = {0: self._index.alive - BitMap([self._slot])} if self._shared or self._taken_up else {}
        criteria = sorted(self._criteria(), key=max, reverse=True)
        rest = sum(map(max, criteria))
        for criterion in criteria:
            rest -= max(criterion)
            layers = hopeful(added(layers, criterion), rest)
        return layers

    def _criteria(self):
        """What gives points; of the territories, which hold one another, only the narrowest does."""
        yield from ({one.points: one.slots} for one in self._shared if one.facet != "territoire")
        if nested := [{one.points: one.slots} for one in self._shared if one.facet == "territoire"]:
            yield best(nested)
        if self._taken_up:
            yield {LINEAGE: BitMap([self._index.slots.of(pk) for pk in self._taken_up])}

    @cached_property
    def _shared(self):
        """What the project has and others have too, the most telling first."""
        every = (
            self._value(facet, value, slots)
            for facet in WEIGHTS
            for value, slots in self._index.facets[facet].by_value.items()
            if self._slot in slots
        )
        return sorted((one for one in every if one.points > 0), key=lambda one: -one.points)

    def _value(self, facet, value, slots):
        holders = len(slots & self._index.alive)
        points = WEIGHTS[facet] * log2(len(self._index.alive) / holders) if holders > 1 else 0
        return Shared(facet, value, slots, round(points))


def hopeful(layers, rest):
    """The layers that may still hold one of the most alike, when so many points are left to win."""
    floor, count = LEAST, 0
    for points in sorted(layers, reverse=True):
        count += len(layers[points])
        if count >= MOST:
            floor = max(floor, points)
            break
    return {points: layer for points, layer in layers.items() if points + rest >= floor}


def in_words(facet, values):
    """« mêmes technologies : son spatial et géolocalisation »; general ones are told by the narrower."""
    declared = KINDS["projects"].facets[facet]
    known = declared.options(values).by_value
    found = [known[value] for value in values if value in known]
    if facet == "territoire":
        found = sorted(found, key=lambda option: option.rank)[-1:]
    general, label = {option.group for option in found}, declared.label.lower()
    told = [option.label for option in found if option.label not in general]
    same = plural(len(told), f"même {label}", f"mêmes {plural(2, label)}")
    return typographic(f"{same} : {joined(told)}") if told else ""
