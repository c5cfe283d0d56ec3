"""The pages of territories and of tiers-lieux."""

from django.http import JsonResponse

from directory.views import EntryDetailView

from .cartography.zoomable import geojson
from .models import Territory


class TerritoryDetailView(EntryDetailView):
    """Where: what a territory is, and what happens there."""

    model = Territory

    def get_queryset(self):
        """A commune that has been absorbed redirects to the one that holds it."""
        return super().get_queryset().administrative().filter(successor=None)


def outlines(request):
    """The outlines of the départements, for the zoomable map."""
    return JsonResponse(geojson(), json_dumps_params={"separators": (",", ":")})


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
