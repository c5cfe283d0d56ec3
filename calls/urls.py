from django.urls import path

from finding.addresses import list_paths

from .kind import CallKind
from .views import CallDetailView, CallListView, RoundDetailView

app_name = "calls"

urlpatterns = [
    *list_paths(CallKind, CallListView),
    path("appels/<slug:slug>/", CallDetailView.as_view(), name="detail"),
    path("editions/<slug:slug>/", RoundDetailView.as_view(), name="round"),
]
