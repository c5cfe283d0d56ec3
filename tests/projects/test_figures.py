"""Counts of projects: each once in every territory that holds one of its places, drafts never."""

import pytest

from projects import figures
from projects.models import Project
from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    MetierFactory,
    PlaceFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db


def counts(matrix):
    return [[cell.count for cell in row.cells] for row in matrix.rows]


def test_by_metier_counts_a_project_in_each_of_its_metiers():
    diffusion, gestion = MetierFactory(position=1), MetierFactory(position=2)
    ProjectFactory(metiers=[diffusion, gestion])
    ProjectFactory(metiers=[diffusion])
    ProjectFactory(metiers=[gestion], draft=True)

    cells = figures.by_metier(Project.objects.published())

    assert [(cell.metier, cell.count, cell.share) for cell in cells] == [(diffusion, 2, 1), (gestion, 1, 0.5)]


def test_by_metier_of_nothing_is_zero():
    MetierFactory()

    assert [(cell.count, cell.share) for cell in figures.by_metier(Project.objects.published())] == [(0, 0)]


def test_matrix_counts_a_project_once_however_many_places_it_has():
    creuse, metier = DepartementFactory(), MetierFactory()
    project = ProjectFactory(metiers=[metier])
    for commune in (CommuneFactory(within=[creuse]), CommuneFactory(within=[creuse])):
        PlaceFactory(project=project, territory=commune)

    matrix = figures.matrix(Project.objects.published(), [creuse])

    assert counts(matrix) == [[1]]
    assert matrix.top == 1


def test_matrix_writes_its_zeros():
    creuse, landes = DepartementFactory(), DepartementFactory()
    first, second = MetierFactory(position=1), MetierFactory(position=2)
    PlaceFactory(project=ProjectFactory(metiers=[second]), territory=CommuneFactory(within=[creuse]))
    PlaceFactory(project=ProjectFactory(metiers=[first], draft=True), territory=CommuneFactory(within=[landes]))

    matrix = figures.matrix(Project.objects.published(), [creuse, landes])

    assert matrix.metiers == [first, second]
    assert counts(matrix) == [[0, 1], [0, 0]]


def test_matrix_costs_the_same_for_one_territory_or_three(django_assert_num_queries):
    territories = [DepartementFactory() for _ in range(3)]
    MetierFactory()

    with django_assert_num_queries(2):
        figures.matrix(Project.objects.published(), territories[:1])
    with django_assert_num_queries(2):
        figures.matrix(Project.objects.published(), territories)
