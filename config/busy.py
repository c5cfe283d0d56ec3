"""What is answered to who comes when there is too much to do: come back in a moment, and nothing you wrote is lost."""

import logging

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.log import log_response

from directory.models import is_busy

COME_BACK = "5"  # seconds, for programs that read Retry-After: longer than the queue lasts
PLAIN, WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
SECRET = "password"  # noqa: S105  # what the names of fields that no page may repeat hold

logger = logging.getLogger(__name__)


def come_back(request, template, told, forms=(PLAIN,)):
    """Answer 503 with a page that holds what was typed, to be sent again; `told` is the line of the log.

    A form of another sort than `forms` is not even read.
    """
    headers = {"Retry-After": COME_BACK, "Cache-Control": "no-store"}
    is_form = request.method == "POST" and request.content_type in forms
    context = {
        "path": request.get_full_path(),
        "typed": typed(request) if is_form else [],
        "lost_files": is_form and bool(request.FILES),  # no page can hold them for the next time
    }
    response = HttpResponse(render_to_string(template, context), status=503, headers=headers)
    # told here, or Django would tell it as a failure, and write to the administrators for each
    log_response(told, request.path, response=response, logger=logger, level="warning")
    return response


def typed(request):
    """The fields of a form, as pairs: the page that refuses it lets one send it again without writing it twice."""
    if any(SECRET in name for name in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]


class BusyDirectory:
    """Middleware: answer 503 when another writer kept the database longer than one waits, rather than a failure."""

    def __init__(self, get_response):
        self._get_response = get_response

    def __call__(self, request):
        return self._get_response(request)

    def process_exception(self, request, exception):
        if is_busy(exception):
            told = "Another writer kept the database: %s"
            return come_back(request, "busy.html", told, forms=(PLAIN, WITH_FILES))
        return None
