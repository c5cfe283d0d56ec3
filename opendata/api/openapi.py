"""The address of the description of the API."""

from functools import cache

from django.http import JsonResponse
from django.views.generic import View
from drf_spectacular.generators import SchemaGenerator


@cache
def described():
    """The API in OpenAPI 3.1: made once by each process, as only another program would change it."""
    from .urls import resources  # they name this view

    return SchemaGenerator(patterns=resources).get_schema(request=None, public=True)


class OpenAPIView(View):
    http_method_names = ("get", "head")

    def get(self, request):
        return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})
