"""What a page weighs when it is read for the first time, told in its footer.

Only the finished page knows: the template leaves a mark, the middleware writes the figure in its place. The browser
fetches the page, then the files that it names; what a button loads later is not counted.
"""

import re
import zlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

MARK = b"<!-- poids -->"
FOLDERS = {settings.STATIC_URL: settings.STATIC_ROOT, settings.MEDIA_URL: settings.MEDIA_ROOT}
FILE = re.compile(rf'<(?:link|img|script|source)\b[^>]*?\b(?:href|src)="({"|".join(FOLDERS)})([\w-]+(?:[./][\w-]+)*)"')
COMPRESSED = (".br", ".gz")  # what collectstatic leaves beside a file that gains from it
HEADERS = 600  # bytes of each answer, about


def page_weight(get_response):
    """Tell the weight where the page has left room for it."""

    def middleware(request):
        response = get_response(request)
        if not response.streaming and MARK in response.content:
            kilobytes = round(weight(response.content, view_name(request)) / 1000)
            response.content = response.content.replace(MARK, b"%d" % kilobytes)
            response["Content-Length"] = str(len(response.content))  # a length was set before
        return response

    return middleware


def view_name(request):
    """What makes the page; nothing when its address leads nowhere."""
    return request.resolver_match.view_name if request.resolver_match else ""


def weight(page, view=""):
    """Bytes transferred to read a page, everything compressed as it is sent."""
    sizes = [compressed(page, view), *(transferred(*file) for file in set(FILE.findall(page.decode())))]
    return sum(sizes) + HEADERS * len(sizes)


def compressed(page, view):
    """Bytes of a page once compressed; the pages of a view that are as long compress alike, so the first one tells."""
    alike = view, len(page) // 1000
    if alike not in _compressed:
        _compressed[alike] = len(zlib.compress(page))
    return _compressed[alike]


_compressed = {}  # a few lengths of each view


@lru_cache(maxsize=4000)
def transferred(start, name):
    """Bytes of a file as it is sent; none when it is missing."""
    path = location(start, name)
    copies = [path, *(path.with_name(path.name + suffix) for suffix in COMPRESSED)]
    return min((copy.stat().st_size for copy in copies if copy.exists()), default=0)


def location(start, name):
    """Where the server reads a file; during development, static files are not collected."""
    source = finders.find(name) if start == settings.STATIC_URL else None
    return Path(source or Path(FOLDERS[start], name))
