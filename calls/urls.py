from django.urls import path

from .lists import CallCriteriaView, CallFacetView, CallListView
from .views import CallDetailView, RoundDetailView

app_name = "calls"

urlpatterns = [
    path("appels/", CallListView.as_view(), name="list"),
    path("appels/filtres/tous/", CallCriteriaView.as_view(), name="criteria"),
    path("appels/filtres/<slug:facet>/", CallFacetView.as_view(), name="facet"),
    path("appels/<slug:slug>/", CallDetailView.as_view(), name="detail"),
    path("editions/<slug:slug>/", RoundDetailView.as_view(), name="round"),
]
