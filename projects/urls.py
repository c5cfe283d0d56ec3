from django.urls import path

from finding.addresses import list_paths

from .kind import ProjectKind
from .lists import ProjectListView
from .views import ProjectDetailView

app_name = "projects"

urlpatterns = [
    *list_paths(ProjectKind, ProjectListView),
    path("projets/<slug:slug>/", ProjectDetailView.as_view(), name="detail"),
]
