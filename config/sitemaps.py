"""The addresses that search engines are told about: the fixed pages, and the published entries."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from directory.registry import KINDS

FIXED = (
    "insights:find-call",
    "insights:policy",
    "opendata:index",
    "opendata:api",
    "about",
    "legal",
    "privacy",
    "accessibility",
    "ecodesign",
    "sitemap-page",
    "contact",
)


class Pages(Sitemap):
    """The home page, the lists, and what every site has to say of itself."""

    def items(self):
        lists = [f"{kind.pages}list" for kind in KINDS.ranked() if kind.has_list]
        return ["home", *lists, *FIXED]

    def location(self, name):
        return reverse(name)


class Entries(Sitemap):
    """The published entries of a kind."""

    def __init__(self, kind):
        self.kind = kind

    def items(self):
        return self.kind.in_site_map()

    def lastmod(self, entry):
        return entry.updated_at


SITEMAPS = {"pages": Pages()} | {kind.name: Entries(kind) for kind in KINDS.ranked()}
