"""Between two of the moments that are told, nothing that is said of a round changes; and no rule is written twice."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calls.calendar import calendar
from calls.kind import CallKind
from calls.models import Call, Milestone, Round, state
from calls.models.state import State
from directory.timed import Over
from french.dates import PARIS
from tests.factories import CallFactory, MilestoneFactory, RoundFactory
from tests.strategies import TURNS, as_dates, dates_around, moments_around

pytestmark = pytest.mark.django_db
unhurried = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]  # whatever else the machine does
in_database = settings(deadline=None, suppress_health_check=unhurried)

NOW = datetime(2024, 6, 15, 12, 0, tzinfo=PARIS)
kind = CallKind()


@pytest.fixture
def clock(monkeypatch):
    def show(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return show


def soon_is(days):
    """The table, with other days for what closes soon."""
    return [
        (one, Over("closes_at", within_days=days) if one is State.CLOSING else condition)
        for one, condition in state.RULES
    ]


@pytest.fixture
def fortnight(monkeypatch):
    """A round closes soon fourteen days before, whatever the table says today."""
    monkeypatch.setattr(state, "RULES", soon_is(14))


@pytest.fixture
def rounds():
    """A call and two of its rounds, with a milestone each."""
    return [milestone.round for milestone in MilestoneFactory.create_batch(2, round__call=CallFactory(), date="2024")]


def change(rounds, draw):
    """Give the rounds any dates around a turn of the calendar; return a moment among them."""
    turn = draw(st.sampled_from(TURNS))
    date, moment = dates_around(turn), moments_around(turn)
    for edition in rounds:
        opens_at, closes_at, results_at = sorted(draw(st.tuples(date, date, st.just("") | date)))
        open_ended = draw(st.sampled_from([False, False, True]))
        Round._base_manager.filter(pk=edition.pk).update(  # plain: dates are saved one by one
            opens_at=opens_at,
            closes_at="" if open_ended else closes_at,
            decided_at=draw(date),
            results_at=results_at,
            open_ended=open_ended,
            override=draw(st.sampled_from([*[""] * 9, *dict(Round.OVERRIDES)])),
            year=draw(st.none() | st.integers(turn.year - 1, turn.year + 1)),
            publish_from=draw(st.none() | moment),
            publish_until=draw(st.none() | moment),
        )
        Milestone._base_manager.filter(round=edition).update(date=draw(as_dates(moment)))
    return draw(moment)


def said(moment):
    """For each round, what its pages, its list and its index say at a moment."""
    with patch("django.utils.timezone.now", lambda: moment):
        rounds = Round.objects.with_state().select_related("call").prefetch_related("milestones")
        public = set(Round.objects.published().values_list("pk", flat=True))
        call = Call.objects.with_current_state().get()
        return {
            edition.pk: (
                *(edition.state_now, edition.state, edition.is_published, edition.pk in public),
                *(call.current_state, [(one.label, one.done, one.now) for one in calendar(edition)]),
            )
            for edition in rounds
        }


@in_database
@given(data=st.data())
def test_between_two_told_moments_nothing_changes(rounds, data):
    since = change(rounds, data.draw)
    until = kind.next_transition(since) or since + timedelta(days=20_000)
    last = until.astimezone(UTC) - timedelta.resolution
    then = data.draw(st.just(last) | st.timedeltas(timedelta(0), last - since).map(since.__add__))

    assert said(since) == said(then)


@in_database
@given(data=st.data())
def test_rounds_that_changed_are_told(rounds, data):
    since = change(rounds, data.draw)
    now = since + data.draw(st.timedeltas(timedelta(0), timedelta(days=800)))
    before, after = ({pk: told[:4] for pk, told in said(moment).items()} for moment in (since, now))

    assert {pk for pk in before if before[pk] != after[pk]} <= kind.passed(since, now)["calls.round"]


def test_next_moment_is_that_of_the_first_change(fortnight):
    edition = RoundFactory(
        opens_at="2024-02", closes_at="2024-06-30T18:00", decided_at="2024-07", results_at="2024-09-16", year=2024
    )
    MilestoneFactory(round=edition, date="2024-06-10")
    told, moment = [], datetime(2024, 1, 15, tzinfo=PARIS)

    while moment := kind.next_transition(moment):
        told.append(moment.strftime("%Y-%m-%dT%H:%M"))

    assert told == [
        *("2024-02-01T00:00", "2024-06-10T00:00", "2024-06-16T18:00", "2024-06-30T18:00", "2024-07-01T00:00"),
        *("2024-08-01T00:00", "2024-09-16T00:00", "2025-01-01T00:00"),
    ]


def test_rounds_that_time_leaves_as_they_are_are_not_told():
    for values in ({"closes_at": "2023"}, {"open_ended": True, "opens_at": "2024-01"}, {"override": "suspendu"}):
        RoundFactory(year=2020, **values)
    changed = RoundFactory(year=2020, closes_at="2024-06-20")

    assert kind.next_transition(datetime(2024, 6, 21, tzinfo=PARIS)) is None
    assert kind.passed(NOW, NOW + timedelta(days=30))["calls.round"] == {changed.pk}


@pytest.mark.parametrize("days", [0, 1, 14, 30])
def test_rule_is_changed_once_for_the_database_for_python_and_for_the_moments(monkeypatch, days):
    edition = RoundFactory(opens_at="2024-01", closes_at="2024-09-30T18:00")
    monkeypatch.setattr(state, "RULES", soon_is(days))
    turn = datetime(2024, 9, 30, 18, tzinfo=PARIS) - timedelta(days=days)
    before, after = turn - timedelta(seconds=1), turn

    assert kind.next_transition(NOW) == turn
    assert edition.state_at(before) == Round.objects.with_state(before).get().state_now == State.OPEN
    states = {edition.state_at(after), Round.objects.with_state(after).get().state_now}
    assert states == {State.CLOSING if days else State.CLOSED}


@pytest.mark.parametrize("days", [14, 30])
def test_list_follows_the_rule_without_a_write(client, clock, monkeypatch, days):
    monkeypatch.setattr(state, "RULES", soon_is(days))
    RoundFactory(opens_at="2024-01", closes_at="2024-09-30T18:00")
    turn = datetime(2024, 9, 30, 18, tzinfo=PARIS) - timedelta(days=days)
    totals = []

    for moment in (NOW, turn - timedelta(seconds=1), turn):
        clock(moment.astimezone(UTC))
        totals.append(client.get("/appels/?etat=bientot-clos&format=json").json()["total"])

    assert totals == [0, 0, 1]


# The calendar of Paris


def states(edition, *moments):
    """The states at some moments, in UTC; the database says the same."""
    moments = [datetime(*moment, tzinfo=UTC) for moment in moments]
    asked = [Round.objects.with_state(moment).get().state_now for moment in moments]
    assert asked == [edition.state_at(moment) for moment in moments]
    return asked


def test_round_that_closed_in_the_hour_told_twice_stays_closed():
    edition = RoundFactory(closes_at="2024-10-27T02:30")

    told = states(edition, (2024, 10, 27, 0, 29), (2024, 10, 27, 0, 30), (2024, 10, 27, 1, 0), (2024, 10, 27, 1, 30))

    assert told == ["bientot-clos", "clos", "clos", "clos"]


def test_round_that_closes_in_the_hour_skipped_closes_when_it_is_skipped():
    edition = RoundFactory(closes_at="2024-03-31T02:30")

    assert states(edition, (2024, 3, 31, 0, 59), (2024, 3, 31, 1, 0)) == ["bientot-clos", "clos"]
    assert kind.next_transition(datetime(2024, 3, 31, 0, tzinfo=UTC)) == datetime(2024, 3, 31, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("closes_at", "hour"),
    [
        ("2024-04-05", (2024, 3, 22, 23, 0)),  # 23 March at midnight, in winter time
        ("2024-11-05", (2024, 10, 22, 22, 0)),  # 23 October at midnight, in summer time
        ("2024-03-13", (2024, 2, 28, 23, 0)),  # 29 February at midnight
    ],
)
def test_days_before_closing_are_those_of_the_calendar(fortnight, closes_at, hour):
    edition, turn = RoundFactory(closes_at=closes_at), datetime(*hour, tzinfo=UTC)
    before = turn - timedelta(minutes=1)

    assert states(edition, before.timetuple()[:5], hour) == ["ouvert", "bientot-clos"]
    assert kind.next_transition(before) == turn


# What it costs


@pytest.mark.parametrize("rows", [1, 3])
def test_moments_take_the_same_queries_whatever_the_rounds(django_assert_num_queries, rows):
    for _ in range(rows):
        MilestoneFactory(round=RoundFactory(opens_at="2024-07", closes_at="2024-09"), date="2024-08")

    with django_assert_num_queries(3):  # calls, rounds, milestones
        kind.next_transition(NOW)
    with django_assert_num_queries(2):  # calls, rounds
        kind.passed(NOW, NOW + timedelta(days=20))
