"""The pages of the site that need more than their template."""

from datetime import timedelta

from django.utils import timezone
from django.views.generic import TemplateView

from calls.models import Call
from territories.matrix import metiers
from territories.models import Territory


class SitemapPage(TemplateView):
    """Every section of the site, and what each one opens with."""

    template_name = "pages/sitemap.html"

    def get_context_data(self, **kwargs):
        territories = Territory.objects.published().current().order_by("key")
        return super().get_context_data(**kwargs) | {
            "metiers": metiers(),
            "territories": {"Trois pôles": territories.poles(), "Départements": territories.departements()},
            "calls": Call.objects.published().order_by("key"),
        }


class PlainText(TemplateView):
    """A page for programs, written in plain text."""

    content_type = "text/plain; charset=utf-8"


class SecurityContact(PlainText):
    """How to report a vulnerability (RFC 9116)."""

    template_name = "security.txt"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"expires": timezone.now() + timedelta(days=180)}
