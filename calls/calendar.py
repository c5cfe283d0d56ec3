"""The calendar of a round as its page draws it: what is done, where we stand, what comes."""

from dataclasses import dataclass, replace

from django.utils import timezone

from directory.timed import Began
from french.dates import PartialDate

DATES = {
    "opens_at": "Ouverture du dépôt",
    "closes_at": "Date limite",
    "decided_at": "Vote",
    "results_at": "Publication des résultats",
}
CLOCKS = frozenset(map(Began, DATES))


@dataclass(frozen=True)
class Moment:
    """A date of the calendar."""

    date: PartialDate
    label: str
    is_deadline: bool = False
    done: bool = False
    now: bool = False  # the segment that follows is the present


def calendar(round, at=None):
    """The dates of a round, in order; those of the same day in the order in which things happen."""
    moments = sorted(_moments(round, at or timezone.now()), key=_date)
    last = sum(moment.done for moment in moments) - 1
    if 0 <= last < len(moments) - 1:
        moments[last] = replace(moments[last], now=True)
    return moments


def _moments(round, at):
    own = [
        Moment(getattr(round, field), label, field == "closes_at", Began(field).holds(round, at))
        for field, label in DATES.items()
    ]
    others = [Moment(one.date, one.label, done=one.DONE.holds(one, at)) for one in round.milestones.all()]
    return (moment for moment in (own[0], *others, *own[1:]) if moment.date)


def _date(moment):
    return moment.date
