"""The map of a list and the list say the same."""

import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import ActorFactory, CommuneFactory, MetierFactory, ProjectFactory, TiersLieuFactory

pytestmark = pytest.mark.django_db


def map_of(client, address):
    return client.get(address).context["map"]


def told(drawn):
    return [(disc.spot.name, disc.count) for disc in drawn.discs]


def test_every_disc_is_what_its_link_finds(client, angouleme, cognac, bordeaux):
    mediation = MetierFactory(slug="mediation")
    for places in ([angouleme], [angouleme, bordeaux], [cognac]):
        ProjectFactory(territories=places, metiers=[mediation])
    ProjectFactory(territories=[bordeaux])

    drawn = map_of(client, "/projets/?vue=carte&metier=mediation")

    assert told(drawn) == [("Angoulême", 2), ("Bordeaux", 1), ("Cognac", 1)]
    for disc in drawn.discs:
        assert client.get(f"{disc.url}&format=json").json()["total"] == disc.count
        assert "metier=mediation" in disc.url


def test_every_departement_is_what_its_link_finds(client, charente, angouleme, cognac, bordeaux):
    ProjectFactory(territories=[angouleme, cognac])
    ProjectFactory(territories=[charente])
    ProjectFactory(territories=[bordeaux])

    drawn = map_of(client, "/projets/?vue=carte")

    assert [(row["name"], row["count"]) for row in drawn.rows] == [("Charente", 2), ("Gironde", 1)]
    for row in drawn.rows:
        assert client.get(f"{row['url']}&format=json").json()["total"] == row["count"]
    assert [shape.said for shape in drawn.shapes if shape.url] == ["Charente : 2 projets", "Gironde : 1 projet"]


def test_places_outside_the_territory_asked_for_are_not_drawn(client, angouleme, bordeaux):
    ProjectFactory(territories=[angouleme, bordeaux])
    ProjectFactory(territories=[bordeaux])

    drawn = map_of(client, "/projets/?vue=carte&territoire=charente")

    assert told(drawn) == [("Angoulême", 1)]
    assert [row["name"] for row in drawn.rows] == ["Charente"]
    assert [shape.said for shape in drawn.shapes if shape.is_chosen] == ["Charente : 1 projet"]


def test_tiers_lieu_asked_for_is_drawn_in_its_commune(client, angouleme):
    ProjectFactory(territories=[TiersLieuFactory(slug="l-atelier", located_in=angouleme)])
    ProjectFactory(territories=[angouleme])

    [disc] = map_of(client, "/projets/?vue=carte&territoire=l-atelier").discs

    assert (disc.count, disc.url) == (1, "/projets/?territoire=l-atelier")


def test_entries_without_a_known_commune_are_told_apart(client, charente, angouleme):
    ProjectFactory(territories=[angouleme])
    ProjectFactory(territories=[charente])
    ProjectFactory()

    response = client.get("/projets/?vue=carte")

    assert "hors de la carte&nbsp;: 2 projets." in response.content.decode()
    assert response.context["map"].spread.located == 1


@pytest.mark.parametrize("name", ["projects:list", "actors:list", "territories:tiers-lieu-list"])
def test_drafts_are_neither_drawn_nor_counted(client, angouleme, name):
    ProjectFactory(draft=True, territories=[angouleme])
    ActorFactory(draft=True, seat=angouleme)
    TiersLieuFactory(draft=True, located_in=angouleme)

    points = client.get(reverse(name), {"format": "points"}).json()

    assert points == {"total": 0, "unlocated": 0, "points": []}


def test_seats_of_actors_are_drawn(client, angouleme):
    ActorFactory(seat=angouleme)
    ActorFactory(seat=TiersLieuFactory(located_in=angouleme))

    assert told(map_of(client, "/acteurs/?vue=carte")) == [("Angoulême", 2)]


def test_page_shows_the_drawing_its_table_and_the_entries(client, angouleme):
    project = ProjectFactory(territories=[angouleme])

    page = client.get("/projets/?vue=carte").content.decode()

    assert "<title>Angoulême : 1 projet</title>" in page
    assert '<a href="/projets/?territoire=angouleme-16015">Angoulême</a>&nbsp;(1)' in page
    assert project.get_absolute_url() in page


def test_drawing_of_a_full_region_is_light(client, charente):
    for number in range(80):
        commune = CommuneFactory(
            name=f"Saint-Martin-sur-Charente {number}",
            code=f"16{number:03}",
            within=[charente],
            latitude=45.2 + number / 100,
            longitude=number / 100,
        )
        ProjectFactory(territories=[commune])

    page = client.get("/projets/?vue=carte").content.decode()
    drawing = re.search(r'<svg class="map".*?</svg>', page, re.DOTALL)[0]

    assert len(drawing) <= 15_000
    assert len(gzip.compress(drawing.encode())) <= 4_000
    assert "disent les 50 premières communes, sur 80" in " ".join(page.split())


@pytest.mark.parametrize("rows", [1, 3])
def test_map_takes_the_same_queries_whatever_it_shows(client, django_assert_num_queries, charente, rows):
    for _ in range(rows):
        ProjectFactory(territories=[CommuneFactory(within=[charente], latitude=45.6, longitude=0.2)])
    Client().get("/projets/?vue=carte")  # the index and what the map knows are read once

    with django_assert_num_queries(7):
        client.get("/projets/?vue=carte")


def test_renamed_commune_is_renamed_on_the_map(client, angouleme):
    ProjectFactory(territories=[angouleme])
    client.get("/projets/?vue=carte")

    angouleme.name = "Angoulême-la-Belle"
    angouleme.save()

    assert told(map_of(client, "/projets/?vue=carte")) == [("Angoulême-la-Belle", 1)]


def test_page_of_a_territory_draws_the_projects_inside(client, charente, angouleme, bordeaux):
    ProjectFactory(territories=[angouleme, bordeaux])

    drawn = map_of(client, charente.get_absolute_url())

    assert list(drawn.rings) == ["16"]
    assert told(drawn) == [("Angoulême", 1)]
    assert drawn.discs[0].url == "/projets/?territoire=angouleme-16015"


def test_page_of_a_territory_without_outline_has_no_map(client):
    commune = CommuneFactory(code="99001")

    assert 'class="map"' not in client.get(commune.get_absolute_url()).content.decode()
