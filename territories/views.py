"""The pages of territories and of tiers-lieux, and what lists have in common whose entries are somewhere."""

from django.http import JsonResponse
from django.utils.functional import cached_property

from directory.views import EntryDetailView
from finding.views import EntryListView
from french.typography import plural

from .cartography.drawing import Map
from .cartography.points import as_json
from .cartography.spread import Spread
from .cartography.zoomable import Offer, geojson
from .models import Territory


class MappedListView(EntryListView):
    """A list that is also a map: drawn on the page, or as points for the map that readers zoom."""

    noun = ""  # for an entry, with its plural when it is not regular

    @cached_property
    def spread(self):
        return Spread(self.listing.search)

    def get_context_data(self, **kwargs):
        as_map = self.listing.filterset.chosen("vue") == "carte"
        shown = {"map": self.map(), "offer": self.offer()} if as_map else {"map": None, "offer": None}
        return super().get_context_data(**kwargs) | shown

    def map(self):
        return Map(self.spread, self.address_in, self.noun)

    def offer(self):
        """The map that readers zoom; it is drawn from data, which examples are never given as."""
        if self.listing.kind.holds_examples:
            return None
        return Offer(self.listing.url(vue="", format="points"), self.listing.url(vue=""), self.points())

    def address_in(self, territory):
        """The list in a territory, with the other filters; the list as it is when there is none."""
        narrower = {"territoire": territory} if territory else {}
        return self.listing.url(vue="", **narrower)

    def points(self):
        return as_json(self.spread, self.spread.communes)


class TerritoryListView(EntryListView):
    """The territories of the region; its page begins with what they are and who does what where."""

    template_name = "territories/list.html"
    in_sentence = ()

    def counted(self):
        """Nothing, until something is asked: the page opens with what the territories are."""
        return self.listing.counted if self.listing.filters_in_force else ""

    def heading(self):
        """« territoires pour « Charente » »."""
        words = self.listing.quoted
        return f"{plural(self.listing.total, 'territoire')}{f' pour {words}' if words else ''}"

    def result(self, entry):
        return super().result(entry) | {"kind": entry.kind, "code": entry.code, "population": entry.population}


class TiersLieuListView(MappedListView):
    """The tiers-lieux of the region."""

    template_name = "territories/tiers_lieux.html"
    noun = "tiers-lieu,tiers-lieux"

    def points(self):
        """Each tiers-lieu where it is: no two are at the same place in the list."""
        return as_json(self.spread, self.spread.tiers_lieux)

    def result(self, entry):
        return super().result(entry) | {
            "commune": entry.located_in.name if entry.located_in else "",
            "opening": entry.opening,
            "services": [term.name for term in entry.services.all()],
        }


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
        projects = self.object.projects_around().told_on(self.object)
        return super().get_context_data(**kwargs) | {
            "projects": projects.for_listing().order_by_recency(),
            "actors": self.object.actors_seated.told_on(self.object).for_listing().order_by("key"),
            "metiers": projects.metiers()[:2],
        }
