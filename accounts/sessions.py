"""Sessions that their owner can see and end: the engine (`SESSION_ENGINE`), and what one does with them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import OperationalError
from django.utils import timezone

from directory.models import is_busy

from .address import address
from .devices import described
from .models import Session

STEP = timedelta(minutes=5)  # between two notes of when a session was last used: few pages write
OPENED = "opened"  # the key of what a session tells of its beginning


class SessionStore(db.SessionStore):
    """The database engine of Django, whose rows know their account."""

    seen = None

    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.account_id = data.get(SESSION_KEY)
        return row

    def delete(self, session_key=None):
        """Not read before it is deleted, as Django does: once is enough."""
        if key := session_key or self.session_key:
            self.model.objects.filter(session_key=key).delete()

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        self.seen = row and row.seen
        return row

    def touch(self):
        """Note that the session is in use, unless it was noted lately or another writer has the database."""
        if self.seen is None or timezone.now() - self.seen < STEP:
            return
        try:
            self.model.objects.filter(session_key=self.session_key).update(seen=timezone.now())
        except OperationalError as error:
            if not is_busy(error):
                raise


@dataclass(frozen=True)
class Opened:
    """A session as its owner sees it."""

    key: str
    device: str
    address: str
    since: datetime
    seen: datetime
    is_here: bool


def begin(request):
    """Note in a session where it was opened; it ends for good when its time is over, however much it is used."""
    now = timezone.now()
    told = {"device": described(request), "address": address(request), "since": now.isoformat()}
    request.session[OPENED] = told
    request.session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def of(user, here=""):
    """The sessions of an account that go on, the last used first. `here` is the key of the one that asks."""
    rows = Session.objects.filter(account=user, expire_date__gt=timezone.now()).order_by("-seen")
    return [as_seen(row, here) for row in rows]


def as_seen(row, here):
    told = SessionStore().decode(row.session_data).get(OPENED, {})
    since = datetime.fromisoformat(told["since"]) if told else row.seen
    return Opened(row.pk, told.get("device", ""), told.get("address", ""), since, row.seen, row.pk == here)


def end(user, but="", only=None):
    """End the sessions of an account: all `but` one, or `only` one. Return how many."""
    rows = Session.objects.filter(account=user).exclude(session_key=but)
    return (rows.filter(session_key=only) if only else rows).delete()[0]
