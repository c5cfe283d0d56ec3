"""What the form tells of the imports."""

import pytest
from pytest_django.asserts import assertContains

from tests.factories import PlaceFactory, ProjectFactory, SourceRecordFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"


def change(entry):
    return f"{PROJECTS}{entry.pk}/change/"


def test_form_tells_what_was_imported_then_changed(admin_client):
    project = ProjectFactory(name="Nouveau titre")
    SourceRecordFactory(
        identifier=project.identifier,
        values={"name": "Ancien titre", "summary": project.summary, "metiers": []},
        unplaced={"technologies": ["dispositif sonore"]},
    )

    response = admin_client.get(change(project))

    assert response.context["provenance"]["edited"] == [("nom", "Ancien titre")]
    assertContains(response, "dispositif sonore")


def test_value_that_one_of_the_files_told_was_not_changed_by_hand(admin_client):
    project = ProjectFactory(name="Titre")
    SourceRecordFactory(identifier=project.identifier, values={"name": "Titre"})
    SourceRecordFactory(identifier=project.identifier, values={"name": "Autre titre"})

    response = admin_client.get(change(project))

    assert response.context["provenance"]["edited"] == []


def test_form_tells_rows_changed_since_the_import(admin_client):
    place = PlaceFactory()
    values = {"places": [place.territory.identifier], "participations": ["porteur:a1234567"], "fundings": []}
    SourceRecordFactory(identifier=place.project.identifier, values=values)

    response = admin_client.get(change(place.project))

    assert response.context["provenance"]["edited"] == [("participations", "porteur:a1234567")]


def test_amount_that_was_imported_is_told_as_the_french_write_it(admin_client):
    project = ProjectFactory(total_cost=7)
    SourceRecordFactory(identifier=project.identifier, values={"total_cost": "250000.50"})

    response = admin_client.get(change(project))

    assert response.context["provenance"]["edited"] == [("coût total (€)", "250\u00a0000,50")]
