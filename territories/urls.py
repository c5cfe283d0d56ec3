from django.urls import path

from finding.addresses import list_paths

from .kind import TerritoryKind, TiersLieuKind
from .views import TerritoryDetailView, TerritoryListView, TiersLieuDetailView, TiersLieuListView, outlines

app_name = "territories"

urlpatterns = [
    *list_paths(TerritoryKind, TerritoryListView),
    *list_paths(TiersLieuKind, TiersLieuListView),
    path("territoires/contours.json", outlines, name="outlines"),
    path("territoires/<slug:slug>/", TerritoryDetailView.as_view(), name="detail"),
    path("tiers-lieux/<slug:slug>/", TiersLieuDetailView.as_view(), name="tiers-lieu-detail"),
]
