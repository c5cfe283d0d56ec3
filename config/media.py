"""The images of the entries, for an installation that has no web server in front to serve them."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}


@require_safe
def image(request, path):
    """Serve a WebP file and nothing else: images are re-encoded to it, under a name that is never used again."""
    try:
        file = default_storage.open(path)
    except (OSError, ValueError):
        raise Http404 from None
    return FileResponse(file, content_type="image/webp", headers=FOR_GOOD)
