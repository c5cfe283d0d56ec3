"""Between two of the moments that are told, nothing that is public changes: neither entries, nor what they tell."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directory.registry import KINDS
from finding.memory.clock import next_transition, passed
from french.dates import PARIS
from projects.kind import ProjectKind
from projects.models import Project, Step
from tests.factories import (
    MilestoneFactory,
    ProjectFactory,
    RoundFactory,
    StepFactory,
    factory_of,
)
from tests.strategies import TURNS, known_dates, moments

pytestmark = pytest.mark.django_db
unhurried = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]  # whatever else the machine does
in_database = settings(deadline=None, suppress_health_check=unhurried)

NOON = datetime(2024, 6, 15, 12, tzinfo=PARIS)


def at(moment):
    """Let it be that moment."""
    return patch("django.utils.timezone.now", lambda: moment)


@pytest.mark.parametrize("kind", KINDS)
def test_planned_publication_of_any_entry_is_told(kind):
    planned = NOON + timedelta(hours=1)
    entry = factory_of(kind)(publish_from=planned)

    with at(NOON):
        before = entry.is_published, type(entry).objects.published().exists()
    with at(planned):
        after = entry.is_published, type(entry).objects.published().exists()

    assert (before, after) == ((False, False), (True, True))
    assert next_transition(NOON) == planned
    assert passed(NOON, planned)[entry.entry_kind()] == {entry.pk}
    assert entry.pk not in passed(planned, planned + timedelta(hours=1)).get(entry.entry_kind(), set())


@pytest.mark.parametrize("kind", KINDS)
def test_planned_withdrawal_of_any_entry_is_told(kind):
    planned = NOON + timedelta(hours=1)
    entry = factory_of(kind)(publish_until=planned)

    with at(NOON):
        before = entry.is_published, type(entry).objects.published().exists()
    with at(planned):
        after = entry.is_published, type(entry).objects.published().filter(pk=entry.pk).exists()

    assert (before, after) == ((True, True), (False, False))
    assert next_transition(NOON) == planned
    assert passed(NOON, planned)[entry.entry_kind()] == {entry.pk}


@in_database
@given(st.lists(st.none() | moments, min_size=3, max_size=3), st.sampled_from(TURNS), st.data())
def test_between_two_told_moments_no_entry_comes_out(planned, turn, data):
    rows = Project.objects.order_by("pk") if Project.objects.exists() else ProjectFactory.create_batch(3)
    for project, moment in zip(rows, planned, strict=True):
        Project.objects.filter(pk=project.pk).update(publish_from=moment)
    since = data.draw(st.sampled_from([*filter(None, planned), turn])) + data.draw(
        st.sampled_from([timedelta(0), -timedelta.resolution, -timedelta(hours=1)])
    )
    last = next_transition(since) - timedelta.resolution

    with at(since):
        before = set(Project.objects.published())
    with at(last):
        after = set(Project.objects.published())

    assert before == after


@in_database
@example("2024-10-27T02:30", datetime(2024, 10, 27, 0, 0, tzinfo=UTC))
@example("2024-03-31T02:30", datetime(2024, 3, 31, 0, 30, tzinfo=UTC))
@given(known_dates, st.sampled_from(TURNS))
def test_between_two_told_moments_no_step_is_done(date, turn):
    step = Step.objects.first() or StepFactory()
    step.date = date
    step.save()
    source = ProjectKind()

    for since in (turn, step.date.first.astimezone(UTC) - timedelta(minutes=90), step.date.first):
        until = source.next_transition(since)
        last = (until or since + timedelta(days=20_000)).astimezone(UTC) - timedelta.resolution
        done = []
        for moment in (since, last, last + timedelta.resolution):
            with at(moment):
                done.append(step.is_done)
        assert done == [done[0], done[0], bool(until) or done[0]]


@in_database
@given(moments)
def test_nothing_is_told_later_than_midnight_in_paris(moment):
    until = next_transition(moment)

    told = until.astimezone(PARIS)
    assert until > moment
    assert (told.hour, told.minute, told.second) == (0, 0, 0)
    assert (told.date() - moment.astimezone(PARIS).date()).days == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_moments_take_the_same_queries_whatever_is_planned(django_assert_num_queries, rows):
    for _ in range(rows):
        StepFactory(project=ProjectFactory(publish_from=NOON + timedelta(days=1)), date="2024-07")
        MilestoneFactory(round=RoundFactory(closes_at="2024-09"), date="2024-08")

    # the steps, the dates of projects; the rounds and the milestones that calls tell; the dates of events
    with django_assert_num_queries(len(KINDS) + 5):
        next_transition(NOON)
    with django_assert_num_queries(len(KINDS) + 3):  # the rounds that calls tell, the dates of projects, of events
        passed(NOON, NOON + timedelta(days=20))
