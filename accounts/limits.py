"""How many wrong passwords are taken, from whom: the handler of django-axes, which counts in the journal of accesses.

A refused attempt writes nothing, so that the journal holds no more of a stranger than the limits let through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from axes.handlers.base import AxesHandler
from django.contrib.auth.models import User
from django.db.models import Q

from . import known, sessions
from .address import address, network
from .journal import What, fingerprint, note
from .models import Access

PERIOD = timedelta(minutes=15)  # failures are counted over it, and a door that closed opens after it
MOST_OF_KNOWN_DEVICE = 10


@dataclass(frozen=True)
class Limit:
    """A door that closes after so many failures of the period. `failures` says which: Q of (address, name tried)."""

    most: int
    told: str
    failures: Callable[[str, str], Q]


LIMITS = (
    Limit(5, "ce compte, depuis cette adresse", lambda place, tried: Q(address=place, tried=tried)),
    Limit(30, "cette adresse, tous comptes", lambda place, tried: Q(address=place)),
    Limit(100, "ce compte, toutes adresses", lambda place, tried: Q(tried=tried)),
)


def reached(request, name):
    """Return the limit that an attempt on an account meets, or None.

    A device where the account has signed in before has a count of its own, and meets no other until it is used up:
    what strangers try, anywhere, does not stop the right person.
    """
    failures, device = Access.objects.failures(PERIOD), known.recognised(request, name)
    if device and failures.filter(known_device=device).count() < MOST_OF_KNOWN_DEVICE:
        return None
    place, tried = network(address(request)), fingerprint(name)
    return next((one for one in LIMITS if failures.filter(one.failures(place, tried)).count() >= one.most), None)


class Limits(AxesHandler):
    """What django-axes asks at each login, and tells after it."""

    def is_allowed(self, request, credentials=None):
        return not reached(request, name_in(credentials))

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is None or getattr(request, "axes_locked_out", False):
            return
        name = name_in(credentials)
        account = User.objects.filter(username=name).first()
        told = {"tried": fingerprint(name), "known_device": known.recognised(request, name)}
        note(What.FAILURE, account, request, **told)
        if limit := reached(request, name):
            request.axes_locked_out = True  # the middleware of axes answers 429
            note(What.CLOSED, account, request, detail=limit.told)

    def user_logged_in(self, sender, request, user, **kwargs):
        sessions.begin(request)
        request.signed_in_as = user.get_username()  # the gate lets the device know it
        note(What.LOGIN, user, request)

    def user_logged_out(self, sender, request, user, **kwargs):
        if user is not None:
            note(What.LOGOUT, user, request)


def name_in(credentials):
    return (credentials or {}).get("username") or ""
