"""What the map knows of the territories: their names and where they are, read once for as long as none changes."""

from dataclasses import dataclass

from finding.memory.library import library

from ..matching.answers import departement_of
from ..models import Territory


@dataclass(frozen=True)
class Spot:
    """A territory as a point of the map."""

    slug: str
    name: str
    code: str
    point: tuple | None  # longitude, latitude
    population: int = 0

    @property
    def departement(self):
        return departement_of(self.code)


@dataclass(frozen=True)
class Atlas:
    """The départements by code, the rest by slug."""

    departements: dict
    communes: dict
    tiers_lieux: dict  # the examples too: their list has a map
    hosts: dict  # slug of a tiers-lieu → slug of its commune
    poles: frozenset  # the largest commune of each


def atlas():
    return library.remembered("atlas", {"territories.territory"}, read)


def read():
    known = Territory.objects.published().real()
    tiers_lieux = Territory.objects.published().tiers_lieux().filter(located_in__kind=Territory.Kind.COMMUNE)
    return Atlas(
        departements={spot.code: spot for spot in spots(known.departements())},
        communes={spot.slug: spot for spot in spots(known.communes())},
        tiers_lieux=dict(spots_of_tiers_lieux(tiers_lieux)),
        hosts=dict(tiers_lieux.real().values_list("slug", "located_in__slug")),
        poles=frozenset(hearts(known)),
    )


def spots(territories):
    rows = territories.order_by("key").values_list("slug", "name", "code", "population", "longitude", "latitude")
    return [Spot(slug, name, code, point_of(*point), people or 0) for slug, name, code, people, *point in rows]


def spots_of_tiers_lieux(tiers_lieux):
    """The tiers-lieux where they are, or in the middle of their commune when no better is known."""
    columns = ("longitude", "latitude", "located_in__longitude", "located_in__latitude")
    for slug, name, code, *points in tiers_lieux.values_list("slug", "name", "located_in__code", *columns):
        yield slug, Spot(slug, name, code, point_of(*points[:2]) or point_of(*points[2:]))


def point_of(longitude, latitude):
    return None if latitude is None else (longitude, latitude)


def hearts(known):
    """The slug of the largest commune of each pôle."""
    for pole in known.poles():
        communes = known.communes().within(pole).exclude(population=None)
        yield from communes.order_by("-population").values_list("slug", flat=True)[:1]
