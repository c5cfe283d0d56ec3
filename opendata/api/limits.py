"""How much one address may ask: a count that all processes share, written now and then rather than at each request."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from rest_framework.exceptions import Throttled
from rest_framework.throttling import BaseThrottle

from accounts.sender import fingerprint

from ..models import WINDOW, ApiUse

STEP = 20  # requests between two writes of a process: reading must not make a writer of everyone
MANY = 10_000  # addresses that a process remembers
TOO_MANY = "Trop de demandes sont venues de votre adresse en dix minutes : recommencez un peu plus tard."


@dataclass
class Use:
    """What a process knows of an address in a window."""

    window: datetime
    known: int  # by all, as the database last said
    own: int = 0  # not written yet


class Meter:
    """The uses of a process."""

    def __init__(self):
        self._lock, self._uses = Lock(), OrderedDict()

    def count(self, sender, now):
        """Count a request; return how many there were in these ten minutes, as far as this process knows.

        Between two writes, each process ignores what the others counted: a limit may be passed by `STEP` requests for
        each of them, and by no more as long as the database may be written.
        """
        window = beginning(now)
        with self._lock:
            use = self._uses.get(sender)
            if use is None or use.window != window:
                use = self._uses[sender] = Use(window, ApiUse.objects.told(sender, window))
            self._uses.move_to_end(sender)
            while len(self._uses) > MANY:
                self._uses.popitem(last=False)
            use.own += 1
            number, due = use.known + use.own, use.own if use.own >= STEP else 0
            use.known, use.own = use.known + due, use.own - due
        return self._shared(sender, use, due) if due else number

    def _shared(self, sender, use, due):
        """Write what was counted here, without the lock, which other readers wait for; return how many all counted."""
        try:
            known = ApiUse.objects.add(sender, use.window, due)
        except DatabaseError:  # a writer keeps it, or it is read-only: this process goes on with what it counted
            return use.known + use.own
        with self._lock:
            use.known = max(use.known, known)
        return use.known + use.own


meter = Meter()


class PerAddress(BaseThrottle):
    """So many answers in ten minutes for one address; what is already made, or already received, is not counted."""

    def allow_request(self, request, view):
        now = timezone.now()
        self._left = int((beginning(now) + WINDOW - now).total_seconds()) + 1
        return meter.count(fingerprint(request, "opendata.api"), now) <= settings.API_REQUESTS

    def wait(self):
        """The number of seconds until the next window."""
        return self._left


def beginning(now):
    """The beginning of the ten minutes that a moment is in."""
    return now.replace(minute=now.minute - now.minute % 10, second=0, microsecond=0)


class TooMany(Throttled):
    """The refusal, in French."""

    default_detail, extra_detail_singular, extra_detail_plural = TOO_MANY, "", ""
