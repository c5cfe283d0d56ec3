from django.urls import path

from directory.views import EntryDetailView
from finding.addresses import list_paths

from .kind import ResidenceKind
from .models import Notebook, Residence

app_name = "planted"

urlpatterns = [
    *list_paths(ResidenceKind),
    path("residences/<slug:slug>/", EntryDetailView.as_view(model=Residence), name="detail"),
    path("carnets/<slug:slug>/", EntryDetailView.as_view(model=Notebook), name="notebook"),
]
