from django.urls import path

from finding.addresses import list_paths
from finding.views import EntryCalendarView

from .kind import DefinitionKind, EventKind, ResourceKind
from .views import (
    DefinitionDetailView,
    DefinitionListView,
    EventDetailView,
    EventListView,
    ResourceDetailView,
    ResourceListView,
)

app_name = "support"

urlpatterns = [
    *list_paths(EventKind, EventListView),
    path("agenda/<slug:slug>.ics", EntryCalendarView.as_view(kind="events"), name="event-calendar"),
    path("agenda/<slug:slug>/", EventDetailView.as_view(), name="event-detail"),
    *list_paths(ResourceKind, ResourceListView),
    path("ressources/<slug:slug>/", ResourceDetailView.as_view(), name="resource-detail"),
    *list_paths(DefinitionKind, DefinitionListView),
    path("glossaire/<slug:slug>/", DefinitionDetailView.as_view(), name="definition-detail"),
]
