"""How territories and tiers-lieux are found."""

from dataclasses import replace

from finding.documents import Source
from finding.kinds import register

from .filters import TerritoryFilterSet, TiersLieuFilterSet, departements_of
from .models import FormerName, Territory

GROUPS = {
    Territory.Kind.REGION: "Région",
    Territory.Kind.POLE: "Pôles",
    Territory.Kind.DEPARTEMENT: "Départements",
    Territory.Kind.EPCI: "Intercommunalités",
    Territory.Kind.COMMUNE: "Communes",
}


@register
class TerritorySource(Source):
    """The territories of today."""

    name = "territories"
    label, plural = "territoire", "territoires"
    section = "Territoires"
    views = "territories:"
    filterset_class = TerritoryFilterSet
    points = ("",)
    has_families = False
    parts_kind = "territories.territory"
    reached_by = {"territories.territory": ("containers",)}

    def entries(self):
        return super().entries().administrative().current()

    homonyms = staticmethod(departements_of)

    def parts(self):
        """The départements of what are no territories any more: « Limousin », « Périgord »."""
        names = FormerName.objects.filter(territory__kind=Territory.Kind.DEPARTEMENT)
        return names.values_list("territory__name", "name")

    def suggestion(self, entry):
        """Homonyms are told apart, and each goes with its like."""
        return replace(super().suggestion(entry), group=GROUPS[entry.kind], label=entry.full_name)


@register
class TiersLieuSource(Source):
    """The published tiers-lieux."""

    name = "tiers-lieux"
    label, plural = "tiers-lieu", "tiers-lieux"
    section = "Tiers-lieux"
    views = "territories:tiers-lieu-"
    filterset_class = TiersLieuFilterSet
    points = ("", "located_in")
    reached_by = {
        "territories.territory": ("containers",),
        "actors.actor": ("actors_seated",),
        "directory.term": ("actors_seated__actor_type", "actors_seated__disciplines"),
    }

    homonyms = staticmethod(departements_of)

    def suggestion(self, entry):
        return replace(super().suggestion(entry), label=entry.full_name)
