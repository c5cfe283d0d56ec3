"""What a page costs when it is read for the first time: bytes, requests, elements.

The browser fetches the page, then the files that it names; what a button loads later is not counted, nor the few
elements that scripts add.
"""

import re
from gzip import decompress
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

FOLDERS = {settings.STATIC_URL: settings.STATIC_ROOT, settings.MEDIA_URL: settings.MEDIA_ROOT}
FILE = re.compile(rf'<(?:link|img|script|source)\b[^>]*?\b(?:href|src)="({"|".join(FOLDERS)})([\w-]+(?:[./][\w-]+)*)"')
COMPRESSED = (".br", ".gz")  # what collectstatic leaves beside a file that gains from it
HEADERS = 900  # bytes of each answer, about


class Cost:
    """A page, as it was sent: compressed."""

    def __init__(self, sent):
        self.sent = sent
        self.page = decompress(sent).decode()
        self.files = set(FILE.findall(self.page))

    @property
    def kilobytes(self):
        """All that is transferred, each file once and compressed as it is sent."""
        return round(
            (len(self.sent) + sum(transferred(*file) for file in self.files) + HEADERS * self.requests) / 1000
        )

    @property
    def requests(self):
        return 1 + len(self.files)

    @property
    def elements(self):
        counter = Counter()
        counter.feed(self.page)
        return counter.elements


class Counter(HTMLParser):
    """Counts the elements of a page; a drawing is one, whatever is in it."""

    elements = depth = 0  # depth: in how many drawings we are

    def handle_starttag(self, tag, attrs):
        self.elements += not self.depth
        self.depth += tag == "svg"

    def handle_startendtag(self, tag, attrs):
        self.elements += not self.depth

    def handle_endtag(self, tag):
        self.depth -= tag == "svg"


def transferred(start, name):
    """Bytes of a file as it is sent; none when it is missing."""
    path = location(start, name)
    copies = [path, *(path.with_name(path.name + suffix) for suffix in COMPRESSED)]
    return min((copy.stat().st_size for copy in copies if copy.exists()), default=0)


def location(start, name):
    """Where the server reads a file; during development, static files are not collected."""
    source = finders.find(name) if start == settings.STATIC_URL else None
    return Path(source or Path(FOLDERS[start], name))
