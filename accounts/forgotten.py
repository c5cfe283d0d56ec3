"""The way back to an account whose password is forgotten: a letter, with a link that lives an hour.

The answer is the same whether the address is known or not.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import views
from django.core.cache import cache
from django.urls import reverse_lazy
from django.utils.crypto import salted_hmac

from . import known
from .address import address, network
from .frame import InTheAdmin

PERIOD = 60 * 60  # seconds
MOST_ASKED = 10  # in a period, by one address of the network, of one process
MOST_SENT = 3  # in a period, to one mailbox, by one process


class Ask(InTheAdmin, views.PasswordResetView):
    template_name = "registration/password_reset_form.html"
    email_template_name = "accounts/forgotten_letter.txt"

    def form_valid(self, form):
        if passes("sender", network(address(self.request)), MOST_ASKED):
            form.add_error("email", "Trop de demandes : réessayez dans une heure.")
            return self.form_invalid(form)
        if passes("mailbox", form.cleaned_data["email"].casefold(), MOST_SENT):
            return super(views.PasswordResetView, self).form_valid(
                form
            )  # as if sent: nobody learns who has an account
        site = urlsplit(settings.SITE_URL)  # never the Host that was asked for: the link is a secret
        self.extra_email_context = {"domain": site.netloc, "protocol": site.scheme, "site_name": settings.SITE_NAME}
        return super().form_valid(form)


class Asked(InTheAdmin, views.PasswordResetDoneView):
    pass


class Choose(InTheAdmin, views.PasswordResetConfirmView):
    success_url = reverse_lazy("password_reset_complete")

    def form_valid(self, form):
        """Who reads the letters of an account is known from now on: strangers who try passwords do not stop them."""
        response = super().form_valid(form)
        known.remember(self.request, response, self.user.get_username())
        return response


class Chosen(InTheAdmin, views.PasswordResetCompleteView):
    pass


def passes(what, who, most):
    """Count one more and tell whether it is too many; what tells who asks apart is not kept in clear."""
    key = f"forgotten-{what}-{salted_hmac('accounts.forgotten', who or '').hexdigest()}"
    cache.add(key, 0, PERIOD)
    try:
        return cache.incr(key) > most
    except ValueError:  # no cache when debugging, or just forgotten
        return False
