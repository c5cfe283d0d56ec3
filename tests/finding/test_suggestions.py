"""What is suggested while one types."""

import pytest

from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    PlaceFactory,
    ProjectFactory,
    TechnologyFactory,
    TermLabelFactory,
    TiersLieuFactory,
)

pytestmark = pytest.mark.django_db


def suggested(client, words, **parameters):
    groups = client.get("/recherche/suggestions/", {"q": words, **parameters}).json()["groups"]
    return [(group["label"], [item["label"] for item in group["items"]]) for group in groups]


def test_suggestions_are_grouped_from_three_letters(client):
    ProjectFactory(name="Médiation sonore")
    CommuneFactory(name="Médis")

    assert suggested(client, "mé") == []
    assert suggested(client, "méd") == [("Communes", ["Médis"]), ("Projets", ["Médiation sonore"])]


def test_homonyms_are_told_apart(client):
    for name in ("Gironde", "Vienne"):
        CommuneFactory(name="Saint-Martin", within=[DepartementFactory(name=name)])

    assert suggested(client, "saint ma") == [("Communes", ["Saint-Martin (Gironde)", "Saint-Martin (Vienne)"])]


def test_names_that_begin_so_come_first(client):
    for name in ("Civraisien-en-Poitou", "Haut-Poitou", "Poitiers"):
        CommuneFactory(name=name)

    assert suggested(client, "poit") == [("Communes", ["Poitiers", "Civraisien-en-Poitou", "Haut-Poitou"])]


def test_term_that_classes_something_is_suggested_under_its_other_names(client):
    term = TermLabelFactory(term=TechnologyFactory(name="réalité augmentée"), label="RA mobile").term
    TechnologyFactory(name="réalité mixte")
    ProjectFactory(name="Visite", technologies=[term])

    assert suggested(client, "réalité")[0] == suggested(client, "mobile")[0] == ("Thèmes", ["réalité augmentée"])
    group = client.get("/recherche/suggestions/?q=mobile").json()["groups"][0]
    assert group["items"][0]["url"] == "/projets/?technologie=realite-augmentee"


def test_field_about_territories_suggests_nothing_else(client):
    ProjectFactory(name="Médiation sonore")
    CommuneFactory(name="Médis")
    TiersLieuFactory(name="Médusa")

    found = suggested(client, "méd", type=["territories", "tiers-lieux"])

    assert found == [("Communes", ["Médis"]), ("Tiers-lieux", ["Médusa"])]


def test_suggestion_follows_what_is_written(client):
    project = ProjectFactory(name="Avant-garde")
    assert suggested(client, "avant") == [("Projets", ["Avant-garde"])]

    project.name = "Avant-poste"
    project.save()

    assert suggested(client, "avant") == [("Projets", ["Avant-poste"])]


def test_what_was_suggested_once_is_told_from_memory(client, django_assert_num_queries):
    ProjectFactory.create_batch(3)
    client.get("/recherche/suggestions/?q=projet")

    with django_assert_num_queries(1):
        client.get("/recherche/suggestions/?q=projets")


@pytest.mark.parametrize("words", ["\x00", "«", "%", "a" * 3000, "{{ 7*7 }}"])
def test_no_text_breaks_the_suggestions(client, words):
    assert client.get("/recherche/suggestions/", {"q": words, "type": words}).status_code == 200


def test_names_that_hold_most_come_first(client):
    for number in range(40):
        CommuneFactory(name=f"Bord-{number:02}")
    town = CommuneFactory(name="Bordville")
    PlaceFactory(territory=town)

    assert suggested(client, "bord")[0] == ("Communes", ["Bordville", "Bord-00", "Bord-01"])


@pytest.mark.parametrize(("words", "name"), [("cultures co", "Cultures connectées"), ("musée b", "Musée Bernard")])
def test_word_that_has_hardly_begun_is_read_after_another(client, words, name):
    ProjectFactory(name=name)
    ProjectFactory(name="Cultures et musée")

    assert suggested(client, words) == [("Projets", [name])]
