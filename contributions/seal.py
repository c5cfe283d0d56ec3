"""What protects a form that anybody may send without a cookie."""

from dataclasses import astuple, dataclass, field
from datetime import timedelta

from django.core import signing
from django.utils import timezone

from .models import new_reference

SALT = "contributions.seal"
SHORTEST = timedelta(seconds=3)  # nobody reads and writes as fast
LONGEST = timedelta(days=1)


def now():
    return int(timezone.now().timestamp())


@dataclass(frozen=True)
class Seal:
    """Signed in the form: that we showed it, when, about which page, and the reference that the report will bear.

    The site sets no cookie outside of the admin, so a browser adds nothing to a form that another site makes it send:
    there is no authority to borrow, and a CSRF token would prove nothing. What has to be kept away is the program that
    posts without reading. The seal shows that the page was asked for less than a day ago, that it was not sent back at
    once, and, as one seal makes one report, that a click was not counted twice.
    """

    page: str = ""
    reference: str = field(default_factory=new_reference)
    shown_at: int = field(default_factory=now)  # in seconds

    @classmethod
    def read(cls, text):
        """Return the seal that a form brings back; None when it is not ours, or too old."""
        try:
            seal = cls(*signing.loads(text, salt=SALT))
        except signing.BadSignature:
            return None
        return seal if seal.age < LONGEST.total_seconds() else None

    def __str__(self):
        return signing.dumps(astuple(self), salt=SALT)

    @property
    def age(self):
        """In seconds."""
        return now() - self.shown_at

    @property
    def is_too_fresh(self):
        return self.age < SHORTEST.total_seconds()
