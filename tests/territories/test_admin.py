"""The admin of territories, which official files give, and of tiers-lieux, which staff curate."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from territories.models import Territory, TiersLieu
from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    FormerNameFactory,
    PlaceFactory,
    PoleFactory,
    ServiceFactory,
    TiersLieuFactory,
)
from tests.staff import edit, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

TERRITORIES = "/gestion/territories/territory/"
TIERS_LIEUX = "/gestion/territories/tierslieu/"
PLACE = {"app_label": "projects", "model_name": "place", "field_name": "territory"}
COMMUNE = {"app_label": "territories", "model_name": "tierslieu", "field_name": "located_in"}


def choices(client, field, term):
    answer = client.get("/gestion/autocomplete/", {**field, "term": term}).json()
    return [choice["text"] for choice in answer["results"]]


@pytest.mark.parametrize("term", ["st jean de luz", "Saint-Jean-de-Luz", "SAINT JEAN DE LUZ", "64483"])
def test_commune_is_found_as_people_type_it(admin_client, term):
    basque = DepartementFactory(name="Pyrénées-Atlantiques")
    CommuneFactory(name="Saint-Jean-de-Luz", code="64483", within=[basque])
    CommuneFactory(name="Saint-Jean-d’Angély", code="17347")

    assert choices(admin_client, PLACE, term) == ["Saint-Jean-de-Luz (Pyrénées-Atlantiques)"]


def test_commune_is_found_by_a_former_name(admin_client):
    FormerNameFactory(name="Sauzé-Vaussais", territory__name="Sauzé-entre-Bois")

    assert choices(admin_client, PLACE, "sauze vaussais") == ["Sauzé-entre-Bois"]


def test_homonyms_are_told_apart(admin_client):
    for name in ("Charente", "Gironde"):
        CommuneFactory(name="Mérignac", within=[DepartementFactory(name=name)])

    assert set(choices(admin_client, PLACE, "merignac")) == {"Mérignac (Charente)", "Mérignac (Gironde)"}


def test_place_of_a_project_may_be_a_tiers_lieu_or_a_pole(admin_client):
    PoleFactory(name="Angoulême")
    TiersLieuFactory(name="La Halle d’Angoulême")

    assert choices(admin_client, PLACE, "angouleme") == ["Angoulême (pôle)", "La Halle d’Angoulême, tiers-lieu"]


def test_tiers_lieu_is_located_in_a_commune_of_today(admin_client):
    CommuneFactory(name="Vars")
    CommuneFactory(name="Vars-sur-Roseix", obsolete_since="2025")
    PoleFactory(name="Vars")

    assert choices(admin_client, COMMUNE, "vars") == ["Vars"]


@pytest.mark.parametrize("number", [1, 3])
def test_choices_cost_the_same_for_one_commune_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        CommuneFactory(name="Mazerolles", within=[DepartementFactory()])

    choices(admin_client, PLACE, "mazerolles")  # the names of the communes are read once

    with django_assert_num_queries(6):
        choices(admin_client, PLACE, "mazerolles")


def test_reference_is_read_only_but_for_what_the_policy_says(admin_client):
    commune = CommuneFactory(name="Angoulême", population=41_000)

    form = form_of(admin_client.get(f"{TERRITORIES}{commune.pk}/change/"))
    edit(admin_client, f"{TERRITORIES}{commune.pk}/change/", name="Autre", population="1", specialities="image")

    commune.refresh_from_db()
    assert {"name", "code", "population", "status", "slug"}.isdisjoint(form)
    assert (commune.name, commune.population, commune.specialities) == ("Angoulême", 41_000, "image")


def test_territory_is_neither_added_nor_deleted(admin_client):
    commune = CommuneFactory(draft=True)

    assert admin_client.get(f"{TERRITORIES}add/").status_code == 403
    assert admin_client.post(f"{TERRITORIES}{commune.pk}/delete/", {"post": "yes"}).status_code == 403


def test_list_of_territories_leaves_tiers_lieux_to_theirs(admin_client):
    commune, tiers_lieu = CommuneFactory(), TiersLieuFactory()

    territories = admin_client.get(TERRITORIES).context["cl"].result_list
    places = admin_client.get(TIERS_LIEUX).context["cl"].result_list

    assert (list(territories), list(places)) == ([commune], [tiers_lieu])


def test_tiers_lieu_among_territories_leads_to_its_form(admin_client):
    place = TiersLieuFactory()

    response = admin_client.get(f"{TERRITORIES}{place.pk}/change/?_popup=1")

    assertRedirects(response, f"{TIERS_LIEUX}{place.pk}/change/?_popup=1")


@pytest.mark.parametrize("url", [TERRITORIES, TIERS_LIEUX])
@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_and_three(admin_client, django_assert_max_num_queries, url, number):
    for _ in range(number):
        TiersLieuFactory(located_in=CommuneFactory(within=[DepartementFactory()]), services=[ServiceFactory()])

    with django_assert_max_num_queries(9):
        admin_client.get(url)


def test_tiers_lieu_is_created_in_its_commune(admin_client):
    charente = DepartementFactory()
    commune = CommuneFactory(within=[charente])

    edit(admin_client, f"{TIERS_LIEUX}add/", name="La Halle", located_in=commune.pk, opening="ouvert")

    place = TiersLieu.objects.get()
    assert set(place.containers.values_list("pk", flat=True)) == {place.pk, commune.pk, charente.pk}


def test_tiers_lieux_are_merged(admin_client):
    loser, winner = TiersLieuFactory(name="La Halle"), TiersLieuFactory(name="Halle aux tiers")
    place = PlaceFactory(territory=loser)

    admin_client.post(f"{TIERS_LIEUX}{loser.pk}/fusionner/?garder={winner.pk}")

    place.refresh_from_db()
    assert place.territory_id == winner.pk
    assert Territory.objects.get(pk=loser.pk).merged_into_id == winner.pk


def test_preview_of_a_tiers_lieu_in_draft(admin_client):
    place = TiersLieuFactory(draft=True, name="La Halle")

    assertContains(admin_client.get(f"{TIERS_LIEUX}{place.pk}/apercu/"), "La Halle")
