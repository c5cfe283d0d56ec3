"""One address may ask so much, whichever process answers it."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from opendata.api import limits
from opendata.api.limits import STEP, Meter
from opendata.models import ApiUse
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 12, 1, 12, 3, tzinfo=UTC)


def test_processes_know_what_the_others_counted():
    one, other = Meter(), Meter()

    for _ in range(2 * STEP):
        one.count("a", NOON)
    counted = other.count("a", NOON)

    assert counted == 2 * STEP + 1
    assert other.count("b", NOON) == 1


def test_count_begins_again_after_ten_minutes_and_is_erased():
    meter = Meter()
    for _ in range(STEP):
        meter.count("a", NOON)

    assert meter.count("a", NOON + timedelta(minutes=10)) == 1
    for _ in range(STEP):
        meter.count("b", NOON + timedelta(minutes=10))
    assert [use.sender for use in ApiUse.objects.all()] == ["b"]


def test_what_nobody_asked_after_is_erased_every_day():
    ApiUse.objects.create(sender="a", window=NOON)
    ApiUse.objects.create(sender="b", window=timezone.now())

    call_command("erase_uses", stdout=StringIO())

    assert [use.sender for use in ApiUse.objects.all()] == ["b"]


def test_count_goes_on_while_the_database_cannot_be_written(monkeypatch):
    def fail(*args):
        raise DatabaseError

    meter = Meter()
    monkeypatch.setattr(type(ApiUse.objects), "add", fail)

    assert [meter.count("a", NOON) for _ in range(2 * STEP)] == [*range(1, 2 * STEP + 1)]


def test_who_asks_too_much_is_told_when_to_come_back(client, settings, monkeypatch):
    settings.API_REQUESTS = 2
    monkeypatch.setattr(limits, "meter", Meter())
    ProjectFactory()

    answers = [client.get(f"/api/v1/projets/?page=1&q=son{number}") for number in range(3)]
    kept = client.get("/api/v1/projets/?page=1&q=son0")
    neighbour = client.get("/api/v1/projets/?page=1&q=son9", REMOTE_ADDR="192.0.2.7")

    assert [one.status_code for one in (*answers, kept, neighbour)] == [200, 200, 429, 200, 200]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 601
    assert answers[2].json()["detail"].startswith("Trop de demandes sont venues de votre adresse")
