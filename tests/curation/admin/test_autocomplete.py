"""Searching in lists and in the fields that choose a row."""

import pytest

from tests.factories import ActorFactory, DisciplineFactory, MetierFactory, ProjectFactory, TermLabelFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"


def titles(response):
    return {row.name for row in response.context["cl"].result_list}


@pytest.mark.parametrize("words", ["mediation numerique", "MÉDIATION", "médiation-numérique"])
def test_search_finds_without_accents(admin_client, words):
    ProjectFactory(name="Médiation numérique")
    ProjectFactory(name="Autre chose")

    response = admin_client.get(PROJECTS, {"q": words})

    assert titles(response) == {"Médiation numérique"}


def test_search_finds_by_identifier(admin_client):
    project = ProjectFactory()
    ProjectFactory()

    response = admin_client.get(PROJECTS, {"q": project.identifier})

    assert titles(response) == {project.name}


def test_autocomplete_offers_the_terms_of_the_vocabulary(admin_client):
    wanted = DisciplineFactory(name="création sonore")
    MetierFactory(name="création")
    DisciplineFactory(name="création archivée", is_archived=True)

    found = choices(admin_client, "projects", "project", "disciplines", "creation")

    assert found == [(str(wanted.pk), "création sonore")]


def test_autocomplete_finds_another_writing(admin_client):
    term = TermLabelFactory(label="fab lab", term__name="fablab").term

    found = choices(admin_client, "projects", "project", "disciplines", "Fab-Lab")

    assert found == [(str(term.pk), "fablab")]


def test_autocomplete_puts_first_what_begins_so(admin_client):
    ActorFactory(name="Amis de Pau")
    ActorFactory(name="Pau Culture")
    ActorFactory(name="Pau")

    found = choices(admin_client, "projects", "participation", "actor", "pau")

    assert [label for _, label in found] == ["Pau", "Pau Culture", "Amis de Pau"]


def test_autocomplete_leaves_out_merged_entries(admin_client):
    winner = ActorFactory(name="La Halle")
    ActorFactory(name="La Halle 2", withdrawn=True, merged_into=winner)

    found = choices(admin_client, "projects", "participation", "actor", "halle")

    assert [label for _, label in found] == ["La Halle"]


@pytest.mark.parametrize("field", ["source_list", "nothing"])
def test_autocomplete_of_another_model_is_no_failure(admin_client, field):
    query = {"app_label": "directory", "model_name": "sourcerecord", "field_name": field, "term": "x"}

    response = admin_client.get("/gestion/autocomplete/", query)

    assert response.status_code == (200 if field == "source_list" else 403)


def choices(client, app, model, field, term):
    query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    answer = client.get("/gestion/autocomplete/", query).json()
    return [(choice["id"], choice["text"]) for choice in answer["results"]]
