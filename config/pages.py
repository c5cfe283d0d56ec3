"""The pages of the site that need more than their template."""

from datetime import timedelta

from django.utils import timezone
from django.views.generic import TemplateView

from directory.registry import KINDS
from operations.measures import measures
from operations.personal import TABLE


class EcodesignPage(TemplateView):
    """What is done to keep the site light, and what was measured on each kind of page."""

    template_name = "pages/ecodesign.html"

    def get_context_data(self, **kwargs):
        oldest = min(measure.measured_on for measure in measures())
        return super().get_context_data(**kwargs) | {"measures": measures(), "measured_on": oldest}


class PrivacyPage(TemplateView):
    """What is kept of persons, for whom and how long."""

    template_name = "pages/privacy.html"
    extra_context = {"kept": TABLE}


class SitemapPage(TemplateView):
    """Every section of the site, and what each one opens with."""

    template_name = "pages/sitemap.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"parts": parts(), "plurals": plurals()}


def parts():
    """The kinds of the menu by app, each app under the name of its first kind in the menu."""
    of_app = {}
    for kind in KINDS.in_menu():
        of_app.setdefault(kind.app, []).append(kind)
    return [(kinds[0].menu, kinds) for kinds in of_app.values()]


def plurals():
    """« projets, acteurs, territoires »: the kinds of the menu in its order."""
    return ", ".join(kind.plural for kind in KINDS.in_menu())


class PlainText(TemplateView):
    """A page for programs, written in plain text."""

    content_type = "text/plain; charset=utf-8"


class SecurityContact(PlainText):
    """How to report a vulnerability (RFC 9116)."""

    template_name = "security.txt"

    def get_context_data(self, **kwargs):
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return super().get_context_data(**kwargs) | {"expires": today + timedelta(days=180)}  # the same for all day
