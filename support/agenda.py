"""The events of a page of the agenda, parted by month: what comes, then what is over."""

from itertools import groupby
from typing import NamedTuple

from django.utils import timezone
from django.utils.text import capfirst

from french import periods
from french.dates import PartialDate

from .models.phase import Phase

UNDATED = "Date non précisée"


class Month(NamedTuple):
    """Events of one month, or that have no date; `is_past` when they are over."""

    title: str
    is_past: bool
    events: list


class Agenda(NamedTuple):
    """What comes from today on, then what is over."""

    coming: list
    past: list
    today: str


def agenda(events):
    """Part events, in the order of an agenda."""
    months = [
        Month(title, phase != Phase.COMING, list(some))
        for (phase, title), some in groupby(events, lambda event: (event.phase_now, month_of(event)))
    ]
    coming, past = ([month for month in months if month.is_past is over] for over in (False, True))
    today = PartialDate.of_moment(timezone.now())[:10]
    return Agenda(coming, past, periods.period(PartialDate(today), PartialDate("")))


def month_of(event):
    return capfirst(periods.month(event.starts)) or UNDATED
