"""The documentation of the API, in the design of the site: no script, nothing that comes from elsewhere."""

from datetime import date

from django.conf import settings
from django.http import Http404
from django.views.generic import TemplateView

from french.typography import number

from ..models import WINDOW
from .addresses import address_of
from .asking import MOST, PER_PAGE
from .problems import TITLES
from .registry import RESOURCES

HOLDS = {
    str: "texte",
    int: "nombre entier",
    float: "nombre",
    bool: "oui ou non",
    date: "jour",
    list: "liste de textes",
}
WHEN = {
    400: "un paramètre ou une valeur n’existe pas : « errors » dit lequel et pourquoi",
    404: "rien de public n’a cet identifiant, ou la liste n’a pas tant de pages",
    405: "l’interface se lit : GET, HEAD et OPTIONS",
    410: "la fiche a été publique, puis retirée ; « detail » dit ce qui peut encore l’être",
    429: "trop de demandes : « Retry-After » dit dans combien de secondes revenir",
    503: "le site est très demandé, un instant",
}


class ApiView(TemplateView):
    """How to ask, what is answered, what is promised."""

    template_name = "opendata/api.html"

    def get_context_data(self, **kwargs):
        told = {
            "resources": RESOURCES.values(),
            "refusals": [{"status": code, "title": TITLES[code], "when": when} for code, when in WHEN.items()],
            "limit": number(settings.API_REQUESTS),
            "minutes": WINDOW.seconds // 60,
            "per_page": PER_PAGE,
            "most": MOST,
        }
        return super().get_context_data(**kwargs) | told


class ApiResourceView(TemplateView):
    """What one may ask of a resource, and what each field holds."""

    template_name = "opendata/api_resource.html"

    def get_context_data(self, **kwargs):
        resource = RESOURCES.get(kwargs["name"])
        if resource is None:
            raise Http404(f"no resource {kwargs['name']}")
        told = {
            "resource": resource,
            "address": address_of(resource.name),
            "parameters": resource.parameters.values(),
            "columns": [described(one) for one in (*resource.columns, *resource.further)],
            "details": [described(one) for one in resource.details],
        }
        return super().get_context_data(**kwargs) | told


def described(column):
    """A field in a row of a table: its name, what it is, what it holds."""
    if isinstance(column.holds, tuple):
        holds = f"table : {', '.join(one.name for one in column.holds)}"
    else:
        holds = HOLDS[column.holds]
    return {"name": column.name, "heading": column.heading, "holds": holds}
