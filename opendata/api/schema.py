"""The description of the API in OpenAPI 3.1, made from the same declarations as its answers."""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from . import examples
from .problems import CONTENT_TYPE, TITLES
from .serializers import ProblemSerializer

MOVED = "La fiche a été fusionnée dans une autre, à cette adresse."
KEPT = "La réponse reçue (ETag, ou Last-Modified) est encore la bonne."


class ResourceSchema(AutoSchema):
    """What is said of a view of the API: its resource tells the rest."""

    @property
    def source(self):
        return self.view.source

    @property
    def is_list(self):
        return self.view.is_list

    def get_operation_id(self):
        return f"{'list' if self.is_list else 'read'}_{self.source.name.replace('-', '_')}"

    def get_tags(self):
        return [self.source.name]

    def get_summary(self):
        return f"Les {self.source.plural}, page par page" if self.is_list else f"Un élément de « {self.source.name} »"

    def get_description(self):
        return self.source.told_list if self.is_list else self.source.told_one

    def get_auth(self):
        return []

    def get_request_serializer(self):
        return None

    def get_override_parameters(self):
        return [described(one) for one in self.view.parameters(self.source).values()]

    def _resolve_path_parameters(self, variables):
        told = "L’identifiant permanent, celui du champ « identifier »."
        return [
            {"in": "path", "name": name, "required": True, "schema": {"type": "string"}, "description": told}
            for name in variables
        ]

    def get_response_serializers(self):
        source, codes = self.source, (400, 404, 429, 500, 503) if self.is_list else (400, 404, 410, 429, 500, 503)
        whole = source.page_serializer if self.is_list else source.detail_serializer
        problems = {
            (code, CONTENT_TYPE): OpenApiResponse(ProblemSerializer, description=f"{TITLES[code]}.") for code in codes
        }
        others = {304: OpenApiResponse(description=KEPT)}
        if not self.is_list:
            others[301] = OpenApiResponse(description=MOVED)
        example = examples.page_of(source) if self.is_list else examples.whole(source)
        told = OpenApiResponse(
            whole, description="Ce qui est demandé.", examples=[OpenApiExample("exemple", value=example)]
        )
        return {200: told, **others, **problems}


def described(parameter):
    """A parameter of ours as drf-spectacular takes it."""
    examples = {} if parameter.example is None else {"examples": [parameter.example]}
    return OpenApiParameter(parameter.name, parameter.schema | examples, description=parameter.description)
