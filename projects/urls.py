from django.urls import path

from finding.addresses import list_paths

from .kind import ProjectKind
from .views import ProjectDetailView, ProjectListView

app_name = "projects"

urlpatterns = [
    *list_paths(ProjectKind, ProjectListView),
    path("projets/<slug:slug>/", ProjectDetailView.as_view(), name="detail"),
]
