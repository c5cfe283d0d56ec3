from django.urls import path

from finding.addresses import list_paths
from finding.views import EntryCalendarView

from .kind import CallKind
from .views import CallDetailView, CallListView, DocumentView, RoundDetailView

app_name = "calls"

urlpatterns = [
    *list_paths(CallKind, CallListView),
    path("appels/<slug:slug>/", CallDetailView.as_view(), name="detail"),
    path("editions/documents/<int:pk>/<str:name>", DocumentView.as_view(), name="document"),
    path("editions/<slug:slug>/", RoundDetailView.as_view(), name="round"),
    path("editions/<slug:slug>/echeances.ics", EntryCalendarView.as_view(kind="rounds"), name="round-calendar"),
]
