"""Conditions on a row at a moment, each declared once and read three ways.

The database is asked `q`, one row in Python is asked `holds`, and `clocks` are what time changes in the condition. A
clock becomes true at a moment (`changes_at`), and stays so: between two moments that the clocks of a row tell,
nothing that is made of them with `&`, `|` and `~` can change.
"""

from collections import namedtuple
from dataclasses import dataclass
from datetime import UTC
from functools import reduce
from operator import or_

from django.db.models import Q, Value
from django.db.models.functions import Left, Length

from french.dates import PartialDate, clock_at

Change = namedtuple("Change", "moment pk")
DAY = 10  # letters of a date known to the day


def changes(rows, clocks, since):
    """Return a `Change(moment, pk)` for each change that time alone makes in some rows after a moment.

    One query, of the rows in which something is still to come: most rows never change again.
    """
    since = since.astimezone(UTC)
    ahead = reduce(or_, (clock.ahead(since) for clock in clocks))
    fields = sorted({clock.field for clock in clocks})
    told = rows.filter(ahead).order_by().values_list("pk", *fields, named=True)
    found = (Change(clock.changes_at(row), row.pk) for row in told for clock in clocks)
    return [change for change in found if change.moment and change.moment > since]


class Condition:
    """What is true or not of a row at a moment; `clocks` are the parts of it that time changes."""

    clocks = frozenset()

    def q(self, moment):
        """Return the condition in SQL."""
        raise NotImplementedError

    def holds(self, row, moment):
        """Return whether it is true of one row."""
        raise NotImplementedError

    def __and__(self, other):
        return Both(self, other)

    def __or__(self, other):
        return Either(self, other)

    def __invert__(self):
        return Not(self)


@dataclass(frozen=True)
class Both(Condition):
    one: Condition
    other: Condition

    @property
    def clocks(self):
        return self.one.clocks | self.other.clocks

    def q(self, moment):
        return self.one.q(moment) & self.other.q(moment)

    def holds(self, row, moment):
        return self.one.holds(row, moment) and self.other.holds(row, moment)


@dataclass(frozen=True)
class Either(Both):
    def q(self, moment):
        return self.one.q(moment) | self.other.q(moment)

    def holds(self, row, moment):
        return self.one.holds(row, moment) or self.other.holds(row, moment)


@dataclass(frozen=True)
class Not(Condition):
    one: Condition

    @property
    def clocks(self):
        return self.one.clocks

    def q(self, moment):
        return ~self.one.q(moment)

    def holds(self, row, moment):
        return not self.one.holds(row, moment)


@dataclass(frozen=True)
class Is(Condition):
    """A column holds a value, whatever the time."""

    field: str
    value: object

    def q(self, moment):
        return Q(**{self.field: self.value})

    def holds(self, row, moment):
        return getattr(row, self.field) == self.value


@dataclass(frozen=True)
class Known(Condition):
    """A partial date is known, whatever the time."""

    field: str

    def q(self, moment):
        return ~Q(**{self.field: ""})

    def holds(self, row, moment):
        return bool(getattr(row, self.field))


@dataclass(frozen=True)
class Clock(Condition):
    """What time alone makes true of a row, once and for good."""

    field: str

    @property
    def clocks(self):
        return frozenset({self})

    def changes_at(self, row):
        """Return the moment from which it is true; None when it never is."""
        raise NotImplementedError

    def ahead(self, moment):
        """Return the condition of the rows in which it becomes true after a moment, in SQL."""
        raise NotImplementedError

    def holds(self, row, moment):
        start = self.changes_at(row)
        # two moments of one zone would be compared without their offset from UTC, wrongly in October
        return start is not None and start <= moment.astimezone(UTC)


class Began(Clock):
    """A partial date has begun."""

    def q(self, moment):
        return ~Q(**{self.field: ""}) & Q(**{f"{self.field}__lte": str(PartialDate.of_moment(moment))})

    def changes_at(self, row):
        date = getattr(row, self.field)
        return date.first if date else None

    def ahead(self, moment):
        return Q(**{f"{self.field}__gt": str(PartialDate.of_moment(moment))})


@dataclass(frozen=True)
class Over(Clock):
    """A partial date is over; or will be, within so many days of the calendar."""

    within_days: int = 0

    def q(self, moment):
        now = str(PartialDate.of_moment(moment, self.within_days))
        as_precise = Left(Value(now), Length(self.field))
        return ~Q(**{self.field: ""}) & (Q(**{f"{self.field}__lt": as_precise}) | Q(**{self.field: now}))

    def changes_at(self, row):
        date = getattr(row, self.field)
        return date.over_within(self.within_days) if date else None

    def ahead(self, moment):
        return ~Q(**{self.field: ""}) & ~self.q(moment)


class DayOver(Clock):
    """The day of a partial date is over, whatever its hour; the date itself when it is known to the month or the year.

    What begins at 14 h and does not say when it ends lasts that day: at 14 h 05 it is not over.
    """

    def q(self, moment):
        today = str(PartialDate.of_moment(moment))[:DAY]
        return ~Q(**{self.field: ""}) & Q(**{f"{self.field}__lt": Left(Value(today), Length(self.field))})

    def changes_at(self, row):
        date = getattr(row, self.field)
        return PartialDate(date[:DAY]).after if date else None

    def ahead(self, moment):
        return ~Q(**{self.field: ""}) & ~self.q(moment)


class YearOver(Clock):
    """A year, kept as a number, is over in Paris."""

    def q(self, moment):
        return Q(**{f"{self.field}__lt": clock_at(moment).year})

    def changes_at(self, row):
        year = getattr(row, self.field)
        return PartialDate(year).after if year else None

    def ahead(self, moment):
        return Q(**{f"{self.field}__gte": clock_at(moment).year})


class Reached(Clock):
    """A moment, kept to the microsecond, is reached."""

    def q(self, moment):
        return Q(**{f"{self.field}__lte": moment})

    def changes_at(self, row):
        return getattr(row, self.field)

    def ahead(self, moment):
        return Q(**{f"{self.field}__gt": moment})
