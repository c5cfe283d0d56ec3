"""The gate of the admin: with a second factor, a password alone opens nothing but the pages that ask for the other."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

from . import known

# What a password alone may open; whatever is not named here waits for the second factor
OPEN = {
    "admin:login",
    "admin:logout",
    "admin:jsi18n",
    "admin_password_reset",
    "password_reset_done",
    "password_reset_complete",
    "password_reset_confirm",
    "second-factor",
    "second-factor-enrol",
}


class Gate:
    """Sends who has given a password, and no code yet, to the page that asks for one; knows the device afterwards."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if name := getattr(request, "signed_in_as", ""):
            known.remember(request, response, name)
        return response

    def process_view(self, request, view, args, kwargs):
        # cookies go no further than the admin: elsewhere, nobody is known
        if not request.path.startswith(settings.SESSION_COOKIE_PATH) or not request.user.is_authenticated:
            return None
        request.session.touch()
        if not settings.SECOND_FACTOR or request.resolver_match.view_name in OPEN or request.user.is_verified():
            return None
        return redirect(reverse("second-factor", query={"next": request.get_full_path()}))
