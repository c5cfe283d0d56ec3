"""Words of a search that are filters, needs, places or questions."""

import pytest

from territories.models import Territory
from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    EpciFactory,
    FormerNameFactory,
    FundingFactory,
    ParticipationFactory,
    PlaceFactory,
    PoleFactory,
    ProjectFactory,
    RoundFactory,
    TiersLieuFactory,
)
from tests.reading import flat

pytestmark = pytest.mark.django_db


def find(client, words, path="/recherche/", **parameters):
    return client.get(path, {"q": words, "format": "json", **parameters}).json()


def titles(client, words, path="/recherche/", **parameters):
    """The titles of the entries that hold all the words."""
    return [one["title"] for one in find(client, words, path, **parameters)["results"] if "lacks" not in one]


@pytest.fixture
def calls():
    """An open call and a closed one, beside an actor that holds the same words."""
    ActorFactory(name="Appel ouvert aux artistes")
    RoundFactory(call=CallFactory(name="Images"), closes_at="2999-12-31")
    RoundFactory(call=CallFactory(name="Sons"), closes_at="2020-12-31")


@pytest.mark.parametrize("words", ["appel ouvert", "Appels à projets ouverts", "quels appels sont encore ouverts ?"])
def test_state_is_a_filter_and_is_told(client, calls, words):
    answer = find(client, words)

    assert titles(client, words) == titles(client, words, "/appels/") == ["Images"]
    assert answer["understood"][0]["as"] == "appels, État\u00a0: ouvert ou bientôt clos"


def test_state_is_no_filter_of_other_words(client, calls):
    ActorFactory(name="Science ouverte")

    assert titles(client, "science ouverte") == ["Science ouverte"]
    assert find(client, "science ouverte")["understood"] == []


def test_words_read_as_filters_may_be_searched_as_they_are_typed(client, calls):
    page = flat(client.get("/recherche/", {"q": "appel ouvert"}).content.decode())

    assert 'href="?q=appel+ouvert&amp;mots=tels-quels"' in page
    assert titles(client, "appel ouvert", mots="tels-quels") == ["Appel ouvert aux artistes"]
    assert '/appels/?q=appel+ouvert&amp;mots=tels-quels"' in flat(
        client.get("/appels/", {"q": "appel ouvert"}).content.decode()
    )


def test_state_of_projects_is_read_with_the_other_words(client):
    ProjectFactory(name="Fresque", summary="Un musée.", stage="abandonne")
    ProjectFactory(name="Carte", summary="Un musée.", stage="en-cours")
    ProjectFactory(name="Conte", stage="abandonne")

    assert titles(client, "projets abandonnés musée", "/projets/") == ["Fresque"]
    assert titles(client, "musée, projets abandonnés") == ["Fresque"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("moins de 20 000 euros", ["Petit"]),
        ("plus de 20 k€", ["Grand"]),
        ("entre 5 000 et 30 000 €", ["Grand", "Petit"]),
    ],
)
def test_amount_is_a_bound(client, words, found):
    for name, amount in (("Petit", 9000), ("Grand", 25000)):
        FundingFactory(project=ProjectFactory(name=name), amount_voted=amount)

    assert sorted(titles(client, words)) == sorted(titles(client, words, "/projets/")) == found


def test_need_word_is_a_zone(client):
    PlaceFactory(project=ProjectFactory(name="Au champ"), territory=CommuneFactory(frr=Territory.IN_FRR[0]))
    PlaceFactory(project=ProjectFactory(name="En ville"), territory=CommuneFactory())

    assert titles(client, "zone rurale") == ["Au champ"]


def test_initials_of_a_call_are_its_name(client):
    call = CallFactory(name="Tourisme, culture et numérique, territoires d’expériences")
    FundingFactory(project=ProjectFactory(name="Vols"), call=call)
    ProjectFactory(name="Autre")

    assert titles(client, "TCN")[0] == call.title
    assert titles(client, "TCN", "/projets/") == ["Vols"]
    assert find(client, "TCN", "/projets/")["understood"][0]["words"] == "TCN"


def test_words_that_only_ask_are_left_aside_and_told(client):
    ProjectFactory(name="Application mobile")

    answer = find(client, "combien coûte une application mobile ?")

    assert [one["title"] for one in answer["results"]] == ["Application mobile"]
    assert answer["aside"] == ["combien", "coûte"]
    assert "Laissés de côté : « combien », « coûte »." in flat(
        client.get("/projets/?q=combien+coûte+une+application").content.decode()
    ).replace("&nbsp;", " ")


def test_words_that_do_nothing_but_ask_give_what_they_name(client):
    ProjectFactory(name="Fresque")
    ActorFactory(name="Atelier")

    assert titles(client, "quels projets") == titles(client, "quel projet", "/projets/") == ["Fresque"]
    assert titles(client, "comment") == []


def test_words_that_do_nothing_but_ask_are_told_when_they_name_nothing(client):
    ProjectFactory(name="Fresque")

    page = client.get("/recherche/?q=combien+coûte").content.decode().replace("&nbsp;", " ").replace("\xa0", " ")

    assert find(client, "combien coûte")["aside"] == ["combien", "coûte"]
    assert "Dites aussi ce que vous cherchez : ces mots ne font que le demander." in flat(page)


def test_province_gives_its_departements_then_what_happens_there(client):
    departement = DepartementFactory(name="Dordogne")
    FormerNameFactory(territory=departement, name="Périgord", kind="alias")
    town = CommuneFactory(name="Thonac", within=[departement, EpciFactory(name="Périgord Noir", within=[departement])])
    PlaceFactory(project=ProjectFactory(name="Grotte"), territory=town)
    ActorFactory(name="Cinéma du Périgord")

    assert titles(client, "périgord") == ["Dordogne", "Grotte", "Cinéma du Périgord", "Périgord Noir"]


def test_name_that_several_places_bear_gives_what_happens_in_them_first(client):
    for name in ("Haut-Béarn", "Béarn des Gaves"):
        town = CommuneFactory(name=f"Ville de {name[:3]}", within=[EpciFactory(name=name)])
        PlaceFactory(project=ProjectFactory(name=f"Fresque {name[:3]}"), territory=town)

    found = titles(client, "béarn")

    assert (set(found[:2]), set(found[2:])) == ({"Fresque Hau", "Fresque Béa"}, {"Haut-Béarn", "Béarn des Gaves"})


def test_place_that_alone_bears_a_name_is_the_page_of_it(client):
    epci = EpciFactory(name="Val de Garonne Agglomération")
    PlaceFactory(project=ProjectFactory(name="Concert"), territory=CommuneFactory(name="Marmande", within=[epci]))

    assert titles(client, "val de garonne") == ["Val de Garonne Agglomération", "Concert"]


def test_need_in_a_place_is_answered_by_what_is_for_any(client):
    DepartementFactory(name="Creuse")
    CallFactory(name="Aide aux fablabs")

    assert titles(client, "financer un fablab en Creuse") == ["Aide aux fablabs"]


def test_place_gives_its_page_then_what_happens_there_then_other_places(client):
    departement = DepartementFactory(name="Gironde")
    town = CommuneFactory(name="Belleville", within=[departement])
    PoleFactory(name="Belleville")
    CommuneFactory(name="Belleville-sur-Mer", within=[departement])
    PlaceFactory(project=ProjectFactory(name="Fresque"), territory=town)
    ActorFactory(name="Cinéma de Belleville", seat=town)

    results = find(client, "belleville")["results"]

    assert [one["title"] for one in results] == ["Belleville", "Fresque", "Cinéma de Belleville", "Belleville-sur-Mer"]
    assert len(results[0]["also"]) == 1


def test_need_of_money_gives_the_calls_that_answer_then_what_they_funded(client):
    call = CallFactory(name="Images", summary="Pour numériser des archives.")
    CallFactory(name="Sons")
    FundingFactory(project=ProjectFactory(name="Fonds", summary="Des archives."), call=call)
    ProjectFactory(name="Archives sans aide")
    ActorFactory(name="Archives", summary="Reçoit une subvention.")

    assert titles(client, "subvention archives") == ["Images", "Fonds", "Archives"]
    assert "d’abord<b>les appels qui y répondent</b>" in flat(
        client.get("/recherche/?q=subvention+archives").content.decode()
    )


def test_what_has_one_name_is_told_once_with_its_other_pages(client):
    place = TiersLieuFactory(name="FabLabea")
    ActorFactory(name="FabLabea", seat=place)
    ProjectFactory(name="FabLabea")
    ActorFactory(name="Autre", summary="Près de FabLabea.")

    first, other = find(client, "fablabea")["results"]

    assert {first["type"], *(one["type"] for one in first["also"])} == {"acteur", "tiers-lieu", "projet"}
    assert other["title"] == "Autre"


def test_homonyms_of_one_kind_are_told_apart(client):
    for name in ("Gironde", "Vienne"):
        CommuneFactory(name="Saint-Martin", within=[DepartementFactory(name=name)])

    assert titles(client, "saint-martin") == ["Saint-Martin", "Saint-Martin"]


def test_body_named_by_a_word_comes_first_and_the_one_that_holds_most_before_others(client):
    ActorFactory(name="Région Alpha")
    region = ActorFactory(name="Région Bêta et Gamma")
    for number in range(3):
        ParticipationFactory(actor=region, project=ProjectFactory(name=f"Projet {number}", summary="Dans la région."))

    assert titles(client, "région")[:2] == ["Région Bêta et Gamma", "Région Alpha"]
