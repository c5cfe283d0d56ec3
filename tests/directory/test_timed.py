"""A condition says the same in SQL, in Python and by the moments when it changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from calls.models import Call, Round
from directory.timed import Began, DayOver, Is, Known, Over, Reached, YearOver, changes
from french.dates import PARIS, PartialDate
from tests.factories import CallFactory, RoundFactory
from tests.strategies import known_dates, moments, moments_near, partial_dates

pytestmark = pytest.mark.django_db
unhurried = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]  # whatever else the machine does
in_database = settings(deadline=None, suppress_health_check=unhurried)


def paris(*numbers):
    return datetime(*numbers, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("date", "moment", "began", "over"),
    [
        ("", paris(2024, 3, 17), False, False),
        ("2024", paris(2023, 12, 31, 23, 59), False, False),
        ("2024", paris(2024, 1, 1), True, False),
        ("2024", paris(2024, 12, 31, 23, 59), True, False),
        ("2024", paris(2025, 1, 1), True, True),
        ("2024-02", paris(2024, 2, 29, 23, 59), True, False),
        ("2024-02", paris(2024, 3, 1), True, True),
        ("2024-03-17", paris(2024, 3, 17), True, False),
        ("2024-03-17", paris(2024, 3, 18), True, True),
        ("2024-03-17T18:00", paris(2024, 3, 17, 17, 59), False, False),
        ("2024-03-17T18:00", paris(2024, 3, 17, 18, 0), True, True),
        ("2024-01-01", datetime(2023, 12, 31, 23, 0, tzinfo=UTC), True, False),
        ("2024-10-27T02:30", paris(2024, 10, 27, 2, 10).replace(fold=1), True, True),
    ],
)
def test_beginning_and_end_of_a_date(date, moment, began, over):
    edition = Round(results_at=date)

    assert (Began("results_at").holds(edition, moment), Over("results_at").holds(edition, moment)) == (began, over)


# one field that no constraint ties to another, for each
CONDITIONS = {
    "began": Began("decided_at"),
    "over": Over("decided_at"),
    "over within a fortnight": Over("decided_at", within_days=14),
    "over within a year": Over("decided_at", within_days=366),
    "day over": DayOver("decided_at"),
    "year over": YearOver("year"),
    "reached": Reached("publish_from"),
    "known": Known("decided_at"),
    "is": Is("override", "suspendu"),
    "not": ~Began("decided_at"),
    "not a year": ~YearOver("year"),
    "both": Known("decided_at") & ~Over("decided_at"),
    "either": YearOver("year") | Began("decided_at"),
}


def make_round(draw):
    Round.objects.all()._raw_delete("default")
    edition = RoundFactory(
        call=Call.objects.first() or CallFactory(),
        decided_at=draw(partial_dates),
        year=draw(st.none() | st.integers(1990, 2040)),
        override=draw(st.sampled_from(["", "suspendu"])),
        publish_from=draw(st.none() | moments),
    )
    years = [PartialDate(edition.year)] if edition.year else []
    return edition, draw(moments | moments_near(edition.decided_at, *years))


def true_in_database(moment):
    return {name for name, condition in CONDITIONS.items() if Round.objects.filter(condition.q(moment)).exists()}


@in_database
@given(data=st.data())
def test_database_and_python_agree(data):
    edition, moment = make_round(data.draw)

    in_python = {name for name, condition in CONDITIONS.items() if condition.holds(edition, moment)}

    assert true_in_database(moment) == in_python


@in_database
@given(data=st.data())
def test_conditions_change_at_the_moments_they_tell_and_at_no_other(data):
    _edition, moment = make_round(data.draw)
    clocks = frozenset().union(*(condition.clocks for condition in CONDITIONS.values()))
    told = [change.moment for change in changes(Round.objects, clocks, moment)]
    until = min(told, default=moment + timedelta(days=20_000)).astimezone(UTC)
    then = data.draw(st.timedeltas(timedelta(0), until - moment - timedelta.resolution).map(moment.__add__))

    assert true_in_database(moment) == true_in_database(then) == true_in_database(until - timedelta.resolution)
    assert not told or true_in_database(moment) != true_in_database(until)


@in_database
@example(PartialDate("2024-10-27T02:30"), 0)
@example(PartialDate("2024-03-31T02:30"), 0)
@given(known_dates, st.sampled_from([0, 14]))
def test_clock_turns_at_the_moment_it_tells(date, days):
    Round.objects.all()._raw_delete("default")
    RoundFactory(call=Call.objects.first() or CallFactory(), decided_at=date)

    for clock in (Began("decided_at"), Over("decided_at", within_days=days)):
        turn = clock.changes_at(Round.objects.get()).astimezone(UTC)
        sides = [Round.objects.filter(clock.q(at)).exists() for at in (turn - timedelta(seconds=1), turn)]
        assert sides == [False, True]


def test_changes_are_those_that_are_still_to_come():
    later = RoundFactory(decided_at="2024-07", results_at="2024-07-15")
    RoundFactory(decided_at="2024-05", results_at="2024-05")
    clocks = {Began("decided_at"), Over("decided_at"), Began("results_at")}

    told = changes(Round.objects, clocks, paris(2024, 7, 1))

    assert sorted(told) == [(paris(2024, 7, 15), later.pk), (paris(2024, 8, 1), later.pk)]
