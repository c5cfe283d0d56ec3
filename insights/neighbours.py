"""The territories around another one: the nearest of the same kind where projects happen, from centre to centre.

A centre is the point that official files give, or the commune of a tiers-lieu. Borders would say more, but only
those of the départements are known here, and four EPCI go beyond them.
"""

from itertools import islice

from pyroaring import BitMap

from directory.registry import KINDS
from engine.geography import Around
from finding.memory.library import library
from finding.weights import weights
from territories.models import Territory

from .profile import with_project_count

MOST = 6
RADIUS = {  # kilometres beyond which a territory is no neighbour
    Territory.Kind.DEPARTEMENT: 200,
    Territory.Kind.POLE: 300,
    Territory.Kind.EPCI: 100,
    Territory.Kind.COMMUNE: 50,
    Territory.Kind.TIERS_LIEU: 60,
}


def neighbours(territory):
    """The nearest ones, with `distance` and `project_count`; none for a région, or for a place of unknown centre.

    Of tiers-lieux, which are few, all; of the others those where a project happens. None for a commune without any,
    whose page offers what is near in the place of its projects (`finding.elsewhere`).
    """
    centre = centre_of(territory)
    is_empty_commune = territory.kind == Territory.Kind.COMMUNE and not with_project_count(territory).project_count
    if territory.kind not in RADIUS or not centre or is_empty_commune:
        return []
    kind = "tiers-lieux" if territory.is_tiers_lieu else "territories"
    index, circle = library.index(kind), Around(centre, RADIUS[territory.kind])
    slots = index.geography.around(circle) & index.alive
    if not territory.is_tiers_lieu:
        # those that hold projects or structures, already counted: the rows of the hundreds of others are not read
        holding = BitMap(map(index.slots.of, weights(kind)))
        slots &= index.facets["type"].by_value[territory.kind] & holding
    slots.discard(index.slots.of(territory.pk))
    distances = index.geography.distances(slots, circle)
    nearest = sorted(distances, key=lambda slot: (distances[slot], slot))
    return list(islice(told(kind, {index.pks[slot]: distances[slot] for slot in nearest}), MOST))


def told(kind, distances):
    """Yield the territories worth going to, read a few at a time."""
    pks = iter(distances)
    while some := list(islice(pks, 2 * MOST)):
        for row in with_facts(kind, {pk: distances[pk] for pk in some}):
            if row.project_count or row.is_tiers_lieu:
                yield row


def centre_of(territory):
    """The point of a territory, or of where it stands."""
    for place in filter(None, (territory, territory.located_in)):
        if place.latitude is not None:
            return place.latitude, place.longitude
    return None


def with_facts(kind, distances):
    """The territories, in that order, each with how far it is and how many projects it has."""
    rows = KINDS[kind].entries().prefetch_related("containers").in_bulk(distances.keys())
    for pk, row in rows.items():
        with_project_count(row).distance = distances[pk]
    return [rows[pk] for pk in distances if pk in rows]
