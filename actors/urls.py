from django.urls import path

from finding.addresses import list_paths

from .kind import ActorKind
from .views import ActorDetailView, ActorListView

app_name = "actors"

urlpatterns = [
    *list_paths(ActorKind, ActorListView),
    path("acteurs/<slug:slug>/", ActorDetailView.as_view(), name="detail"),
]
