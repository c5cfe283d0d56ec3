"""The map of the projects on pages that are not their list: the home page, the list of territories, a territory."""

from django.urls import reverse

from directory.registry import KINDS
from engine.search import Request
from finding.memory.answers import search
from territories.cartography.atlas import atlas
from territories.cartography.drawing import LocalMap, Map
from territories.cartography.spread import FACET, Spread
from territories.models import Territory

NOUN = "projet"
GRAINY = (Territory.Kind.COMMUNE, Territory.Kind.EPCI, Territory.Kind.POLE)  # no outline of theirs is known


def project_map():
    """All projects, in the whole region."""
    return Map(spread_in(), address, NOUN)


def territory_map(territory):
    """The projects of a territory, in its départements; nothing when it has none, or these are unknown."""
    if territory.kind == Territory.Kind.REGION:
        return project_map()
    communes = communes_of(territory)
    codes = {commune.departement for commune in communes} or {territory.code}
    grains = communes if territory.kind in GRAINY else ()
    drawn = LocalMap(spread_in(territory.slug), address, NOUN, codes, grains)
    return drawn if drawn.rings and drawn.discs else None


def spread_in(*slugs):
    return Spread(search(KINDS["projects"], Request(values={FACET: slugs})))


def communes_of(territory):
    slugs = Territory.objects.communes().within(territory).values_list("slug", flat=True)
    return [atlas().communes[slug] for slug in slugs if slug in atlas().communes]


def address(territory):
    return f"{reverse('projects:list')}?{FACET}={territory}"
