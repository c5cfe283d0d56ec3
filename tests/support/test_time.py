"""Whether an event is to come or over: alike in the database and in Python, unchanged between two told moments."""

from datetime import UTC, timedelta
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.kind import EventKind
from support.models import Event
from tests.factories import EventFactory
from tests.once import once
from tests.strategies import TURNS, as_dates, dates_around, moments_around

pytestmark = pytest.mark.django_db
events = once(lambda: EventFactory.create_batch(2))


def said(moment):
    with patch("django.utils.timezone.now", lambda: moment):
        return {event.pk: (event.phase_now, event.phase) for event in Event.objects.with_phase()}


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_phase_changes_at_told_moments_alone_whatever_the_clocks_do(events, data):
    turn = data.draw(st.sampled_from(TURNS))
    for event in events:
        starts, ends = sorted(data.draw(st.tuples(as_dates(moments_around(turn)), dates_around(turn))))
        ends = data.draw(st.sampled_from([ends, ""])) if starts else ""
        Event._base_manager.filter(pk=event.pk).update(starts=starts, ends=ends)
    since = data.draw(moments_around(turn))
    until = EventKind().next_transition(since) or since + timedelta(days=20_000)
    last = until.astimezone(UTC) - timedelta.resolution

    before, just_before = said(since), said(last)

    assert before == just_before
    assert all(in_database == in_python for in_database, in_python in before.values())
