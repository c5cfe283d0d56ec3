from django.urls import path

from .lists import (
    TerritoryCriteriaView,
    TerritoryFacetView,
    TerritoryListView,
    TiersLieuCriteriaView,
    TiersLieuFacetView,
    TiersLieuListView,
)
from .views import TerritoryDetailView, TiersLieuDetailView, outlines

app_name = "territories"

urlpatterns = [
    path("territoires/", TerritoryListView.as_view(), name="list"),
    path("territoires/filtres/tous/", TerritoryCriteriaView.as_view(), name="criteria"),
    path("territoires/filtres/<slug:facet>/", TerritoryFacetView.as_view(), name="facet"),
    path("tiers-lieux/", TiersLieuListView.as_view(), name="tiers-lieu-list"),
    path("tiers-lieux/filtres/tous/", TiersLieuCriteriaView.as_view(), name="tiers-lieu-criteria"),
    path("tiers-lieux/filtres/<slug:facet>/", TiersLieuFacetView.as_view(), name="tiers-lieu-facet"),
    path("territoires/contours.json", outlines, name="outlines"),
    path("territoires/<slug:slug>/", TerritoryDetailView.as_view(), name="detail"),
    path("tiers-lieux/<slug:slug>/", TiersLieuDetailView.as_view(), name="tiers-lieu-detail"),
]
