"""A file that readers keep: named after its list and its day, sent while it is read."""

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate


def attachment(parts, listing, content_type, suffix):
    """Answer with a file from its parts, each made once the one before it is sent."""
    name = f"{listing.kind.path.strip('/').replace('/', '-')}-{localdate()}.{suffix}"  # projets-2026-12-01.csv
    headers = {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(parts, headers=headers)
