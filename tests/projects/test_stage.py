"""The state of a project: what staff say, else what its dates say, in the list as on its page."""

from datetime import datetime
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from french.dates import PARIS
from projects.kind import ProjectKind
from projects.models import Project
from projects.models.stage import CLOCKS, Stage, stage_of
from tests.factories import ProjectFactory
from tests.reading import text_of
from tests.strategies import TURNS, dates_around, moments_around

pytestmark = pytest.mark.django_db
unhurried = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

JUNE = datetime(2024, 6, 15, 12, tzinfo=PARIS)


def at(moment):
    return patch("django.utils.timezone.now", lambda: moment)


@pytest.mark.parametrize(
    ("dates", "stage"),
    [
        ({"starts": "2023", "ends": "2024-05"}, Stage.FINISHED),
        ({"starts": "2024-01", "ends": "2024-12"}, Stage.RUNNING),
        ({"starts": "2024-07"}, Stage.PREPARED),
        ({"starts": "2020"}, Stage.BEGUN),
        ({}, Stage.UNKNOWN),
        ({"ends": "2024-05", "stage": "abandonne"}, Stage.ABANDONED),
    ],
)
def test_what_staff_say_comes_before_what_dates_say(client, dates, stage):
    project = ProjectFactory(**dates)

    with at(JUNE):
        found = client.get("/projets/", {"etat": stage.value or "en-cours", "format": "json"}).json()["total"]
        page = text_of(client, project)

    assert found == (1 if stage else 0)
    assert (f"État {stage.label}" in page) is bool(stage)
    assert ("d’après ses dates" in page) is bool(stage and not project.stage)


@settings(deadline=None, suppress_health_check=unhurried, max_examples=30)
@given(st.sampled_from(TURNS), st.data())
def test_database_and_python_say_the_same_and_change_when_told(turn, data):
    date, moment = dates_around(turn), data.draw(moments_around(turn))
    starts, ends = sorted(data.draw(st.tuples(date, date)))
    project = Project.objects.first() or ProjectFactory()
    Project.objects.filter(pk=project.pk).update(starts=starts, ends=ends)
    project.refresh_from_db()

    assert Project.objects.with_stage(moment).get().stage_now == stage_of(project, moment)
    until = ProjectKind().next_transition(moment)
    changes = [one for clock in CLOCKS if (one := clock.changes_at(project)) and one > moment]
    assert until == min(changes, default=None)
    if until:
        assert project.pk in ProjectKind().passed(moment, until)["projects.project"]
