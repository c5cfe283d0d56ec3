"""The addresses that search engines are told about: the fixed pages, and the published entries."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from actors.models import Actor
from calls.models import Call, Round
from projects.models import Project
from territories.models import Territory


class Pages(Sitemap):
    names = (
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
    )

    def items(self):
        return self.names

    def location(self, name):
        return reverse(name)


class Entries(Sitemap):
    """The published entries of a kind; an invented example is not to be found from elsewhere."""

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.published().real()

    def lastmod(self, entry):
        return entry.updated_at


class Territories(Entries):
    """Territories of today; a commune is worth a visit once a project has happened there."""

    def items(self):
        territories = super().items().current()
        return territories.exclude(kind=Territory.Kind.COMMUNE, projects=None)


SITEMAPS = {
    "pages": Pages(),
    "projects": Entries(Project),
    "actors": Entries(Actor),
    "territories": Territories(Territory),
    "calls": Entries(Call),
    "rounds": Entries(Round),
}
