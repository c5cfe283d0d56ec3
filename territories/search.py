"""How territories and tiers-lieux are found."""

from directory.search.library import register
from directory.search.source import Source

from .filters import TerritoryFilterSet, TiersLieuFilterSet


@register
class TerritorySource(Source):
    """The territories of today."""

    name = "territories"
    label = "territoire"
    filterset_class = TerritoryFilterSet
    points = ("",)
    has_families = False
    reached_by = {"territories.territory": ("containers",)}

    def entries(self):
        return super().entries().administrative().current()


@register
class TiersLieuSource(Source):
    """The published tiers-lieux."""

    name = "tiers-lieux"
    label = "tiers-lieu"
    filterset_class = TiersLieuFilterSet
    points = ("", "located_in")
    reached_by = {
        "territories.territory": ("containers",),
        "actors.actor": ("actors_seated",),
        "directory.term": ("actors_seated__actor_type", "actors_seated__disciplines"),
    }
