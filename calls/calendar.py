"""The calendar of a round as its page draws it: what is done, where we stand, what comes."""

from dataclasses import dataclass, replace

from django.utils import timezone

from french.dates import PartialDate


@dataclass(frozen=True)
class Moment:
    """A date of the calendar."""

    date: PartialDate
    label: str
    is_deadline: bool = False
    done: bool = False
    now: bool = False  # the segment that follows is the present


def calendar(edition, at=None):
    """The dates of a round, in order; those of the same day in the order in which things happen."""
    at = at or timezone.now()
    moments = [replace(moment, done=moment.date.has_begun(at)) for moment in sorted(_dates(edition), key=_date)]
    last = sum(moment.done for moment in moments) - 1
    if 0 <= last < len(moments) - 1:
        moments[last] = replace(moments[last], now=True)
    return moments


def _dates(edition):
    known = (
        Moment(edition.opens_at, "Ouverture du dépôt"),
        *(Moment(milestone.date, milestone.label) for milestone in edition.milestones.all()),
        Moment(edition.closes_at, "Date limite", is_deadline=True),
        Moment(edition.decided_at, "Vote"),
        Moment(edition.results_at, "Publication des résultats"),
    )
    return (moment for moment in known if moment.date)


def _date(moment):
    return moment.date
