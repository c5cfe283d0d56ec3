"""Whether an event is to come or is over: one table, which the database, Python and the clock all read.

It is never stored: it changes without a write.
"""

from django.db import models
from django.db.models import BigIntegerField, Case, CharField, Value, When
from django.db.models.functions import Cast, Concat, Length, Replace, Substr

from directory.timed import DayOver, Known, Over


class Phase(models.TextChoices):
    COMING = "a-venir", "à venir ou en cours"
    PAST = "passe", "passé"
    UNKNOWN = "date-inconnue", "date non précisée"


# The first line whose condition is true says the moment; an event is over when its end is, or with its only day.
RULES = (
    (Phase.PAST, Over("ends") | (~Known("ends") & DayOver("starts"))),
    (Phase.COMING, Known("starts")),
)
OTHERWISE = Phase.UNKNOWN
CLOCKS = frozenset().union(*(condition.clocks for _, condition in RULES))

WHOLE = "0000-00-00T00:00"  # what completes a date that is less precise
LAST = 10**12  # no date is as large, once written as a number


def phase_of(event, at):
    """Return whether one event is to come or over at a moment."""
    return next((phase for phase, condition in RULES if condition.holds(event, at)), OTHERWISE)


def phase_in_sql(at):
    """Return the expression of the same for each event."""
    cases = [When(condition.q(at), then=Value(phase)) for phase, condition in RULES]
    return Case(*cases, default=Value(OTHERWISE), output_field=CharField())


def agenda_order_in_sql():
    """Return the expression of the order of an agenda: what comes first, then what is over, the latest first.

    A number, from `phase_now`; None, which comes last, when no date is known.
    """
    rest = Substr(Value(WHOLE, output_field=CharField()), Length("starts") + 1)
    digits = Concat("starts", rest, output_field=CharField())
    for sign in "-T:":
        digits = Replace(digits, Value(sign), Value(""))
    begins = Cast(digits, BigIntegerField())
    return Case(
        When(phase_now=Phase.COMING, then=begins),
        When(phase_now=Phase.PAST, then=Value(LAST) - begins),
        output_field=BigIntegerField(null=True),
    )
