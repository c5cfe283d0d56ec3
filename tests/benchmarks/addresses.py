"""The addresses of the site, and one more: what a page costs at the very least."""

from django.db import connection
from django.http import HttpResponse
from django.urls import include, path

PAGE = "SELECT identifier, slug, name, summary FROM projects_project ORDER BY key LIMIT 24"


def hello(request):
    """A word and a page of rows."""
    with connection.cursor() as cursor:
        cursor.execute(PAGE)
        rows = cursor.fetchall()
    return HttpResponse(f"Bonjour, voici {len(rows)} projets.")


urlpatterns = [path("bonjour/", hello), path("", include("config.urls"))]
