"""In which months a call usually closes: an estimate, from what its past rounds tell."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from french.dates import MONTHS
from french.typography import joined

from .models.state import LIVELY

MONTH = 7  # letters of a date known to the month
LEAST, MOST = 2, 3  # rounds that make a habit; months beyond which there is none


@dataclass(frozen=True)
class Habit:
    """The months in which past rounds closed, and their years."""

    months: tuple  # from 1 to 12, in order
    years: tuple

    @property
    def when(self):
        """« en mars ou mai »."""
        return f"en {joined([MONTHS[month - 1] for month in self.months], 'ou')}"

    @property
    def told(self):
        """« date limite habituellement en mars ou mai (estimation, d’après 2021 et 2023) »."""
        return f"date limite habituellement {self.when} (estimation, d’après {joined(map(str, self.years))})"

    def months_ahead(self, at):
        """How many months there are until the first of them."""
        return min((month - at.month) % 12 for month in self.months)


def habit_of(rounds, at=None):
    """Return the habit of a call, from its rounds that are over; None when fewer than two have a known month.

    None too when one may apply to one of its rounds now or soon: what that one says is no estimate.
    """
    at = at or timezone.now()
    if any(round.state_at(at) in LIVELY for round in rounds):
        return None
    past = [date for round in rounds if len(date := round.closes_at) >= MONTH and date.after <= at]
    months = sorted({int(date[5:MONTH]) for date in past})
    if len(past) < LEAST or len(months) > MOST:
        return None
    return Habit(tuple(months), tuple(sorted({date.year for date in past})))


def usually(rounds):
    """The habit of a call in words; nothing when it has none."""
    habit = habit_of(rounds)
    return habit.told if habit else ""


def habits_of(rounds):
    """Return [(call, its habit in words)], of those that nothing replaced: what usually closes soonest comes first."""
    at, by_call = timezone.now(), defaultdict(list)
    for round in rounds.filter(call__ends="", call__succeeded_by=None):
        by_call[round.call].append(round)
    found = [(call, habit) for call, told in by_call.items() if (habit := habit_of(told, at))]
    found.sort(key=lambda pair: (pair[1].months_ahead(at), pair[0].key))
    return [(call, habit.told) for call, habit in found]
