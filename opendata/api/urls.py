"""The addresses of the API: two for each resource, its description, and the pages that explain it."""

from django.urls import path

from .addresses import ROOT
from .openapi import OpenAPIView
from .pages import ApiResourceView, ApiView
from .registry import RESOURCES
from .views import DetailView, ListView

PREFIX = ROOT.lstrip("/")

resources = [
    address
    for name in RESOURCES
    for address in (
        path(f"{PREFIX}{name}/", ListView.as_view(resource=name)),
        path(f"{PREFIX}{name}/<slug:identifier>/", DetailView.as_view(resource=name)),
    )
]
urlpatterns = [
    *resources,
    path(f"{PREFIX}openapi.json", OpenAPIView.as_view(), name="openapi"),
    path("donnees/api/", ApiView.as_view(), name="api"),
    path("donnees/api/<slug:name>/", ApiResourceView.as_view(), name="api-resource"),
]
