"""The pages under /gestion/importer/, each guarded as the rest of the site of staff is."""

from django.contrib import admin
from django.urls import path

from . import pages, reports

PAGES = {
    "": ("start", pages.Start),
    "<int:pk>/comprendre/": ("understand", pages.Understand),
    "<int:pk>/verifier/": ("check", pages.Check),
    "<int:pk>/ecrire/": ("write", pages.Write),
    "<int:pk>/demander/": ("ask", pages.Ask),
    "<int:pk>/": ("report", reports.Report),
    "<int:pk>/bilan.csv": ("report-file", reports.ReportFile),
    "modele/<slug:slug>.xlsx": ("template", pages.Template),
}

urlpatterns = [
    path(route, admin.site.admin_view(page.as_view()), name=f"deposits-{name}")
    for route, (name, page) in PAGES.items()
]
