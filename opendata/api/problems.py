"""What goes wrong, told in one form: problem details (RFC 9457), in French."""

import json
from http import HTTPStatus

from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "Demande mal formée",
    403: "Demande refusée",
    404: "Introuvable",
    405: "Méthode non permise",
    410: "Fiche retirée",
    429: "Trop de demandes",
    500: "Panne",
    503: "Site très demandé",
}
DETAILS = {
    404: "Rien n’est à cette adresse.",
    405: "Cette interface se lit : elle ne répond qu’à GET, HEAD et OPTIONS.",
    500: "La demande n’a pas abouti, par notre faute. L’équipe est prévenue.",
    503: "Trop de demandes arrivent à la fois : recommencez dans quelques secondes.",
}


class Refused(exceptions.APIException):
    """What was asked is not understood: `errors` are pairs of a parameter and of what is wrong with it."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = "Certains paramètres ne sont pas compris ; rien n’est ignoré en silence."

    def __init__(self, errors):
        super().__init__()
        self.errors = [{"parameter": name, "detail": told} for name, told in errors]


class Gone(exceptions.APIException):
    """An entry that was public, and that was withdrawn."""

    status_code = status.HTTP_410_GONE


def problem(code, detail="", errors=()):
    """Return the members of a problem; `errors` are those of parameters."""
    title = TITLES.get(code) or HTTPStatus(code).phrase
    told = {"type": "about:blank", "title": title, "status": code, "detail": detail or DETAILS.get(code, title)}
    return told | ({"errors": [*errors]} if errors else {})


def handled(exception, context):
    """Answer to an exception of a view (`EXCEPTION_HANDLER`); None leaves to Django what is none of its business."""
    if isinstance(exception, Http404):
        exception = exceptions.NotFound(detail=DETAILS[404])
    if not isinstance(exception, exceptions.APIException):
        return None
    code, headers = exception.status_code, {}
    if wait := getattr(exception, "wait", None):
        headers["Retry-After"] = str(int(wait))
    detail = DETAILS[405] if code == status.HTTP_405_METHOD_NOT_ALLOWED else str(exception.detail).strip()
    told = problem(code, detail, getattr(exception, "errors", ()))
    return Response(told, status=code, headers=headers, content_type=CONTENT_TYPE)


def written(code):
    """A problem as bytes, for what refuses a request before any view."""
    return json.dumps(problem(code), ensure_ascii=False).encode()
