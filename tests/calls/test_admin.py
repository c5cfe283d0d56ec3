"""The admin of calls and of their rounds."""

from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains

from calls.models import Round
from tests.factories import ActorFactory, AxisFactory, CallFactory, RoundFactory
from tests.staff import edit, form_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

CALLS = "/gestion/calls/call/"
ROUNDS = "/gestion/calls/round/"


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_calls_costs_the_same_for_one_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        RoundFactory(call=CallFactory(leads=[ActorFactory()]))

    with django_assert_num_queries(7):
        admin_client.get(CALLS)


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_rounds_costs_the_same_for_one_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        RoundFactory(closes_at="2999-12-31")

    with django_assert_num_queries(7):
        admin_client.get(ROUNDS)


def test_list_of_rounds_filters_by_state(admin_client):
    opened = RoundFactory(opens_at="2020", closes_at="2999")
    RoundFactory(closes_at="2020")

    response = admin_client.get(ROUNDS, {"etat": "ouvert"})

    assert list(response.context["cl"].result_list) == [opened]


def test_round_shows_the_state_that_its_dates_tell(admin_client):
    RoundFactory(closes_at="2020-03-17")

    assertContains(admin_client.get(ROUNDS), "17\u00a0mars\u00a02020")
    assertContains(admin_client.get(ROUNDS), "clos")


def test_round_that_closes_before_it_opens_is_told(admin_client):
    edition = RoundFactory()

    response = edit(admin_client, f"{ROUNDS}{edition.pk}/change/", opens_at="01/06/2024", closes_at="01/03/2024")

    assert told(response) == ["Une édition ferme après avoir ouvert."]


def test_round_is_created_with_its_axes_and_its_hour(admin_client):
    call = CallFactory()
    rows = {"axes-TOTAL_FORMS": "1", "axes-0-name": "création", "axes-0-position": "0"}

    edit(admin_client, f"{ROUNDS}add/", name="Vague 1", call=call.pk, closes_at="17/03/2024 18:00", **rows)

    edition = Round.objects.get()
    assert edition.closes_at == "2024-03-17T18:00"
    assert edition.axes.get().name == "création"


def test_axis_is_chosen_with_its_round(admin_client):
    AxisFactory(name="création", round__name="Cultures connectées 2024")
    query = {"app_label": "projects", "model_name": "funding", "field_name": "axis", "term": "creation"}

    answer = admin_client.get("/gestion/autocomplete/", query).json()

    assert [choice["text"] for choice in answer["results"]] == ["création (Cultures connectées 2024)"]


@pytest.mark.parametrize("url", [CALLS, ROUNDS])
def test_preview_of_a_draft(admin_client, url):
    edition = RoundFactory(draft=True, call__draft=True)
    entry = edition if url == ROUNDS else edition.call

    assert admin_client.get(f"{url}{entry.pk}/apercu/").status_code == 200


def test_form_of_a_call_links_to_its_rounds(admin_client):
    edition = RoundFactory()

    response = admin_client.get(f"{CALLS}{edition.call.pk}/change/")

    assertContains(response, f"{ROUNDS}{edition.pk}/change/")


def test_call_that_succeeds_to_itself_is_told(admin_client):
    call = CallFactory()

    response = edit(admin_client, f"{CALLS}{call.pk}/change/", succeeds=[call.pk])

    assert told(response) == ["Une fiche ne succède pas à elle-même."]
    assert not call.succeeds.exists()


def test_call_succeeds_to_another(admin_client):
    call, former = CallFactory(), CallFactory()

    edit(admin_client, f"{CALLS}{call.pk}/change/", succeeds=[former.pk])

    assert list(call.succeeds.all()) == [former]


def test_money_of_a_round_is_typed_and_shown_as_the_french_write_it(admin_client):
    url = f"{ROUNDS}{RoundFactory().pk}/change/"

    edit(admin_client, url, budget="1 250 000 €", max_grant="25 000,50", max_rate="33,5 %")

    edition = Round.objects.get()
    assert (edition.budget, edition.max_grant, edition.max_rate) == (1_250_000, Decimal("25000.50"), Decimal("33.5"))
    form = form_of(admin_client.get(url))
    assert [form[name] for name in ("budget", "max_grant", "max_rate")] == [
        *("1\u00a0250\u00a0000", "25\u00a0000,50", "33,5"),
    ]
