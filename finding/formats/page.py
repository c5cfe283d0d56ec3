"""The page that people read, and the same page for programs."""

from django.http import JsonResponse


def as_page(view):
    return view.render_to_response(view.get_context_data(**view.kwargs))


def as_json(view):
    return JsonResponse(view.as_json(), json_dumps_params={"ensure_ascii": False})
