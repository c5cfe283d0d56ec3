"""Known devices: a browser where an account has signed in bears a cookie that says so (OWASP, « device cookies »).

It opens nothing. Only, the failures of strangers are not counted against it, so that nobody can shut the right person
out by trying wrong passwords.
"""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings

from .journal import fingerprint

KEPT = timedelta(days=180)


def recognised(request, name):
    """The number of this device if the account has signed in here before, or ""."""
    try:
        return request.get_signed_cookie(cookie(name), "", salt=salt(name), max_age=KEPT)
    except ValueError:  # what somebody wrote by hand may be no text at all
        return ""


def remember(request, response, name):
    """Let the device be known as one of the account."""
    number = recognised(request, name) or uuid4().hex
    response.set_signed_cookie(
        cookie(name),
        number,
        salt=salt(name),
        max_age=KEPT,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def cookie(name):
    return f"appareil-{fingerprint(name)[:12]}"


def salt(name):
    return f"accounts.known.{fingerprint(name)}"
