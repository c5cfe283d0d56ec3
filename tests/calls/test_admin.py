"""The admin of calls and of their rounds."""

from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains

from calls.duplicates import next_round
from calls.models import Round
from tests.factories import (
    ActorFactory,
    AxisFactory,
    CallFactory,
    ItemFactory,
    MetierFactory,
    MilestoneFactory,
    RoundFactory,
)
from tests.staff import act, edit, form_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

CALLS = "/gestion/calls/call/"
ROUNDS = "/gestion/calls/round/"


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_calls_costs_the_same_for_one_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        RoundFactory(call=CallFactory(leads=[ActorFactory()]))
    admin_client.get(CALLS)  # what is read once for all is read

    with django_assert_num_queries(10):
        admin_client.get(CALLS)


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_rounds_costs_the_same_for_one_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        RoundFactory(closes_at="2999-12-31")
    admin_client.get(ROUNDS)  # what is read once for all is read

    with django_assert_num_queries(10):
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


def test_round_is_duplicated_for_the_next_year_as_a_draft(admin_client):
    edition = RoundFactory(
        name="Essais 2027",
        year=2027,
        opens_at="2027-01",
        closes_at="2027-03-01T18:00",
        postponed_from="2027-02",
        apply_url="https://depot.example/",
        website="https://financeur.example/2027",
        override="suspendu",
        budget=900,
    )
    AxisFactory(round=edition, name="création")
    MilestoneFactory(
        round=edition, date="2027-02-10", label="Réunion", url="https://a.example/", source_url="https://b.example/"
    )
    ItemFactory(round=edition, text="Sobriété.", source_url="https://source.example/")

    response = admin_client.post(f"{ROUNDS}{edition.pk}/dupliquer/")

    made = Round.objects.exclude(pk=edition.pk).get()
    assert response.url == f"{ROUNDS}{made.pk}/change/"
    assert (made.name, made.year, made.status, made.call) == ("Essais 2028", 2028, "brouillon", edition.call)
    assert (made.opens_at, made.closes_at, made.budget) == ("2028-01", "2028-03-01T18:00", 900)
    assert (made.apply_url, made.website, made.override, made.postponed_from) == ("", "", "", "")
    assert [axis.name for axis in made.axes.all()] == ["création"]
    told = [(one.date, one.label, one.url, one.source_url) for one in made.milestones.all()]
    assert told == [("2028-02-10", "Réunion", "", "")]
    assert [(one.text, one.source_url) for one in made.items.all()] == [("Sobriété.", "https://source.example/")]
    assert edition.axes.count() == edition.items.count() == edition.milestones.count() == 1


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("Essais 2025-2026", "Essais 2026-2027"),
        ("Essais 2026 – 2027", "Essais 2027 – 2028"),
        ("Essais 2026/27", "Essais 2027/28"),
        ("Horizon 2030, vague 2026", "Horizon 2030, vague 2027"),
        ("Essais 20261", "Essais 20261, édition suivante"),
    ],
)
def test_name_of_the_next_round_tells_its_years(name, following):
    assert next_round(RoundFactory(name=name, year=2026)).name == following


def test_rounds_ticked_in_the_list_are_duplicated_and_a_second_one_is_told(admin_client):
    edition = RoundFactory(name="Essais", year=2027)

    act(admin_client, ROUNDS, "duplicate_selected", edition)
    response = act(admin_client, ROUNDS, "duplicate_selected", edition)

    assert Round.objects.filter(year=2028, status="brouillon").count() == 2
    assert "Le dispositif a déjà une édition 2028." in told(response)[-1]


def test_reading_the_address_of_the_button_duplicates_nothing(admin_client):
    edition = RoundFactory()

    assert admin_client.get(f"{ROUNDS}{edition.pk}/dupliquer/").status_code == 403
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "milestone", "doubt"),
    [
        ({"closes_at": "2027-03-01", "decided_at": "2027-02"}, {}, "le vote (février 2027) viendrait avant la date"),
        ({"closes_at": "2027-03-01", "postponed_from": "2027-04"}, {}, "celle d’où elle est reportée"),
        ({"closes_at": "2027-03-01"}, {"kind": "jury", "date": "2027-02-10"}, "viendrait avant la date limite"),
        ({"closes_at": "2027-03-01"}, {"kind": "pre-depot", "date": "2027-03-02"}, "la date limite (1er mars 2027)"),
        ({"year": 2024, "closes_at": "2027-03-01"}, {}, "l’année (2024) n’est pas celle des dates"),
        ({"closes_at": "2027-03-01", "decided_at": "2027", "year": 2027}, {"date": "2027-03"}, ""),
    ],
)
def test_dates_that_contradict_are_told_and_saved(admin_client, values, milestone, doubt):
    edition = RoundFactory(**{"year": None} | values)
    if milestone:
        MilestoneFactory(round=edition, **milestone)

    response = edit(admin_client, f"{ROUNDS}{edition.pk}/change/", summary="Relue.")

    edition.refresh_from_db()
    doubts = [one for one in told(admin_client.get(response.url)) if one.startswith("À vérifier")]
    assert edition.summary == "Relue." and bool(doubts) == bool(doubt)
    assert doubt in " ".join(doubts).replace("\u00a0", " ")


def test_deadline_that_moves_asks_whether_it_is_postponed_and_the_public_calendar_is_shown(admin_client):
    edition = RoundFactory(closes_at="2024-03-01")
    url = f"{ROUNDS}{edition.pk}/change/"

    response = edit(admin_client, url, closes_at="01/04/2024")

    assert any("si elle est reportée" in one for one in told(admin_client.get(response.url)))
    assertContains(admin_client.get(url), "<b>1er avril 2024</b> Date limite")


def test_item_with_a_term_of_another_vocabulary_is_refused(admin_client):
    edition, metier = RoundFactory(), MetierFactory()
    rows = {
        "items-TOTAL_FORMS": "1",
        "items-0-kind": "beneficiaire",
        "items-0-term": metier.pk,
        "items-0-position": "0",
    }

    response = edit(admin_client, f"{ROUNDS}{edition.pk}/change/", **rows)

    assert "Ce terme est d’un autre vocabulaire que cette rubrique." in told(response)
    assert not edition.items.exists()
