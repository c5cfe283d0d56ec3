"""The lists of territories and tiers-lieux."""

from directory.lists import EntryListView, FacetView

from .models import Territory


class TerritoryListView(EntryListView):
    """The territories of the region, the pôles and the départements first."""

    kind = "territories"
    section = "Territoires"
    path_name = "territories:list"
    template_name = "territories/list.html"

    def get_context_data(self, **kwargs):
        territories = Territory.objects.published().with_project_count()
        return super().get_context_data(**kwargs) | {
            "poles": territories.poles(),
            "departements": territories.departements(),
        }

    def result(self, entry):
        return super().result(entry) | {"kind": entry.kind, "code": entry.code, "population": entry.population}


class TiersLieuListView(EntryListView):
    """The tiers-lieux of the region."""

    kind = "tiers-lieux"
    section = "Tiers-lieux"
    path_name = "territories:tiers-lieu-list"
    template_name = "territories/tiers_lieux.html"

    def result(self, entry):
        return super().result(entry) | {
            "commune": entry.located_in.name if entry.located_in else "",
            "opening": entry.opening,
            "services": [term.name for term in entry.services.all()],
        }


class TerritoryFacetView(FacetView, TerritoryListView):
    """Every value of a facet of the list of territories."""


class TiersLieuFacetView(FacetView, TiersLieuListView):
    """Every value of a facet of the list of tiers-lieux."""
