from django.urls import path

from .lists import ActorFacetView, ActorListView
from .views import ActorDetailView

app_name = "actors"

urlpatterns = [
    path("", ActorListView.as_view(), name="list"),
    path("filtres/<slug:facet>/", ActorFacetView.as_view(), name="facet"),
    path("<slug:slug>/", ActorDetailView.as_view(), name="detail"),
]
