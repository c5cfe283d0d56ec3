"""The page of an actor: what it is, its published projects, its money."""

import pytest
from django.test import Client

from tests.factories import (
    ActorFactory,
    ActorImageFactory,
    ActorNameFactory,
    ActorTypeFactory,
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    DisciplineFactory,
    FunderFactory,
    FundingFactory,
    MetierFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    RoundFundingFactory,
    TiersLieuFactory,
)
from tests.reading import html_of, links_of, sections_of, text_of

pytestmark = pytest.mark.django_db


def fill(actor, rows):
    """Give an actor so many rows of everything its page may tell."""
    actor.metiers.add(*MetierFactory.create_batch(rows))
    actor.disciplines.add(*DisciplineFactory.create_batch(rows))
    actor.succeeds.add(*ActorFactory.create_batch(rows))
    actor.succeeded_by.add(*ActorFactory.create_batch(rows))
    for _ in range(rows):
        ActorNameFactory(actor=actor)
        ActorImageFactory(entry=actor)
        CallFactory(leads=[actor])
        held, helped = ProjectFactory(holder=actor, metiers=[MetierFactory()]), ProjectFactory()
        PlaceFactory(project=held, territory=CommuneFactory(within=[DepartementFactory()]))
        ParticipationFactory(project=helped, actor=actor, role="partenaire")
        partner = ActorFactory(actor_type=ActorTypeFactory(), seat=CommuneFactory())
        ParticipationFactory(project=held, actor=partner, role="partenaire")
        RoundFundingFactory(project=held, funder=actor)
        FundingFactory(project=held, beneficiary=actor, funder__actor_type=ActorTypeFactory())
        FundingFactory(project=None, beneficiary=actor, call=CallFactory())


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_same_queries_whatever_it_tells(client, django_assert_num_queries, rows):
    seat = TiersLieuFactory(located_in=CommuneFactory(within=[DepartementFactory()]))
    actor = ActorFactory(actor_type=ActorTypeFactory(), seat=seat)
    fill(actor, rows)
    Client().get(actor.get_absolute_url())  # what all pages need is read once

    with django_assert_num_queries(38):
        client.get(actor.get_absolute_url())


def test_sections_without_content_are_left_out(client):
    assert sections_of(client, ActorFactory()) == ["projets", "fiche"]


def test_actor_without_project_says_what_that_means(client):
    page = text_of(client, ActorFactory())

    assert "Aucun projet connu pour l’instant." in page and "signalez-les à l’équipe" in page


def test_every_role_is_told_with_its_number_and_the_known_sums(client):
    actor = FunderFactory(seat=TiersLieuFactory())
    held, helped = ProjectFactory(holder=actor), ProjectFactory()
    ParticipationFactory(project=helped, actor=actor, role="partenaire")
    ParticipationFactory(project=helped, actor=actor, role="hote")
    ProjectFactory(draft=True, holder=actor)
    FundingFactory.create_batch(2, project=held, amount_voted=4_000)
    FundingFactory(project=held, funder=ActorFactory(), amount_voted=100)
    FundingFactory(project=helped, funder=actor, amount_voted=None)
    CallFactory(leads=[actor])

    page = text_of(client, actor)

    assert "Porteur 1 projet 8 000 €" in page
    assert "Partenaire 1 projet non publiées" in page and "Lieu d’accueil 1 projet non publiées" in page
    assert "Financeur 1 aide accordée non publiées" in page
    assert "Porteur de dispositif 1 dispositif Animateur" in page
    assert "Animateur d’un tiers-lieu 1 tiers-lieu Pour un projet, la somme" in page


def test_roles_and_projects_are_those_that_anyone_may_read(client):
    actor = ActorFactory()
    ProjectFactory.create_batch(2, holder=actor)
    ParticipationFactory(actor=actor, role="partenaire")
    ProjectFactory(name="Secret", draft=True, holder=actor)

    page = text_of(client, actor)

    assert "3 projets 2 comme porteur et 1 comme partenaire." in page
    assert "Secret" not in page


def test_projects_it_holds_come_first(client):
    actor = ActorFactory()
    ParticipationFactory(actor=actor, role="partenaire", project=ProjectFactory(name="Avec d’autres", starts="2024"))
    ProjectFactory(name="Le sien", holder=actor, starts="2012")

    page = text_of(client, actor)

    assert page.index("Le sien") < page.index("Avec d’autres")


def test_actor_with_many_projects_names_them_all(client):
    actor = ActorFactory()
    ProjectFactory.create_batch(26, holder=actor)

    page = html_of(client, actor)

    assert page.count('class="row"') == 3 and "23 autres projets" in page
    assert len({address for address in links_of(client, actor) if address.startswith("/projets/projet-")}) == 26


def test_sums_of_aids_are_of_known_amounts_and_readable_projects(client):
    funder = FunderFactory()
    FundingFactory(funder=funder, amount_voted=10_000)
    FundingFactory(funder=funder, amount_voted=None)
    FundingFactory(funder=funder, amount_voted=5_000, project=ProjectFactory(draft=True))

    page = text_of(client, funder)

    assert "Aides accordées 2 projets. 10 000 € voté net, pour 2 financements, dont 1 sans montant connu." in page


def test_aid_to_the_actor_itself_is_told(client):
    actor = ActorFactory()
    FundingFactory(
        project=None, beneficiary=actor, funder=FunderFactory(name="Région"), amount_voted=15_000, purpose="Travaux"
    )

    assert "Pour la structure elle-même 15 000 €, Région : Travaux" in text_of(client, actor)


def test_seat_in_a_tiers_lieu_means_that_the_actor_runs_it(client):
    place = TiersLieuFactory(name="La Fabrique", opening="ouvert")

    page = text_of(client, ActorFactory(seat=place))

    assert "Siège La Fabrique" in page and "Son tiers-lieu La Fabrique ouvert" in page


def test_seat_in_a_place_that_is_not_public_is_not_a_link(client):
    place = TiersLieuFactory(name="La Fabrique", withdrawn=True)
    actor = ActorFactory(seat=place)

    assert "tiers-lieu" not in sections_of(client, actor)
    assert place.get_absolute_url() not in links_of(client, actor)


def test_names_and_succession_are_told(client):
    actor = ActorFactory(name="Région Nouvelle", succeeds=[ActorFactory(name="Région Ancienne")])
    ActorNameFactory(actor=actor, name="Conseil régional")
    ActorNameFactory(actor=actor, name="RN", kind="sigle")

    page = text_of(client, actor)

    assert "Autre nom Conseil régional Sigle RN Succède à Région Ancienne" in page
    assert "A pour successeur Région Nouvelle" in text_of(client, actor.succeeds.get())


def test_companions_are_published_actors_of_published_projects(client):
    actor = ActorFactory()
    for project in (ProjectFactory(holder=actor), ProjectFactory(holder=actor, draft=True)):
        for state in ({"name": "Visible"}, {"name": "Secret", "draft": True}, {"masked": True}):
            ParticipationFactory(project=project, role="partenaire", actor=ActorFactory(**state))

    companions = html_of(client, actor).partition('id="travaille-avec"')[2]

    assert companions.count("Visible") == 1
    assert "Secret" not in companions and "Personne physique" not in companions
