"""The first page of the admin."""

import pytest
from django.contrib import admin
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import DepositFactory, ProjectFactory, RoundFactory, SourceRecordFactory, TiersLieuFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

INDEX = reverse("admin:index")


def to_do(response):
    return {
        (str(name), one.label): (one.number, one.url) for name, waiting in response.context["to_do"] for one in waiting
    }


def test_first_page_tells_what_is_to_do(admin_client):
    project = ProjectFactory(in_review=True)
    SourceRecordFactory(identifier=project.identifier, unplaced={"axis": ["numérisation"]})
    TiersLieuFactory()

    tasks = to_do(admin_client.get(INDEX))

    assert tasks["projets", "à relire"][0] == 1
    assert tasks["projets", "sans lieu d’action"][0] == 1
    assert tasks["projets", "avec des valeurs importées à placer"][0] == 1
    assert tasks["tiers-lieux", "sans commune"][0] == 1


def test_every_number_is_that_of_the_list_it_leads_to(admin_client):
    ProjectFactory(in_review=True)
    ProjectFactory(withdrawn=True)
    RoundFactory(draft=True)
    TiersLieuFactory()

    for number, url in to_do(admin_client.get(INDEX)).values():
        assert admin_client.get(url).context["cl"].result_count == number


FRAME = 5  # queries around the lists, which ask one each: imports to confirm, doubles of actors and of projects…


@pytest.mark.parametrize("number", [1, 3])
def test_first_page_costs_the_same_for_one_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        RoundFactory(draft=True)
        ProjectFactory(draft=True)

    busy = [one for one in admin.site._registry.values() if hasattr(one, "tasks")]
    with django_assert_num_queries(len(busy) + FRAME):
        admin_client.get(INDEX)


def test_first_page_tells_the_imports_to_confirm(admin_client):
    DepositFactory()
    DepositFactory(state="ecrit")

    assert to_do(admin_client.get(INDEX)) == {("imports", "à confirmer"): (1, reverse("admin:deposits-start"))}


def test_first_page_shows_what_somebody_may_see(client, django_user_model):
    ProjectFactory(in_review=True)
    client.force_login(django_user_model.objects.create_user("stagiaire", is_staff=True))

    response = client.get(INDEX)

    assert to_do(response) == {}
    assertNotContains(response, "à relire")


def test_menu_leads_to_the_lists(admin_client):
    assertContains(admin_client.get(INDEX), reverse("admin:projects_project_changelist"))


def test_admin_tells_search_engines_to_go_away(admin_client):
    assertContains(admin_client.get(INDEX), '<meta name="robots" content="NONE,NOARCHIVE">')
