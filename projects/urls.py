from django.urls import path

from .lists import ProjectFacetView, ProjectListView
from .views import ProjectDetailView

app_name = "projects"

urlpatterns = [
    path("", ProjectListView.as_view(), name="list"),
    path("filtres/<slug:facet>/", ProjectFacetView.as_view(), name="facet"),
    path("<slug:slug>/", ProjectDetailView.as_view(), name="detail"),
]
