"""Who does what, and where: each cell is the number of its list, drafts never, the zeros always."""

import re
from html import unescape

import pytest
from django.test import Client

from engine.tally import Tally
from finding.memory.library import library
from insights.matrix import MOST, Matrix, by_metier
from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    EpciFactory,
    MetierFactory,
    PlaceFactory,
    PoleFactory,
    ProjectFactory,
)
from tests.reading import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def metiers():
    return MetierFactory(name="diffusion", position=1), MetierFactory(name="gestion", position=2)


def told(scale="departement"):
    library.catch_up()
    return Matrix(scale)


def counts(matrix):
    return {row.territory.name: [*(cell.count for cell in row.cells), row.total] for row in matrix.rows}


def test_by_metier_counts_a_project_in_each_of_its_metiers_and_tells_zeros(metiers):
    ProjectFactory.create_batch(2, metiers=[metiers[0]])
    ProjectFactory(metiers=[metiers[0]], draft=True)
    index = library.catch_up().index("projects")

    cells = by_metier(Tally(index, index.alive))

    assert [(cell.metier, cell.count, cell.share) for cell in cells] == [(metiers[0], 2, 1), (metiers[1], 0, 0)]


def test_project_counts_once_in_a_territory_however_many_places_it_has(metiers):
    creuse = DepartementFactory(name="Creuse")
    project = ProjectFactory(metiers=metiers)
    for commune in (CommuneFactory(within=[creuse]), CommuneFactory(within=[creuse])):
        PlaceFactory(project=project, territory=commune)

    assert counts(told()) == {"Creuse": [1, 1, 1]}


def test_matrix_writes_its_zeros_and_leaves_drafts_out(metiers):
    creuse, landes = DepartementFactory(name="Creuse"), DepartementFactory(name="Landes")
    ProjectFactory(metiers=[metiers[1]], territories=[CommuneFactory(within=[creuse])])
    ProjectFactory(metiers=[metiers[0]], territories=[landes], draft=True)

    assert counts(told()) == {"Creuse": [0, 1, 1], "Landes": [0, 0, 0]}


@pytest.mark.parametrize(("scale", "name"), [("departement", "Charente"), ("pole", "Angoulême"), ("epci", "Agglo")])
def test_scale_is_a_kind_of_territory(scale, name, metiers):
    pole = PoleFactory(name="Angoulême", within=[DepartementFactory(name="Charente")])
    commune = CommuneFactory(within=[EpciFactory(name="Agglo", within=[pole])])
    ProjectFactory(metiers=[metiers[0]], territories=[commune])

    assert counts(told(scale)) == {name: [1, 0, 1]}


def test_too_many_territories_leave_those_of_few_projects_unseen(metiers):
    places = [EpciFactory() for _ in range(MOST + 3)]
    ProjectFactory.create_batch(2, territories=[places[-1]])
    matrix = told("epci")

    assert (len(matrix.rows), matrix.rows[0].territory.name) == (MOST, places[-1].name)
    assert "sur 15\u00a0; 14 n’en ont aucun connu." in matrix.unseen


@pytest.mark.parametrize("address", ["/", "/territoires/", "/territoires/?par=pole", "/territoires/?par=epci"])
def test_each_cell_leads_to_as_many_projects(client, metiers, address):
    pole = PoleFactory(within=[DepartementFactory()])
    commune = CommuneFactory(within=[EpciFactory(within=[pole])])
    ProjectFactory.create_batch(3, metiers=[metiers[0]], territories=[commune, CommuneFactory(within=[pole])])
    ProjectFactory(metiers=[metiers[1]], territories=[commune])

    page = client.get(address).text
    cells = re.findall(r'href="(/projets/\?metier=[^"]+territoire[^"]+)"[^>]* aria-label="(\d+)', page)

    assert len(cells) == 2
    assert all(client.get(unescape(f"{url}&format=json")).json()["total"] == int(count) for url, count in cells)


def test_scale_is_chosen_by_links_and_a_wrong_one_is_told(client, metiers):
    DepartementFactory()

    page = flat(client.get("/territoires/?par=rien").text)

    assert '<a href="/territoires/#explorer" aria-current="true" rel="nofollow">par département</a>' in page
    assert '<a href="/territoires/?par=epci#explorer" rel="nofollow">par intercommunalité</a>' in page
    assert "Tableau des métiers" in page


def test_overview_gives_way_to_the_list_once_something_is_asked(client, metiers):
    DepartementFactory(name="Creuse", slug="creuse")

    assert "Qui fait quoi" in client.get("/territoires/").text
    assert "Qui fait quoi" not in client.get("/territoires/?q=creuse").text


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_costs_the_same_whatever_there_is(client, metiers, django_assert_num_queries, rows):
    for _ in range(rows):
        ProjectFactory(metiers=metiers, territories=[DepartementFactory(), PoleFactory()])
    Client().get("/territoires/")  # the indexes are made once

    with django_assert_num_queries(9):
        client.get("/territoires/")
