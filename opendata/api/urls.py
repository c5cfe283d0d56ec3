"""The addresses of the API: two for each resource, and its description."""

from django.urls import path

from .addresses import ROOT
from .openapi import OpenAPIView
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
urlpatterns = [*resources, path(f"{PREFIX}openapi.json", OpenAPIView.as_view(), name="openapi")]
