"""The home page: true numbers, the open call, and nothing that is not public."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.home import DISCOVERED, counted, discovered, in_figures
from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    FundingFactory,
    LessonFactory,
    MetierFactory,
    OutsideReuseFactory,
    ParticipationFactory,
    PlaceFactory,
    PoleFactory,
    ProjectFactory,
    RoundFactory,
    TiersLieuFactory,
)
from tests.reading import flat

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)


@pytest.fixture
def mediation():
    return MetierFactory(name="médiation", slug="mediation")


@pytest.fixture
def home(client):
    return lambda: client.get("/").content.decode()


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def make_project(mediation, departement, **kwargs):
    project = ProjectFactory(metiers=[mediation], **kwargs)
    PlaceFactory(project=project, territory=CommuneFactory(within=[departement]))
    FundingFactory(project=project)
    ParticipationFactory(project=project)
    return project


@pytest.mark.parametrize(
    ("projects", "metiers", "expected"),
    [
        (0, 0, "0 projet"),
        (1, 1, "1 projet, 1 métier"),
        (2, 0, "2 projets"),
        (1234, 5, "1\u00a0234 projets, 5 métiers"),
    ],
)
def test_home_counts_in_words(projects, metiers, expected):
    assert counted(projects, metiers) == expected


def test_home_stands_without_any_data(home):
    page = home()

    assert "<h2>0 projet</h2>" in flat(page)
    assert "Aucun appel ouvert aujourd’hui" in page
    assert "À découvrir" not in page
    assert '<table class="matrix' not in page


def test_home_counts_published_projects_only(home, mediation):
    creuse = DepartementFactory(name="Creuse", slug="creuse")
    make_project(mediation, creuse)
    make_project(mediation, creuse, draft=True)
    make_project(mediation, creuse, withdrawn=True)

    page = home()

    assert "<h2>1 projet, 1 métier</h2>" in flat(page)
    assert 'aria-label="1 projet de médiation, Creuse" rel="nofollow">1</a>' in flat(page)


def test_home_never_names_a_draft(home, mediation):
    creuse = DepartementFactory()
    draft = make_project(mediation, creuse, name="Brouillon secret", draft=True)
    LessonFactory(project=draft, title="Leçon secrète")
    TiersLieuFactory(name="Lieu secret", draft=True)
    RoundFactory(name="Édition secrète", draft=True, closes_at=in_days(5))
    RoundFactory(name="Édition d’un appel secret", call__draft=True, closes_at=in_days(5))

    page = home()

    assert re.findall(r"secr[eè]t\w*", page) == []


def test_home_shows_the_nearest_deadline(home):
    RoundFactory(name="Plus tard", closes_at=in_days(40))
    RoundFactory(name="Bientôt", closes_at=in_days(11))

    page = home()

    assert re.search(r'id="appel-ouvert"><a href="[^"]+">Bientôt</a>', page)
    assert "<span>Ferme dans</span> <b>11</b> jours" in page


def test_home_shows_the_latest_rounds_when_none_is_open(home):
    RoundFactory(name="Édition close", year=2020)

    page = home()

    assert "Aucun appel ouvert aujourd’hui" in page
    assert "Édition close" in page


def test_projects_of_which_most_is_told_come_first(mediation):
    creuse = DepartementFactory()
    plain = [make_project(mediation, creuse, starts="2026") for _ in range(DISCOVERED)]
    text = make_project(mediation, creuse, starts="2020", body="Un récit.")
    lesson = make_project(mediation, creuse, starts="2020", body="Un récit.")
    LessonFactory(project=lesson)
    taken_up = make_project(mediation, creuse, starts="2020", body="Un récit.")
    LessonFactory(project=taken_up)
    OutsideReuseFactory(project=taken_up)

    assert discovered(DAY) == [taken_up, lesson, text, plain[0]]


def test_staff_choose_what_comes_first_between_two_days(mediation):
    told = make_project(mediation, DepartementFactory(), body="Un récit.")
    chosen = ProjectFactory(featured_from=DAY, featured_until=DAY)
    ProjectFactory(featured_from=DAY, draft=True), ProjectFactory(featured_from=DAY, is_example=True)
    open_ended = ProjectFactory(featured_from=DAY + timedelta(days=1))

    assert discovered(DAY - timedelta(days=1)) == [told]
    assert discovered(DAY) == [chosen, told]
    assert discovered(DAY + timedelta(days=1)) == [open_ended, told]


def test_discovered_projects_are_surely_funded(mediation):
    ProjectFactory(metiers=[mediation])
    sure = make_project(mediation, DepartementFactory())

    assert discovered(DAY) == [sure]


def test_figures_leave_examples_out(mediation):
    creuse, pole = DepartementFactory(), PoleFactory()
    make_project(mediation, creuse)
    make_project(mediation, pole)
    make_project(mediation, creuse, is_example=True)

    figures = in_figures()

    assert (figures["projects"], figures["holders"], figures["located"]) == (2, 2, 2)
    assert figures["outside_share"] == 50


def test_home_costs_the_same_for_one_project_or_five(client, mediation, django_assert_num_queries):
    creuse = DepartementFactory()
    make_project(mediation, creuse)
    Client().get("/")  # the index and what the map knows are read once
    with django_assert_num_queries(17):
        client.get("/")

    for _ in range(4):
        make_project(mediation, creuse)
    Client().get("/")
    with django_assert_num_queries(17):
        client.get("/")
