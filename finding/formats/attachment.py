"""A file that readers keep: named after what it holds and its day, sent while it is read."""

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate


def attachment(parts, name, content_type, suffix):
    """Answer with a file from its parts, each made once the one before it is sent."""
    file = f"{name}-{localdate()}.{suffix}"  # projets-2026-12-01.csv
    headers = {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{file}"'}
    return StreamingHttpResponse(parts, headers=headers)
