"""Each footer says what a page of that kind weighs, as the command measured it at the last release."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import resolve

from operations import measures as module
from operations.measures import measures, weight_of
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db

OLD = """page,view,address,kilobytes,requests,elements,ecoindex,grade,measured_on
Contact,contact,/contact/,0,0,0,0.0,G,2020-01-02
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "measures.csv"
    path.write_text(OLD)
    monkeypatch.setattr(module, "FILE", path)
    measures.cache_clear()
    weight_of.cache_clear()
    yield path
    measures.cache_clear()
    weight_of.cache_clear()


@pytest.mark.parametrize("row", measures(), ids=lambda row: row.address)
def test_measures_are_under_their_ceilings(row):
    assert (row.kilobytes <= 200, row.requests <= 12, row.elements <= 420, row.grade) == (True, True, True, "A")


@pytest.mark.parametrize("row", measures(), ids=lambda row: row.address)
def test_row_names_the_view_of_its_address(row):
    assert resolve(row.address.partition("?")[0]).view_name == row.view


def told_by(client, address):
    footer = client.get(address).content.decode().partition("<footer")[2]
    return re.findall(r"pèse environ (\d+)&nbsp;ko", footer)


@pytest.mark.parametrize(
    "address", ["/", "/contact/", "/projets/", "/projets/?vue=tableau", "/projets/?q=introuvable"]
)
def test_page_says_what_one_of_its_kind_weighs(client, address):
    ProjectFactory()
    known = {row.view: row.kilobytes for row in reversed(measures())}

    assert told_by(client, address) == [str(known[resolve(address.partition("?")[0]).view_name])]


def test_page_that_was_not_measured_says_the_heaviest(client):
    assert told_by(client, "/acteurs/filtres/tous/") == [str(max(row.kilobytes for row in measures()))]


@pytest.mark.parametrize("address", ["/introuvable/", "/projets/introuvable/"])
def test_error_page_says_nothing_of_a_weight_that_nobody_measured(client, address):
    assert told_by(client, address) == []


def test_withdrawn_page_says_nothing_of_a_weight_that_nobody_measured(client):
    project = ProjectFactory()
    project.status = "retire"
    project.save()

    response = client.get(project.get_absolute_url())

    assert (response.status_code, told_by(client, project.get_absolute_url())) == (410, [])


def test_command_measures_again(file):
    call_command("measure_pages", stdout=StringIO())

    measures.cache_clear()
    (row,) = measures()
    assert (row.page, row.view, row.address) == ("Contact", "contact", "/contact/")
    assert 10 < row.kilobytes < 100  # as in the tests, where nothing is compressed
    assert (row.requests, row.grade) == (4, "A")
    assert 100 < row.elements < 200
    assert row.measured_on > date(2026, 1, 1)


def test_command_refuses_invented_entries(file):
    ProjectFactory(is_example=True)

    with pytest.raises(CommandError, match="exemple"):
        call_command("measure_pages", stdout=StringIO())

    assert file.read_text() == OLD


def test_command_refuses_an_address_that_leads_nowhere(file):
    file.write_text(OLD.replace("/contact/", "/contacte/"))

    with pytest.raises(CommandError, match="/contacte/ répond 404"):
        call_command("measure_pages", stdout=StringIO())
