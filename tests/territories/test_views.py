"""The pages of territories, of every kind, and of tiers-lieux."""

import pytest
from django.test import Client

from insights.templatetags.insights import neighbours_of
from tests.factories import (
    ActorFactory,
    CommuneFactory,
    DepartementFactory,
    EpciFactory,
    EquipmentFactory,
    FactFactory,
    FormerNameFactory,
    FunderFactory,
    FundingFactory,
    MetierFactory,
    PlaceFactory,
    PoleFactory,
    ProjectFactory,
    RegionFactory,
    RoundFactory,
    ServiceFactory,
    SourceListFactory,
    SourceRecordFactory,
    TechnologyFactory,
    TerritoryImageFactory,
    TiersLieuFactory,
)
from tests.reading import html_of, links_of, sections_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return RegionFactory(name="Nouvelle-Aquitaine", locative="en Nouvelle-Aquitaine")


@pytest.fixture
def departement(region):
    return DepartementFactory(name="Charente", slug="charente", locative="en Charente", within=[region])


@pytest.fixture
def pole(departement):
    return PoleFactory(name="Angoulême", slug="angouleme", within=[departement], specialities="image\nanimation")


@pytest.fixture
def commune(pole):
    epci = EpciFactory(name="GrandAngoulême", within=[pole])
    return CommuneFactory(name="Soyaux", slug="soyaux-16374", locative="à Soyaux", within=[epci])


def neighbours(client, territory):
    assert client.get(territory.get_absolute_url()).status_code == 200
    return neighbours_of(territory)


def inhabit(commune, rows):
    """Give a commune so many rows of everything the page of a territory may tell."""
    for _ in range(rows):
        FactFactory(territory=commune)
        FormerNameFactory(territory=commune)
        TerritoryImageFactory(entry=commune)
        TiersLieuFactory(located_in=commune, services=[ServiceFactory()])
        project = ProjectFactory(metiers=[MetierFactory()], holder=ActorFactory(seat=commune))
        PlaceFactory(project=project, territory=commune)
        FundingFactory(project=project, funder=FunderFactory())


@pytest.mark.parametrize("rows", [1, 3])
def test_territory_takes_the_same_queries_whatever_it_tells(client, django_assert_num_queries, commune, rows):
    inhabit(commune, rows)
    Client().get(commune.get_absolute_url())  # the indexes are made once

    with django_assert_num_queries(25):
        client.get(commune.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_wide_territory_takes_the_same_queries_whatever_it_holds(client, django_assert_num_queries, departement, rows):
    for _ in range(rows):
        inhabit(CommuneFactory(within=[departement]), rows)
    Client().get(departement.get_absolute_url())  # the indexes are made once

    with django_assert_num_queries(26):
        client.get(departement.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_tiers_lieu_takes_the_same_queries_whatever_it_tells(client, django_assert_num_queries, commune, rows):
    place = TiersLieuFactory(located_in=commune, services=ServiceFactory.create_batch(rows))
    place.equipment.add(*EquipmentFactory.create_batch(rows))
    inhabit(place, rows)
    Client().get(place.get_absolute_url())  # the indexes are made once

    with django_assert_num_queries(21):
        client.get(place.get_absolute_url())


@pytest.mark.parametrize("kind", ["region", "departement", "pole", "commune"])
def test_territory_counts_what_is_inside_once(client, request, commune, kind):
    territory = request.getfixturevalue(kind)
    project = ProjectFactory(holder=ActorFactory(seat=commune))
    for place in (commune, territory):
        project.territories.add(place)
    TiersLieuFactory(located_in=commune)

    assert "1 projet y a lieu 1 structure y a son siège 1 tiers-lieu" in text_of(client, territory)


def test_territory_counts_only_what_is_public(client, commune):
    PlaceFactory(territory=commune, project=ProjectFactory(name="Secret", draft=True))
    ActorFactory(seat=commune, name="Secret", draft=True)
    ActorFactory(seat=commune, masked=True)
    TiersLieuFactory(located_in=commune, name="Secret", draft=True)

    page = text_of(client, commune)

    assert "y a lieu" not in page and "y a son siège" not in page and "1 tiers-lieu" not in page
    assert "Secret" not in page and "Personne physique" not in page
    assert sections_of(client, commune) == ["pres", "fiche"]


def test_territory_says_where_it_is_and_leads_to_its_lists(client, commune):
    ProjectFactory.create_batch(2, territories=[commune])
    PlaceFactory(territory=commune)

    page, links = text_of(client, commune), links_of(client, commune)

    assert "Commune, en Charente" in page
    assert "Compris dans GrandAngoulême, Angoulême (pôle), Charente, Nouvelle-Aquitaine" in page
    assert "Les 3 projets à Soyaux" in page and "/projets/?territoire=soyaux-16374" in links


def test_pole_tells_its_specialities_and_facts_with_their_source(client, pole):
    FactFactory(territory=pole, text="16 écoles de l'image.", source_url="https://www.source.example/x")

    page = text_of(client, pole)

    assert "image animation" in page and "16 écoles de l’image. source.example" in page


def test_wide_territory_lists_where_projects_happen(client, region, departement, commune):
    PlaceFactory(territory=commune)
    CommuneFactory(name="Ville sans projet", within=[departement])

    assert "Départements Là où des projets ont lieu. Charente 1 projet" in text_of(client, region)
    page = text_of(client, departement)
    assert "Communes Là où des projets ont lieu. Soyaux 1 projet" in page and "Ville sans projet" not in page


def test_absorbed_commune_redirects_to_the_one_that_holds_it(client, commune):
    former = CommuneFactory(obsolete_since="2019", successor=commune)

    response = client.get(former.get_absolute_url())

    assert (response.status_code, response.url) == (301, commune.get_absolute_url())


def test_commune_that_disappeared_without_successor_says_so(client):
    former = CommuneFactory(obsolete_since="2019-01-01")

    assert "N’existe plus depuis le 1er janvier 2019" in text_of(client, former)


def test_tiers_lieu_asked_as_a_territory_redirects_to_its_page(client):
    place = TiersLieuFactory(slug="la-fabrique")

    response = client.get("/territoires/la-fabrique/")

    assert (response.status_code, response.url) == (301, "/tiers-lieux/la-fabrique/")
    assert client.get(place.get_absolute_url()).status_code == 200


def test_territory_asked_as_a_tiers_lieu_redirects_to_its_page(client, departement):
    response = client.get("/tiers-lieux/charente/")

    assert (response.status_code, response.url) == (301, "/territoires/charente/")


def test_draft_tiers_lieu_is_not_found_at_either_address(client):
    TiersLieuFactory(slug="secret", draft=True)

    assert [client.get(f"/{part}/secret/").status_code for part in ("tiers-lieux", "territoires")] == [404, 404]


def test_tiers_lieu_tells_who_runs_it_and_what_happens_there(client, commune):
    place = TiersLieuFactory(
        name="La Fabrique", located_in=commune, opening="ouvert", services=[ServiceFactory(name="coworking")]
    )
    ProjectFactory(name="Porté d’ici", holder=ActorFactory(name="Les Fabricants", seat=place))
    ProjectFactory(name="Mené ici", territories=[place])
    ProjectFactory(name="Secret", draft=True, territories=[place])

    page = text_of(client, place)

    assert "État ouvert Commune Soyaux" in page and "Animé par Les Fabricants" in page and "coworking" in page
    assert "Porté d’ici" in page and "Mené ici" in page and "Secret" not in page


def test_homonyms_have_different_titles(client, departement):
    titles = {html_of(client, CommuneFactory(name="Saint-Léger", within=within)) for within in ([], [departement])}

    assert sum("<title>Saint-Léger (Charente) – Territoires" in page for page in titles) == 1


def test_territory_says_what_it_does_more_than_the_region(client, departement, commune):
    games, video = TechnologyFactory(name="jeu vidéo"), TechnologyFactory(name="vidéo")
    twice = TechnologyFactory(name="drone")
    ProjectFactory.create_batch(2, territories=[commune], technologies=[games, video, twice])
    ProjectFactory(territories=[commune], technologies=[games, video])
    ProjectFactory.create_batch(2, territories=[commune])
    ProjectFactory.create_batch(10, technologies=[video])

    page = text_of(client, departement)

    assert "Sur 5 projets ici et 15 dans la région" in page and "drone 2" not in page
    assert "jeu vidéo 3 3 3,0 fois celle de la région" in page and "vidéo 3 13" not in page
    assert "/projets/?technologie=jeu-video&territoire=charente" in links_of(client, departement)


def test_territory_of_few_projects_has_no_profile(client, commune):
    ProjectFactory.create_batch(4, territories=[commune], technologies=[TechnologyFactory()])
    ProjectFactory.create_batch(8)

    assert "specialites" not in sections_of(client, commune)


def test_territory_sums_the_amounts_that_are_known(client, commune):
    known, unknown = ProjectFactory.create_batch(2, territories=[commune])
    FundingFactory(project=known, amount_voted=12_000)
    FundingFactory(project=unknown, amount_voted=None)

    grants = "voté net, 2 financements, dont 1 sans montant connu"
    assert f"12 000 € d’aides publiques connues ({grants}), pour 1 projet sur 2." in text_of(client, commune)


def test_neighbours_are_the_nearest_of_the_same_kind_where_projects_happen(client, departement):
    here = CommuneFactory(name="Ici", latitude=45.65, longitude=0.15)
    far = CommuneFactory(name="Loin", latitude=45.65, longitude=1.5)
    near = CommuneFactory(name="Près", latitude=45.70, longitude=0.15)
    nearer = CommuneFactory(name="Tout près", latitude=45.66, longitude=0.15)
    around = EpciFactory(name="Communauté d’ici", latitude=45.65, longitude=0.15)
    ActorFactory.create_batch(13, seat=CommuneFactory(name="Sans projet", latitude=45.655, longitude=0.15))
    for place in (here, far, near, nearer, around):
        PlaceFactory(territory=place)

    assert [(one.name, one.project_count) for one in neighbours(client, here)] == [("Tout près", 1), ("Près", 1)]
    assert "Tout près À 1 km, 1 projet Près À 6 km, 1 projet" in text_of(client, here)
    assert nearer.get_absolute_url() in links_of(client, here)


def test_tiers_lieu_is_near_those_of_the_communes_around(client):
    here, other = (CommuneFactory(latitude=latitude, longitude=0.15) for latitude in (45.65, 45.70))
    place, near = TiersLieuFactory(located_in=here), TiersLieuFactory(located_in=other)
    TiersLieuFactory()
    TiersLieuFactory(located_in=other, draft=True)

    assert neighbours(client, place) == [near]


def test_territory_of_unknown_centre_has_no_neighbour(client, region, commune):
    assert neighbours(client, region) == neighbours(client, commune) == []


def test_territory_without_project_says_what_that_means_and_where_to_go(client, departement):
    place = {"code": "16374", "latitude": 45.6, "longitude": 0.2}
    commune = CommuneFactory(name="Soyaux", locative="à Soyaux", within=[departement], **place)
    PlaceFactory(territory=CommuneFactory(name="Vars", within=[departement], latitude=45.7, longitude=0.2))

    page, links, html = text_of(client, commune), links_of(client, commune), html_of(client, commune)

    assert "Aucun projet connu à Soyaux pour l’instant." in page
    assert "Vars, à 11 km : 1 projet à moins de 20 km de Soyaux : 1 projet Charente : 1 projet" in page
    assert {"/projets/?autour=16374&rayon=20", "/projets/?territoire=charente", "/contact/"} <= links
    assert not {"autour", "metiers", "appels"} & {*sections_of(client, commune)}
    assert '<svg class="map' not in html and "0 projet" not in page


def test_territory_tells_the_calls_that_are_open(client, commune):
    RoundFactory(name="Appel ouvert", open_ended=True)
    RoundFactory(name="Appel passé", year=2019)
    RoundFactory(name="Secret", open_ended=True, draft=True)

    page = text_of(client, commune)

    assert "Appel ouvert ouvert (toute l’année)" in page and "Appel passé" not in page and "Secret" not in page


def test_territory_tells_what_opens_next_when_no_call_is_open(client, commune):
    RoundFactory(name="Appel à venir", opens_at="2999-03")

    page = text_of(client, commune)

    assert "Aucun appel n’est ouvert aujourd’hui ; voici ce qui vient. Appel à venir" in page
    assert "(ouverture : mars 2999)" in page


def test_fact_without_a_date_says_when_its_list_was_gathered(client):
    territory, gathered = CommuneFactory(), SourceListFactory(gathered_on="2026-11-30")
    FactFactory(territory=territory, text="Dix écoles."), FactFactory(territory=territory, text="Neuf musées.")
    FactFactory(territory=territory, text="Huit cinémas.", date="2024")
    for text in ("Dix écoles.", "Huit cinémas."):  # the other one was written by a hand
        values = {"text": text}
        SourceRecordFactory(source_list=gathered, dataset="facts", identifier=territory.identifier, values=values)

    page = text_of(client, territory)

    assert "Dix écoles. (relevé le 30 novembre 2026)" in page and "Huit cinémas. (2024)" in page
    assert "Neuf musées. source.example" in page
