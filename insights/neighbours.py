"""The territories around another one: the nearest of the same kind, from centre to centre.

A centre is the point that official files give, or the commune of a tiers-lieu. Borders would say more, but only
those of the départements are known here, and four EPCI go beyond them.
"""

from directory.registry import KINDS
from engine.geography import Around
from finding.memory.library import library
from territories.models import Territory

from .profile import with_project_count

MOST = 6
RADIUS = {  # kilometres beyond which a territory is no neighbour
    Territory.Kind.DEPARTEMENT: 200,
    Territory.Kind.POLE: 300,
    Territory.Kind.EPCI: 60,
    Territory.Kind.COMMUNE: 20,
    Territory.Kind.TIERS_LIEU: 60,
}


def neighbours(territory):
    """The nearest ones, with `distance` and `project_count`; none for a région, or for a place of unknown centre."""
    centre = centre_of(territory)
    if territory.kind not in RADIUS or not centre:
        return []
    kind = "tiers-lieux" if territory.is_tiers_lieu else "territories"
    index, circle = library.index(kind), Around(centre, RADIUS[territory.kind])
    slots = index.geography.around(circle) & index.alive
    if not territory.is_tiers_lieu:
        slots &= index.facets["type"].by_value[territory.kind]
    slots.discard(index.slots.of(territory.pk))
    distances = index.geography.distances(slots, circle)
    nearest = sorted(distances, key=lambda slot: (distances[slot], slot))[:MOST]
    return with_facts(kind, {index.pks[slot]: distances[slot] for slot in nearest})


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
