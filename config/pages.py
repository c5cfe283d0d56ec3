"""The pages of the site that need more than their template."""

from datetime import timedelta

from django.utils import timezone
from django.views.generic import TemplateView


class PlainText(TemplateView):
    """A page for programs, written in plain text."""

    content_type = "text/plain; charset=utf-8"


class SecurityContact(PlainText):
    """How to report a vulnerability (RFC 9116)."""

    template_name = "security.txt"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"expires": timezone.now() + timedelta(days=180)}
