"""Where: what the program is told of territories and of tiers-lieux."""

from dataclasses import replace

from django.db.models import Q

from directory.registry import KINDS
from finding.kinds import Kind

from .columns import TERRITORY_COLUMNS, TIERS_LIEU_COLUMNS
from .details import TERRITORY_DETAILS, TIERS_LIEU_DETAILS
from .filters import TerritoryFilterSet, TiersLieuFilterSet, departements_of
from .matching.communes import known_communes
from .models import FormerName, Territory, TiersLieu

GROUPS = {
    Territory.Kind.REGION: "Région",
    Territory.Kind.POLE: "Pôles",
    Territory.Kind.DEPARTEMENT: "Départements",
    Territory.Kind.EPCI: "Intercommunalités",
    Territory.Kind.COMMUNE: "Communes",
}


@KINDS.register
class TerritoryKind(Kind):
    """The territories of today."""

    name = "territories"
    label, plural = "territoire", "territoires"
    menu, every, rank = "Territoires", "Tous les territoires", 30
    model = Territory
    is_reference = True
    path, pages = "territoires/", "territories:"
    site_map = "territories/_site_map.html"
    filterset_class = TerritoryFilterSet
    points = ("",)
    holds_others = True
    has_families = False
    parts_of = "territories.territory"
    reached_by = {"territories.territory": ("containers",)}
    columns, details = TERRITORY_COLUMNS, TERRITORY_DETAILS

    def listed(self, entries):
        return entries.administrative().current()

    def spots(self, entry):
        return [entry]

    homonyms = staticmethod(departements_of)

    def parts(self):
        """The départements of what are no territories any more: « Limousin », « Périgord »."""
        names = FormerName.objects.filter(territory__kind=Territory.Kind.DEPARTEMENT)
        return names.values_list("territory__name", "name")

    def suggestion(self, entry):
        """Homonyms are told apart, and each goes with its like."""
        return replace(super().suggestion(entry), group=GROUPS[entry.kind], label=entry.full_name)

    def meant(self, text):
        known = known_communes()
        return [known.pks[commune.code] for commune in known.matcher.find(text).candidates]

    def like(self, text):
        known = known_communes()
        return [known.pks[commune.code] for commune in known.matcher.like(text)]

    def variety(self, entry):
        return entry.get_kind_display()

    def in_site_map(self):
        """A commune is worth a visit once a project has happened there."""
        visited = Q(pk__in=Territory.objects.with_a_project().values("pk"))
        return super().in_site_map().administrative().current().filter(visited | ~Q(kind=Territory.Kind.COMMUNE))

    def landmarks(self):
        territories = self.public().current().order_by("key")
        return {"groups": {"Trois pôles": territories.poles(), "Départements": territories.departements()}}


@KINDS.register
class TiersLieuKind(Kind):
    """The published tiers-lieux."""

    name = "tiers-lieux"
    label, plural = "tiers-lieu", "tiers-lieux"
    section = menu = "Tiers-lieux"
    every, rank = "Tous les tiers-lieux", 40
    model = TiersLieu
    is_reference = True
    path, pages = "tiers-lieux/", "territories:tiers-lieu-"
    filterset_class = TiersLieuFilterSet
    points = ("", "located_in")
    reached_by = {
        "territories.territory": ("containers",),
        "directory.term": ("actors_seated__actor_type", "actors_seated__disciplines"),
    }
    columns, details = TIERS_LIEU_COLUMNS, TIERS_LIEU_DETAILS

    def spots(self, entry):
        """Itself, or its commune when nobody said where it is there."""
        spot = entry if entry.latitude is not None else entry.commune
        return [spot] if spot else []

    homonyms = staticmethod(departements_of)

    def suggestion(self, entry):
        return replace(super().suggestion(entry), label=entry.full_name)
