"""What the list of calls is narrowed by: what their rounds say, item by item."""

import pytest

from tests.factories import (
    ActorTypeFactory,
    CallFactory,
    DepartementFactory,
    DisciplineFactory,
    FunderFactory,
    ItemFactory,
    MetierFactory,
    RegionFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db


def found(client, query):
    return [one["title"] for one in client.get(f"/appels/?{query}&format=json").json()["results"]]


def counts(client, facet):
    return {one["value"]: one["count"] for one in client.get("/appels/?format=json").json()["facets"][facet]}


def say(name, **item):
    ItemFactory(round__call=CallFactory(name=name), text="", **item)


def test_call_for_a_general_term_is_for_the_narrower_ones(client):
    place = ActorTypeFactory(name="lieu culturel")
    museum = ActorTypeFactory(name="musée", parent=place)
    say("Lieux", kind="beneficiaire", term=place), say("Musées", kind="beneficiaire", term=museum)
    say("Associations", kind="beneficiaire", term=ActorTypeFactory(name="association"))

    assert found(client, "porteur=musee&tri=recent") == ["Lieux", "Musées"]
    assert counts(client, "porteur") == {"lieu-culturel": 2, "musee": 2, "association": 1}


def test_call_for_all_disciplines_is_for_each(client):
    say("Toutes", kind="discipline", for_all=True), CallFactory(name="Muet")
    say("Théâtre", kind="discipline", term=DisciplineFactory(name="théâtre"))

    assert found(client, "discipline=theatre&tri=recent") == ["Théâtre", "Toutes"]
    DisciplineFactory(name="cirque")
    assert found(client, "discipline=cirque") == ["Toutes"]


def test_call_for_the_region_is_for_each_of_its_departements(client):
    landes = DepartementFactory(name="Landes")
    say("Région", kind="territoire", territory=RegionFactory()), say("Landes", kind="territoire", territory=landes)

    assert found(client, "territoire=landes&tri=recent") == ["Landes", "Région"]


def test_what_a_draft_says_narrows_nothing(client):
    ItemFactory(round=RoundFactory(draft=True), kind="metier", term=MetierFactory(name="création"), text="")

    assert found(client, "metier=creation") == []


def test_funder_is_a_public_body_that_leads_or_takes_part(client):
    drac = FunderFactory(name="Drac")
    CallFactory(name="Ensemble", partners=[drac]), CallFactory(name="Autre", leads=[FunderFactory()])

    assert found(client, "financeur=drac") == ["Ensemble"]


def test_calls_are_narrowed_by_what_they_may_give(client):
    for name, most in (("Petit", 5_000), ("Grand", 50_000), ("Muet", None)):
        RoundFactory(call=CallFactory(name=name), max_grant=most)

    assert found(client, "montant_min=10000") == ["Grand"]


def test_what_is_open_comes_first(client):
    for name, dates in (
        ("Clos", {"closes_at": "2020"}),
        ("Instruction", {"closes_at": "2020", "decided_at": "2999"}),
        ("Venir", {"opens_at": "2998"}),
        ("Ouvert", {"closes_at": "2999"}),
    ):
        RoundFactory(call=CallFactory(name=name), year=None, **dates)

    assert found(client, "") == ["Ouvert", "Venir", "Instruction", "Clos"]
