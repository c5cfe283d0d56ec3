"""What is new in a list, as feed readers follow it: Atom (RFC 4287), the latest first."""

import re
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from french.typography import typographic

from .columns import address, permanent

MOST = 50
LICENCE = "Licence Ouverte 2.0 (Etalab)"
NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)  # when a feed without an entry last changed: each must have a date
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML may hold these


def plain(text):
    return FORBIDDEN.sub("", text)


class Atom(Atom1Feed):
    def latest_post_date(self):
        """Not now, when nothing was ever published: the feed would seem to change each time it is read."""
        return super().latest_post_date() if self.items else NOTHING_YET


class ListFeed(Feed):
    """The latest entries of a list, published or edited, whatever its page and its sort."""

    feed_type = Atom
    language = "fr"
    feed_copyright = LICENCE

    def get_object(self, request, view):
        return view

    def title(self, view):
        return plain(f"{view.listing.name} – {settings.SITE_NAME}")

    def subtitle(self, view):
        return plain(f"{view.listing.counted} : ce qui vient d’être publié ou modifié.")

    def link(self, view):
        return view.listing.url()

    def feed_url(self, view):
        return view.request.get_full_path()

    def feed_guid(self, view):
        return f"{settings.SITE_URL}{view.listing.url()}"

    def author_name(self):
        return settings.PUBLISHER["name"]

    def items(self, view):
        return view.listing.news(MOST)

    def item_title(self, entry):
        return plain(typographic(entry.title))

    def item_description(self, entry):
        """The summary; readers take it for HTML."""
        return escape(plain(typographic(entry.summary)))

    def item_link(self, entry):
        return address(entry)

    def item_guid(self, entry):
        return permanent(entry)

    def item_pubdate(self, entry):
        return entry.first_published_at

    def item_updateddate(self, entry):
        return entry.news_at


def as_feed(view):
    return ListFeed()(view.request, view)
