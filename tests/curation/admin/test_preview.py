"""Reading an entry before the public may."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"


def change(entry):
    return f"{PROJECTS}{entry.pk}/change/"


def test_preview_shows_a_draft_to_staff(admin_client):
    project = ProjectFactory(draft=True, name="Pas encore")

    response = admin_client.get(f"{PROJECTS}{project.pk}/apercu/")

    assertContains(response, "Pas encore")
    assertContains(response, "Aperçu")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_preview_is_closed_to_others(client):
    project = ProjectFactory(draft=True, name="Pas encore")

    response = client.get(f"{PROJECTS}{project.pk}/apercu/")

    assert response.status_code == 302


def test_preview_needs_the_permission_to_look(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("stagiaire", is_staff=True))

    response = client.get(f"{PROJECTS}{ProjectFactory(draft=True).pk}/apercu/")

    assert response.status_code == 403


@pytest.mark.parametrize("key", ["999999", "abc"])
def test_preview_of_nothing_is_not_found(admin_client, key):
    assert admin_client.get(f"{PROJECTS}{key}/apercu/").status_code == 404


def test_public_page_of_a_draft_is_not_for_staff_either(admin_client):
    project = ProjectFactory(draft=True)

    assert admin_client.get(project.get_absolute_url()).status_code == 404


def test_view_on_site_is_for_published_entries(admin_client):
    published, draft = ProjectFactory(), ProjectFactory(draft=True)

    assertContains(admin_client.get(change(published)), "Voir sur le site")
    assertNotContains(admin_client.get(change(draft)), "Voir sur le site")
