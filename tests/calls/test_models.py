from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calls.models import Call, Round
from french.dates import PARIS
from tests.factories import ActorFactory, AxisFactory, CallFactory, MilestoneFactory, RoundFactory
from tests.strategies import moments, moments_near, partial_dates

pytestmark = pytest.mark.django_db
in_database = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

NOW = datetime(2024, 6, 15, 12, 0, tzinfo=PARIS)


@pytest.fixture
def at_noon(monkeypatch):
    """It is the 15th of June 2024, at noon in Paris."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


# The state of a round


STATES = [
    # what staff impose comes first
    ({"override": "suspendu", "results_at": "2024-01"}, "suspendu"),
    ({"override": "epuise", "closes_at": "2024-12-31"}, "epuise"),
    ({"override": "reporte", "opens_at": "2025"}, "reporte"),
    # then the results
    ({"results_at": "2024-06-15T12:00"}, "resultats-publies"),
    ({"closes_at": "2024-05", "results_at": "2024-06-15"}, "resultats-publies"),
    ({"closes_at": "2024-05", "results_at": "2024-06-15T12:01"}, "clos"),
    ({"open_ended": True, "results_at": "2024-01"}, "resultats-publies"),
    # then the opening
    ({"opens_at": "2024-06-15T12:01"}, "a-venir"),
    ({"opens_at": "2024-07", "closes_at": "2024-09"}, "a-venir"),
    ({"opens_at": "2024-06-16", "closes_at": "2024-06-20"}, "a-venir"),
    ({"opens_at": "2025", "open_ended": True}, "a-venir"),
    # no closing date at all
    ({"open_ended": True}, "ouvert"),
    ({"open_ended": True, "opens_at": "2024-06-15T12:00"}, "ouvert"),
    ({"open_ended": True, "year": 2019}, "ouvert"),
    # closed, the vote still to come
    ({"closes_at": "2024-06-14", "decided_at": "2024-06-15"}, "en-instruction"),
    ({"closes_at": "2024-06-15T11:59", "decided_at": "2024"}, "en-instruction"),
    # closed
    ({"closes_at": "2024-06-15T12:00"}, "clos"),
    ({"closes_at": "2024-05"}, "clos"),
    ({"closes_at": "2024-05", "decided_at": "2024-06-14"}, "clos"),
    ({"closes_at": "2023"}, "clos"),
    # closing within a fortnight
    ({"closes_at": "2024-06-15T12:01"}, "bientot-clos"),
    ({"closes_at": "2024-06-15"}, "bientot-clos"),
    ({"closes_at": "2024-06-28"}, "bientot-clos"),
    ({"closes_at": "2024-06-29T12:00"}, "bientot-clos"),
    ({"opens_at": "2024-06-15", "closes_at": "2024-06-20"}, "bientot-clos"),
    # open
    ({"closes_at": "2024-06-29T12:01"}, "ouvert"),
    ({"closes_at": "2024-06-29"}, "ouvert"),
    ({"closes_at": "2024-06"}, "ouvert"),
    ({"opens_at": "2024", "closes_at": "2024"}, "ouvert"),
    ({"closes_at": "2024-12-31", "decided_at": "2024-01"}, "ouvert"),
    # without a closing date, over with its year
    ({"year": 2023}, "clos"),
    ({"year": 2023, "opens_at": "2023-01"}, "clos"),
    # and nothing is known
    ({"year": 2024}, "dates-inconnues"),
    ({"year": 2024, "opens_at": "2024-01"}, "dates-inconnues"),
    ({"year": None}, "dates-inconnues"),
]


@pytest.mark.parametrize(("values", "state"), STATES)
def test_state_comes_from_the_dates(values, state):
    round = RoundFactory(**values)

    assert round.state_at(NOW) == state


@pytest.mark.parametrize(("values", "state"), STATES)
def test_database_says_the_same_state(values, state):
    RoundFactory(**values)

    assert Round.objects.with_state(NOW).get().state_now == state


def test_every_state_is_tried():
    assert {state for _, state in STATES} == set(Round.State)


def rounds(draw):
    """The values of a round whose dates are in order, as its constraints want."""
    opens_at, closes_at, results_at = sorted(draw(st.tuples(partial_dates, partial_dates, partial_dates)))
    open_ended = draw(st.booleans())
    return {
        "opens_at": opens_at,
        "closes_at": "" if open_ended else closes_at,
        "decided_at": draw(partial_dates),
        "results_at": results_at,
        "open_ended": open_ended,
        "override": draw(st.sampled_from(["", "", "", *dict(Round.OVERRIDES)])),
        "year": draw(st.none() | st.integers(1990, 2040)),
    }


@in_database
@given(data=st.data())
def test_database_and_python_agree_on_any_round(data):
    Round.objects.all().delete()
    round = RoundFactory(call=Call.objects.first() or CallFactory(), draft=True, **rounds(data.draw))
    dates = (round.opens_at, round.closes_at, round.decided_at, round.results_at)
    moment = data.draw(moments | moments_near(*dates))

    assert Round.objects.with_state(moment).get().state_now == round.state_at(moment)


# The hour of the deadline, a moment in UTC, the state. In March an hour is skipped, in October one is told twice: what
# closed the first time does not open again.
DEADLINES = [
    ("2026-06-30T18:00", (2026, 6, 30, 15, 59, 59), "bientot-clos"),
    ("2026-06-30T18:00", (2026, 6, 30, 16, 0), "clos"),
    ("2026-01-15T18:00", (2026, 1, 15, 16, 59, 59), "bientot-clos"),
    ("2026-01-15T18:00", (2026, 1, 15, 17, 0), "clos"),
    ("2026-03-29T02:30", (2026, 3, 29, 0, 59, 59), "bientot-clos"),
    ("2026-03-29T02:30", (2026, 3, 29, 1, 0), "clos"),
    ("2026-03-29", (2026, 3, 29, 21, 59, 59), "bientot-clos"),
    ("2026-03-29", (2026, 3, 29, 22, 0), "clos"),
    ("2026-10-25T02:30", (2026, 10, 25, 0, 29, 59), "bientot-clos"),
    ("2026-10-25T02:30", (2026, 10, 25, 0, 30), "clos"),
    ("2026-10-25T02:30", (2026, 10, 25, 1, 15), "clos"),
    ("2026-10-25", (2026, 10, 25, 22, 59, 59), "bientot-clos"),
    ("2026-10-25", (2026, 10, 25, 23, 0), "clos"),
]


@pytest.mark.parametrize(("closes_at", "moment", "state"), DEADLINES)
def test_state_around_a_deadline(closes_at, moment, state):
    edition = RoundFactory(closes_at=closes_at, year=2026)
    moment = datetime(*moment, tzinfo=UTC)

    assert edition.state_at(moment) == Round.objects.with_state(moment).get().state_now == state


@pytest.mark.parametrize(
    "moment", [datetime(2024, 6, 15, 22, 0, tzinfo=UTC), datetime(2024, 6, 16, 0, 0, tzinfo=PARIS)]
)
def test_day_ends_at_midnight_in_paris(moment):
    round = RoundFactory(closes_at="2024-06-15")

    assert round.state_at(moment - timedelta(seconds=1)) == Round.State.CLOSING
    assert round.state_at(moment) == Round.State.CLOSED


def test_year_ends_in_paris():
    round = RoundFactory(year=2023)

    assert round.state_at(datetime(2023, 12, 31, 22, 59, tzinfo=UTC)) == Round.State.UNKNOWN
    assert round.state_at(datetime(2023, 12, 31, 23, 0, tzinfo=UTC)) == Round.State.CLOSED


def test_state_is_known_before_the_round_is_saved():
    assert Round(closes_at="2019").state == Round.State.CLOSED


def test_state_changes_without_a_write():
    RoundFactory(opens_at="2024-06-01", closes_at="2024-06-30T18:00")
    moments = [NOW + timedelta(days=days) for days in (-20, -10, 5, 16)]

    states = [Round.objects.with_state(moment).get().state_now for moment in moments]

    assert states == ["a-venir", "ouvert", "bientot-clos", "clos"]


# The words of the calendar


@pytest.mark.parametrize(
    ("word", "states"),
    [
        ("open", {"ouvert", "bientot-clos"}),
        ("upcoming", {"a-venir"}),
        ("soon_closing", {"bientot-clos"}),
        ("closed", {"clos", "en-instruction", "resultats-publies", "epuise"}),
    ],
)
def test_words_gather_states(at_noon, word, states):
    for values, _ in STATES:
        RoundFactory(**values)

    found = getattr(Round.objects, word)()

    assert {round.state_now for round in found} == states
    assert found.count() == sum(state in states for _, state in STATES)


@pytest.mark.parametrize(("values", "state"), STATES)
def test_round_is_open_when_one_may_apply(at_noon, values, state):
    assert RoundFactory(**values).is_open is (state in ("ouvert", "bientot-clos"))


@pytest.mark.parametrize(
    ("closes_at", "days"),
    [
        ("", None),
        ("2024", None),
        ("2024-06", None),
        ("2024-06-15", 0),
        ("2024-06-15T08:00", 0),
        ("2024-06-16T00:00", 1),
        ("2024-07-01", 16),
        ("2024-12-15", 183),
        ("2024-06-14", -1),
    ],
)
def test_days_left_are_counted_in_paris(at_noon, closes_at, days):
    assert RoundFactory(closes_at=closes_at).days_left == days


def test_days_left_change_at_midnight_in_paris(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2024, 6, 15, 22, 30, tzinfo=UTC))

    assert RoundFactory(closes_at="2024-06-16").days_left == 0


def test_nearest_deadline_comes_first():
    for closes_at in ("2024-09", "", "2024-06-30", "2024-06-30T12:00"):
        RoundFactory(closes_at=closes_at)

    ordered = Round.objects.order_by_deadline().values_list("closes_at", flat=True)

    assert list(ordered) == ["2024-06-30", "2024-06-30T12:00", "2024-09", ""]


def test_open_rounds_come_before_those_to_come_and_the_latest(at_noon):
    old, latest, undated = RoundFactory(year=2019), RoundFactory(year=2023), RoundFactory(year=None)
    upcoming = RoundFactory(year=2025, opens_at="2025")
    opened = RoundFactory(year=2024, closes_at="2024-09")

    assert list(Round.objects.order_by_relevance()) == [opened, upcoming, latest, old, undated]


# Calls


def test_state_of_a_call_is_that_of_its_round_that_matters(at_noon):
    call = CallFactory()
    RoundFactory(call=call, year=2023, closes_at="2023")
    RoundFactory(call=call, year=2024, closes_at="2024-09")

    call = Call.objects.with_current_state().get()

    assert (call.current_state, call.last_year) == ("ouvert", 2024)


def test_rounds_that_are_not_public_say_nothing_of_their_call(at_noon):
    call = CallFactory()
    for state in ("draft", "withdrawn", "scheduled"):
        RoundFactory(call=call, year=2024, closes_at="2024-09", **{state: True})

    call = Call.objects.with_current_state().get()

    assert (call.current_state, call.last_year) == (None, None)


def test_genealogy_of_calls_goes_one_way():
    former = CallFactory()
    call = CallFactory(succeeds=[former])

    assert (list(call.succeeds.all()), list(former.succeeds.all())) == ([former], [])
    assert list(former.succeeded_by.all()) == [call]


def test_calls_are_found_by_who_leads_them():
    region = ActorFactory()
    call = CallFactory(leads=[region])
    CallFactory(partners=[region])

    assert list(Call.objects.led_by(region)) == [call]


def test_two_rounds_of_a_year_have_their_own_address():
    call = CallFactory(name="Cultures connectées")

    slugs = [RoundFactory(call=call, year=2024, name="Cultures connectées 2024").slug for _ in range(2)]

    assert slugs == ["cultures-connectees-2024", "cultures-connectees-2024-2"]


def test_axis_may_come_back_in_another_round():
    slugs = {AxisFactory(name="Création & œuvres").slug for _ in range(2)}

    assert slugs == {"creation-oeuvres"}


def test_round_and_axis_without_fundings_move_freely():
    axis, edition, call = AxisFactory(), RoundFactory(), CallFactory()
    axis.round, edition.call = edition, call

    edition.save()
    axis.save()

    axis.refresh_from_db()
    assert (axis.round, axis.round.call) == (edition, call)


def test_milestone_tells_its_date_in_french():
    assert str(MilestoneFactory(date="2024-03-01", label="comité")) == "1er\u00a0mars\u00a02024 : comité"
