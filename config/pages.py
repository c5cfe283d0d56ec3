"""The pages of the site that need more than their template."""

from datetime import timedelta

from django.utils import timezone
from django.views.generic import TemplateView


class SecurityContact(TemplateView):
    """How to report a vulnerability (RFC 9116)."""

    template_name = "security.txt"
    content_type = "text/plain"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"expires": timezone.now() + timedelta(days=180)}
