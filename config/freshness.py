"""Public pages: made once for each state of the directory, kept for the next reader, sent once to each.

A public page depends on its address, on the release, on the data and on the time, and on nothing else: readers have no
cookie. The log of changes tells when the data changed, and the library until when time changes nothing. All that is
kept in memory, with its key: docs/decisions/0002-what-is-kept-and-how-it-is-forgotten.md.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC
from hashlib import blake2b
from threading import Lock

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.gzip import re_accepts_gzip
from django.utils.http import parse_etags, parse_http_date_safe

from finding.memory.library import library

from .release import release

ELSEWHERE = (settings.SESSION_COOKIE_PATH, settings.STATIC_URL, settings.MEDIA_URL)  # what is not a public page
KEPT_PAGES, KEPT_BYTES = 4000, 32 * 2**20  # by each process, compressed as they are sent
LARGEST = KEPT_BYTES // 32  # a longer page is not kept: one would push out hundreds of others
ASK_AGAIN = "public, no-cache"  # any cache may keep a page, and asks each time whether it is still the same


class PublicPages:
    """Middleware: answer from what is known to be still true, or have the page made and keep it."""

    def __init__(self, get_response):
        self._get_response, self._kept = get_response, Kept()

    def __call__(self, request):
        is_page = request.method in ("GET", "HEAD") and not request.path_info.startswith(ELSEWHERE)
        if not is_page or will_be_refused(request):
            return self._get_response(request)
        snapshot = library.catch_up().snapshot
        if snapshot is None or settings.DEBUG:  # when debugging, templates change under the same release
            return self._get_response(request)
        asked, known = address(request), known_tags(request)
        tag = etag(snapshot, asked)
        if opaque(tag) in known:
            return not_modified(tag)
        response = self._kept.page(snapshot, asked) or self._made(request, snapshot, asked, tag)
        if "*" in known and response.headers.get("ETag") == tag:  # whatever is known, if there is a page
            if response.streaming:
                response.close()  # it was about to be sent, and gives its place back
            return not_modified(tag)
        if not known and is_received(request, response):
            return not_modified(tag, response.headers["Last-Modified"])
        return response

    def _made(self, request, snapshot, asked, tag):
        response = self._get_response(request)
        if is_for_everyone(response):
            response.headers["ETag"], response.headers["Cache-Control"] = tag, ASK_AGAIN
            # a file made while it is sent is not kept; if something moves meanwhile, its tag is no longer asked for
            if not response.streaming and library.snapshot == snapshot:  # nothing moved while the page was made
                self._kept.keep(snapshot, asked, response)
        return response


def will_be_refused(request):
    """It asks for another site than ours (`config.middleware.at_the_root`): nothing that is kept answers it."""
    try:
        request.get_host()
    except DisallowedHost:
        return True
    return bool(request.META["SCRIPT_NAME"])


def is_received(request, response):
    """A program that keeps no tag has this answer, if it is one that is dated: those of the API are."""
    dates = (request.headers.get("If-Modified-Since"), response.headers.get("Last-Modified"))
    received, changed = (parse_http_date_safe(date) if date else None for date in dates)
    return None not in (received, changed) and received >= changed


def not_modified(tag, date=None):
    dated = {"Last-Modified": date} if date else {}
    headers = {"ETag": tag, "Cache-Control": ASK_AGAIN, "Vary": "Accept-Encoding"} | dated
    return HttpResponseNotModified(headers=headers)


def etag(snapshot, address):
    """The tag of the page of an address: known for one address, it says nothing of another.

    Weak, as processes may write the same page with other bytes: a compressed copy has some that are drawn by lot.
    """
    which = blake2b(repr(address).encode(), digest_size=8).hexdigest()
    until = snapshot.valid_until.astimezone(UTC)  # in Paris, the hour told twice in October would make two tags alike
    return f'W/"{release()}-{snapshot.stamp[:8]}-{until:%Y%m%d%H%M%S%f}-{which}"'


def known_tags(request):
    """The tags of the copies that a browser has, without their mark of weakness: it does not count here (RFC 9110)."""
    return {opaque(tag) for tag in parse_etags(request.headers.get("If-None-Match", ""))}


def opaque(tag):
    return tag.removeprefix("W/")


def address(request):
    """All that tells a page from another, in one state of the directory: the key of what is kept, and of its tag.

    What a page is made of and is not here must not be read from a request: no other header, no cookie.
    """
    is_compressed = bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
    return request.scheme, request.get_host(), request.get_full_path(), is_compressed


def is_for_everyone(response):
    """A whole page that says nothing of its reader, and nothing of how long to keep it."""
    return (
        response.status_code == 200
        and not response.cookies
        and not response.has_header("Cache-Control")
        and "Cookie" not in response.get("Vary", "")
    )


@dataclass(frozen=True)
class Page:
    """What a page was when it was made."""

    headers: dict
    content: bytes
    size: int

    def response(self):
        return HttpResponse(self.content, headers=self.headers)


class Kept:
    """The pages of one snapshot, bounded in number and in bytes; those that nobody asks for again go first."""

    def __init__(self):
        self._lock = Lock()
        self._begin(None)

    def page(self, snapshot, address):
        with self._lock:
            if snapshot != self._snapshot or address not in self._pages:
                return None
            self._pages.move_to_end(address)
            return self._pages[address].response()

    def keep(self, snapshot, address, response):
        size = len(response.content) + len(repr(address))
        with self._lock:
            if snapshot != self._snapshot:
                self._begin(snapshot)
            if size <= LARGEST and address not in self._pages:
                self._pages[address] = Page(dict(response.items()), response.content, size)
                self._bytes += size
            while len(self._pages) > KEPT_PAGES or self._bytes > KEPT_BYTES:
                self._bytes -= self._pages.popitem(last=False)[1].size

    def _begin(self, snapshot):
        self._snapshot, self._pages, self._bytes = snapshot, OrderedDict(), 0
