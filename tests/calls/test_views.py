"""The pages of a call and of its rounds."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from french.dates import PARIS
from tests.factories import (
    ActorFactory,
    ActorTypeFactory,
    AmendmentFactory,
    AxisFactory,
    CallFactory,
    CallImageFactory,
    CommuneFactory,
    DeliverableFactory,
    DepartementFactory,
    FundingFactory,
    ItemFactory,
    MetierFactory,
    MilestoneFactory,
    ObjectiveFactory,
    PlaceFactory,
    ProjectFactory,
    RoundFactory,
    RoundFundingFactory,
)
from tests.reading import flat, html_of, links_of, sections_of, text_of

pytestmark = pytest.mark.django_db


def in_days(days, hour=18):
    return (timezone.now().astimezone(PARIS) + timedelta(days=days)).strftime(f"%Y-%m-%dT{hour}:00")


def fund(round, rows):
    """Give a round, and so its call, so many projects, with everything a row of them may tell."""
    for _ in range(rows):
        project = ProjectFactory(holder=ActorFactory(), metiers=[MetierFactory()])
        PlaceFactory(project=project, territory=CommuneFactory(within=[DepartementFactory()]))
        RoundFundingFactory(project=project, round=round, axis=AxisFactory(round=round))


@pytest.mark.parametrize("rows", [1, 3])
def test_call_takes_the_same_queries_whatever_it_tells(client, django_assert_num_queries, rows):
    call = CallFactory(leads=ActorFactory.create_batch(rows), partners=ActorFactory.create_batch(rows))
    call.succeeds.add(*CallFactory.create_batch(rows))
    call.succeeded_by.add(*CallFactory.create_batch(rows))
    call.objectives.add(*ObjectiveFactory.create_batch(rows))
    for _ in range(rows):
        CallImageFactory(entry=call)
        fund(RoundFactory(call=call), rows)
    Client().get(call.get_absolute_url())  # what all pages need is read once

    with django_assert_num_queries(27):
        client.get(call.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_round_takes_the_same_queries_whatever_it_tells(client, django_assert_num_queries, rows):
    call = CallFactory(leads=ActorFactory.create_batch(rows), partners=ActorFactory.create_batch(rows))
    round = RoundFactory(call=call, opens_at="2024-01", closes_at="2024-05")
    MilestoneFactory.create_batch(rows, round=round)
    ItemFactory.create_batch(rows, round=round, kind="beneficiaire", term=ActorTypeFactory())
    ItemFactory.create_batch(rows, round=round, kind="territoire", territory=DepartementFactory())
    for other in RoundFactory.create_batch(rows, call=call):
        AxisFactory(round=other)
    fund(round, rows)
    Client().get(round.get_absolute_url())  # what all pages need is read once

    with django_assert_num_queries(23):
        client.get(round.get_absolute_url())


def test_open_round_says_how_many_days_are_left(client):
    round = RoundFactory(closes_at=in_days(5), website="https://depot.exemple.test/")

    for entry in (round, round.call):
        page = text_of(client, entry)
        assert "Ferme dans 5 jours" in page and "heure de Paris" in page
        assert "https://depot.exemple.test/" in links_of(client, entry)


def test_deadline_known_to_the_month_has_no_article_of_a_day(client):
    round = RoundFactory(closes_at="2999-03", postponed_from="2999-02", year=None)

    assert "Dépôt jusqu’en mars 2999." in flat(client.get("/").content.decode())
    assert "d’abord annoncée pour février 2999" in text_of(client, round)


def test_round_that_closes_soon_is_told_alike_wherever_its_state_is(client):
    call = CallFactory()
    RoundFactory.create_batch(2, call=call, closes_at=in_days(5))

    pages = [client.get("/appels/").content.decode(), html_of(client, call), html_of(client, CommuneFactory())]

    told = '<span class="status is-open">ouvert</span><span class="mark">bientôt clos</span>'
    assert [flat(page).count(told) for page in pages] == [2, 2, 2]
    assert not any(">bientôt clos</span>" in flat(page).replace(told, "") for page in pages)


def test_results_have_their_shape_on_the_home_page(client):
    RoundFactory(year=2020, results_at="2020-06")

    assert '<span class="status is-archived">résultats publiés</span>' in client.get("/").content.decode()


def test_closed_round_has_no_countdown(client):
    round = RoundFactory(closes_at="2024-04-17", year=2024)

    page = text_of(client, round)

    assert "État clos Année 2024 Clôture 17 avril 2024" in page
    assert "Ferme dans" not in page and "Déposer" not in page


def test_call_shows_the_round_that_closes_first(client):
    call = CallFactory()
    RoundFactory(call=call, closes_at=in_days(9))
    RoundFactory(call=call, closes_at=in_days(3))
    RoundFactory(call=call, open_ended=True)

    assert "Ferme dans 3 jours" in text_of(client, call)


def test_round_tells_its_terms_as_far_as_they_are_known(client):
    told = RoundFactory(max_grant=40_000, max_rate="62.50", budget=900_000)

    assert "Aide jusqu’à 40 000 € Taux 62,5 % au plus Enveloppe 900 000 €" in text_of(client, told)
    assert "Enveloppe" not in text_of(client, RoundFactory())


def test_genealogy_is_told_both_ways_between_public_calls(client):
    before, now, after = CallFactory(name="Avant", starts="2010"), CallFactory(name="Ici"), CallFactory(name="Après")
    now.succeeds.add(before, CallFactory(name="Secret", draft=True))
    after.succeeds.add(now)

    page = text_of(client, now)

    assert "Avant Depuis 2010. Ce dispositif en a pris la suite." in page
    assert "Après A pris la suite de ce dispositif." in page and "Secret" not in page


def test_drafts_show_nowhere(client):
    call = CallFactory(leads=[ActorFactory(name="Ébauche", draft=True)])
    round = RoundFactory(call=call, name="Édition 2024")
    RoundFactory(call=call, name="Secret", draft=True, closes_at=in_days(3))
    RoundFundingFactory(round=round, project=ProjectFactory(name="Secret", draft=True), amount_voted=3_000)

    for entry in (call, round):
        page = html_of(client, entry)
        assert "Secret" not in page and "3 000" not in page
        assert "/acteurs/ebauche/" not in page and "projets" not in sections_of(client, entry)


def test_round_of_a_call_that_is_not_public_does_not_name_it(client):
    round = RoundFactory(call=CallFactory(name="Secret", draft=True), name="Édition 2024")

    assert "Secret" not in html_of(client, round)


def test_projects_are_the_first_ones_with_the_way_to_the_others(client):
    call = CallFactory(slug="essais")
    for number in range(8):
        FundingFactory(call=call, project=ProjectFactory(name=f"Projet aidé {number}"), amount_voted=1_000)

    page = text_of(client, call)

    assert page.count("Projet aidé") == 6
    assert "8 000 € voté net, pour 8 financements." in page and "Les 8 projets aidés" in page
    assert "/projets/?dispositif=essais" in links_of(client, call)


def test_masked_person_who_leads_is_not_named(client):
    call = CallFactory(leads=[ActorFactory(masked=True)])

    page = html_of(client, call)

    assert "Camille" not in page and "Personne physique" in page


def test_round_shows_what_its_items_tell_and_nothing_else(client):
    full, empty = RoundFactory(name="Pleine"), RoundFactory(name="Vide", call__summary="Un programme.")
    for kind, item in {
        "objectif": {"text": "Faire naître des projets."},
        "critere": {"text": "Sobriété."},
        "exclusion": {"text": "Sites de promotion."},
        "depense": {"text": "Matériel."},
        "depense-exclue": {"text": "Fonctionnement."},
        "taux": {"label": "Petites structures", "text": "80 %"},
        "faq": {"label": "Qui peut déposer ?", "text": "Tout le monde."},
        "contact": {"label": "Service numérique", "text": "", "site": "site de Limoges", "email": "n@region.example"},
        "beneficiaire": {"text": "", "term": ActorTypeFactory(name="association")},
        "territoire": {"text": "", "territory": DepartementFactory(name="Landes")},
    }.items():
        ItemFactory(round=full, kind=kind, **item)

    page = text_of(client, full)

    for words in (
        *("Faire naître des projets.", "Ce qui est examiné Sobriété.", "Ce qui n’est pas aidé Sites de promotion."),
        *("Dépenses aidées Matériel.", "Dépenses exclues Fonctionnement.", "Petites structures 80 %"),
        *("Qui peut déposer ? Tout le monde.", "Service numérique Site de Limoges n@region.example"),
        *("Pour qui Association", "Où Landes"),
    ):
        assert words in page
    assert sections_of(client, empty) == ["fiche"]
    assert "Un programme." in text_of(client, empty)


def test_round_tells_the_middle_of_five_known_aids(client):
    round = RoundFactory()
    for amount in (5_000, 10_000, 20_000, 30_000):
        RoundFundingFactory(round=round, amount_voted=amount)
    assert "Aide médiane" not in text_of(client, round)

    AmendmentFactory(funding=RoundFundingFactory(round=round, amount_voted=15_000), amount=0)
    assert "Aide médiane" not in text_of(client, round)

    RoundFundingFactory(round=round, amount_voted=90_000)
    RoundFundingFactory(round=round, amount_voted=None)

    told = "Aide médiane : 20 000 €, de 5 000 € à 90 000 €, pour 5 projets dont l’aide est connue."
    assert told in text_of(client, round)


def test_round_shows_what_its_laureates_made_and_its_neighbours(client):
    before, round, after = (RoundFactory(year=year, call=CallFactory()) for year in (2023, 2024, 2025))
    for one in (before, after):
        one.call = round.call
        one.save()
    thing = DeliverableFactory(name="Visite virtuelle")
    RoundFundingFactory(round=round, project=thing.project)

    page, links = text_of(client, round), links_of(client, round)

    assert "Visite virtuelle" in page and thing.project.get_absolute_url() in links
    assert f"Édition précédente : {before.name}" in page and f"Édition suivante : {after.name}" in page


def test_depositing_is_elsewhere_and_apart_from_the_official_page(client):
    region = ActorFactory(website="https://region.example/")
    round = RoundFactory(
        call=CallFactory(leads=[region]),
        closes_at=in_days(5),
        apply_url="https://depot.example/",
        website="https://aides.region.example/appel",
    )

    page = flat(html_of(client, round))

    assert '<a class="btn" href="https://depot.example/" rel="external">Déposer un dossier</a>' in page
    assert (
        '<a class="btn btn-line" href="https://aides.region.example/appel" rel="external">Page officielle</a>' in page
    )
    assert f"/editions/{round.slug}/echeances.ics" in page


def test_programme_and_its_part_name_each_other(client):
    programme = CallFactory(name="Programme")
    part = CallFactory(name="Volet", part_of=programme)
    CallFactory(name="Secret", part_of=programme, draft=True)

    assert "Comprend Volet" in text_of(client, programme) and "Secret" not in html_of(client, programme)
    assert "Fait partie de Programme" in text_of(client, part)


def test_readers_are_sent_to_a_contact_only_where_a_round_names_one(client):
    round = RoundFactory(year=2020)

    assert "qui contacter" not in client.get("/appels/").text
    ItemFactory(round=round, kind="contact", label="Service numérique")
    assert "et qui contacter pour la suite." in client.get("/appels/").text


def test_page_of_somebody_else_bears_the_name_of_the_source_that_it_is(client):
    told = {"source_name": "La Gazette", "source_url": "https://gazette.example/appel"}

    same = text_of(client, RoundFactory(website=told["source_url"], **told)).replace("\u00a0", " ")
    other = text_of(client, RoundFactory(website="https://blog.example/appel", **told)).replace("\u00a0", " ")

    assert "Source : La Gazette" in same and "Source : blog.example" in other
