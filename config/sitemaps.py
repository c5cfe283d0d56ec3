"""The addresses that search engines are told about: the fixed pages, and the published entries."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class FixedPages(Sitemap):
    def items(self):
        return [
            "home",
            "projects:list",
            "actors:list",
            "territories:list",
            "territories:tiers-lieu-list",
            "calls:list",
            "about",
            "legal",
            "privacy",
            "accessibility",
            "ecodesign",
            "sitemap-page",
            "contact",
        ]

    def location(self, item):
        return reverse(item)


SITEMAPS = {"pages": FixedPages}
