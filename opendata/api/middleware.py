"""What every answer of the API has, whoever makes it: it may be read from any site, and says its problems in JSON."""

from django.http import HttpResponse

from . import problems
from .addresses import ROOT

METHODS = "GET, HEAD, OPTIONS"
# any site may read, none is recognised: nothing here depends on who asks, and no cookie is read
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = HEADERS | {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


def open_to_all(get_response):
    """Middleware: answer to OPTIONS, add the headers of CORS, and tell as a problem what was refused before a view.

    It stands before all that may refuse a request or answer from what is kept: a 304 and a 503 need these headers too.
    """

    def middleware(request):
        if not request.path_info.startswith(ROOT):
            return get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if response.status_code >= 400 and response.headers.get("Content-Type") != problems.CONTENT_TYPE:
            tell(response)
        return response

    return middleware


def tell(response):
    """Put a problem in the place of the page of an error: its status and its other headers stay."""
    response.content = problems.written(response.status_code)
    response.headers["Content-Type"] = problems.CONTENT_TYPE
    for name in ("Content-Encoding", "Content-Length"):
        response.headers.pop(name, None)
