"""The addresses of the site, and two more: what a page costs at the very least, and what one of the API does."""

from django.db import connection
from django.http import HttpResponse
from django.urls import include, path
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.serializers import BaseSerializer

from projects.models import Project

PAGE = "SELECT identifier, slug, name, summary FROM projects_project ORDER BY key LIMIT 24"


def hello(request):
    """A word and a page of rows."""
    with connection.cursor() as cursor:
        cursor.execute(PAGE)
        rows = cursor.fetchall()
    return HttpResponse(f"Bonjour, voici {len(rows)} projets.")


class PlainProjects(ListAPIView):
    """A page of the columns of projects as Django REST framework gives them: no relation, no computed one."""

    authentication_classes = permission_classes = ()
    renderer_classes = (JSONRenderer,)
    pagination_class = type("Pages", (PageNumberPagination,), {"page_size": 24})
    serializer_class = type("ValuesSerializer", (BaseSerializer,), {"to_representation": lambda self, row: row})

    def get_queryset(self):
        columns = ("identifier", "name", "summary", "slug", "starts", "ends", "stage", "total_cost", "website")
        told = ("source_name", "source_url", "data_date", "edited_at")
        return Project.objects.published().real().order_by("key", "pk").values(*columns, *told)


urlpatterns = [
    path("bonjour/", hello),
    path("valeurs/", PlainProjects.as_view()),
    path("", include("config.urls")),
]
