"""The pages of territories and of tiers-lieux."""

from directory.views import EntryDetailView

from .cartography.projects import territory_map
from .models import Territory

PROJECTS, ACTORS, PLACES = 6, 12, 12
# The kinds of territory that a page tells one by one, beside the projects: what is inside, at the next scale
SCALES = {
    Territory.Kind.REGION: Territory.Kind.DEPARTEMENT,
    Territory.Kind.DEPARTEMENT: Territory.Kind.COMMUNE,
    Territory.Kind.EPCI: Territory.Kind.COMMUNE,
    Territory.Kind.POLE: Territory.Kind.COMMUNE,
}


class TerritoryDetailView(EntryDetailView):
    """Where: what a territory is, and what happens there."""

    model = Territory

    def get_queryset(self):
        """A commune that has been absorbed redirects to the one that holds it."""
        return super().get_queryset().administrative().filter(successor=None)

    def get_context_data(self, **kwargs):
        territory = self.object
        projects = territory.projects_inside().published()
        actors = territory.actors_inside().published()
        places = Territory.objects.published().tiers_lieux().within(territory)
        return super().get_context_data(**kwargs) | {
            "projects": projects.for_listing().order_by_recency()[:PROJECTS],
            "actors": actors.for_listing().order_by("key")[:ACTORS],
            "tiers_lieux": places.for_listing().order_by("key")[:PLACES],
            "counts": {"projects": projects.count(), "actors": actors.count(), "tiers_lieux": places.count()},
            "by_metier": (cells := weighed(projects.metiers())),
            "metiers": [cell["metier"] for cell in cells[:2]],
            "inside": inhabited(territory),
            "map": territory_map(territory),
        }


class TiersLieuDetailView(EntryDetailView):
    """A hybrid place: what one finds there, who runs it, what happens there."""

    model = Territory
    template_name = "territories/tiers_lieu_detail.html"

    def get_queryset(self):
        return super().get_queryset().tiers_lieux()

    def get_context_data(self, **kwargs):
        projects = self.object.projects_around().published()
        return super().get_context_data(**kwargs) | {
            "projects": projects.for_listing().order_by_recency(),
            "actors": self.object.actors_seated.published().for_listing().order_by("key"),
            "metiers": projects.metiers()[:2],
        }


def weighed(metiers):
    """Each métier with its share of the largest number, as `components/tubes.html` draws them."""
    metiers = list(metiers)
    top = max((metier.count for metier in metiers), default=1)
    return [{"metier": metier, "count": metier.count, "share": metier.count / top} for metier in metiers]


def inhabited(territory):
    """The territories of the next scale where projects happen, those that have most of them first."""
    if territory.kind not in SCALES:
        return []
    inside = Territory.objects.published().within(territory).of_kind(SCALES[territory.kind])
    return inside.with_project_count().filter(project_count__gt=0).order_by("-project_count", "key")
