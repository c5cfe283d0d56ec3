from django.urls import path

from .lists import ProjectCriteriaView, ProjectFacetView, ProjectListView
from .views import ProjectDetailView

app_name = "projects"

urlpatterns = [
    path("", ProjectListView.as_view(), name="list"),
    path("filtres/tous/", ProjectCriteriaView.as_view(), name="criteria"),
    path("filtres/<slug:facet>/", ProjectFacetView.as_view(), name="facet"),
    path("<slug:slug>/", ProjectDetailView.as_view(), name="detail"),
]
