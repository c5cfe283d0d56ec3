from django.urls import path

from .lists import ActorCriteriaView, ActorFacetView, ActorListView
from .views import ActorDetailView

app_name = "actors"

urlpatterns = [
    path("", ActorListView.as_view(), name="list"),
    path("filtres/tous/", ActorCriteriaView.as_view(), name="criteria"),
    path("filtres/<slug:facet>/", ActorFacetView.as_view(), name="facet"),
    path("<slug:slug>/", ActorDetailView.as_view(), name="detail"),
]
