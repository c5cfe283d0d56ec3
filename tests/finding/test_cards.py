"""The rows of lists, made once for all the lists that show them."""

from copy import copy
from datetime import datetime
from functools import partial

import pytest
from django.test import Client

from finding import cards as module
from finding.cards import cards
from french.dates import PARIS
from tests.factories import ActorFactory, CommuneFactory, MetierFactory, ProjectFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    return CommuneFactory(name="Bordeaux", code="33063", latitude=44.8, longitude=-0.6)


@pytest.fixture
def project(commune):
    holder = ActorFactory(name="Atelier")
    return ProjectFactory(
        name="Fresque", metiers=[MetierFactory(name="médiation")], territories=[commune], holder=holder
    )


def read(address):
    """The page for a process that has no page in memory."""
    return Client().get(address).content.decode()


def test_row_that_another_list_shows_is_not_read_again(client, project, django_assert_num_queries):
    read("/projets/")

    with django_assert_num_queries(1):
        page = client.get("/projets/?metier=mediation").content.decode()

    assert "Fresque" in page


def test_row_says_what_was_written_since(project):
    before = read("/projets/")

    holder = project.participations.get().actor
    holder.name = "Manufacture"
    holder.save()

    assert ("Atelier" in before, "Manufacture" in read("/projets/")) == (True, True)


def test_row_says_what_time_has_changed(monkeypatch):
    RoundFactory(call__name="Appel", opens_at="2026-01", closes_at="2026-03-02T10:00")
    moments = [datetime(2026, 3, 2, hour, tzinfo=PARIS) for hour in (9, 11)]

    pages = []
    for moment in moments:
        monkeypatch.setattr("django.utils.timezone.now", partial(copy, moment))
        pages.append(read("/appels/"))

    assert pages[0] != pages[1]


def test_distance_is_told_to_those_who_asked_for_it(project):
    pages = [read("/projets/"), read("/projets/?autour=33063&rayon=30"), read("/projets/")]

    assert ["à 0\u00a0km" in page or "à 0 km" in page for page in pages] == [False, True, False]


def test_rows_kept_are_bounded(project, monkeypatch):
    monkeypatch.setattr(module.Cards, "most", 2)
    ProjectFactory.create_batch(6)

    for page in 1, 2, 3:
        read(f"/projets/?par_page=10&page={page}&tri=titre")
        read("/acteurs/")

    assert len(cards._known) <= 2 + 10
