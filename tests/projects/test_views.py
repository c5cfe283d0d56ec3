"""The page of a project: what it tells, what it leaves out, how many queries it takes."""

import pytest
from django.test import Client

from directory.models import Term
from tests.factories import (
    ActorFactory,
    ActorTypeFactory,
    AimFactory,
    AxisFactory,
    BudgetLineFactory,
    CallFactory,
    CommuneFactory,
    DeliverableFactory,
    DepartementFactory,
    DisciplineFactory,
    FunderFactory,
    FundingFactory,
    LessonFactory,
    MetierFactory,
    ObjectiveFactory,
    OutputFactory,
    OutsideReuseFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    ProjectImageFactory,
    ReuseFactory,
    RoundFactory,
    RoundFundingFactory,
    SectorFactory,
    StepFactory,
    TechnologyFactory,
    TiersLieuFactory,
)
from tests.reading import html_of, links_of, sections_of, text_of

pytestmark = pytest.mark.django_db

EVERY_SECTION = ["retenir", "reprendre", "projet", "financement", "partenaires", "ou", "proches", "fiche"]


def fill(project, rows):
    """Give a project so many rows of everything its page may tell."""
    project.metiers.add(*MetierFactory.create_batch(rows))
    project.disciplines.add(*DisciplineFactory.create_batch(rows))
    project.technologies.add(*TechnologyFactory.create_batch(rows))
    project.outputs.add(*OutputFactory.create_batch(rows))
    project.objectives.add(*ObjectiveFactory.create_batch(rows))
    for _ in range(rows):
        round = RoundFactory()
        kind = ActorTypeFactory(default_sector=SectorFactory(), is_public_body=True)
        RoundFundingFactory(project=project, round=round, axis=AxisFactory(round=round), funder__actor_type=kind)
        FundingFactory(project=project, call=CallFactory(), beneficiary=ActorFactory(), amount_voted=None)
        PlaceFactory(project=project, territory=CommuneFactory(within=[DepartementFactory()]))
        seat = TiersLieuFactory(located_in=CommuneFactory())
        ParticipationFactory(project=project, actor=ActorFactory(actor_type=kind, seat=seat))
        ParticipationFactory(project=project, actor=ActorFactory(actor_type=kind), role="partenaire")
        ParticipationFactory(project=project, role="prestataire", sector=SectorFactory())
        ReuseFactory(project=project)
        ReuseFactory(origin=project)
        OutsideReuseFactory(project=project)
        for factory in (LessonFactory, StepFactory, BudgetLineFactory):
            factory(project=project)
        DeliverableFactory(project=project, is_reusable=True, url="https://exemple.test/")
        ProjectImageFactory(entry=project)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_same_queries_whatever_it_tells(client, django_assert_num_queries, rows):
    project = ProjectFactory(total_cost=500_000)
    fill(project, rows)
    Client().get(project.get_absolute_url())  # the index is made once

    with django_assert_num_queries(24):
        client.get(project.get_absolute_url())


def test_page_tells_everything_in_the_order_of_a_story(client):
    project = ProjectFactory(total_cost=500_000, body="Un récit.")
    fill(project, 1)

    assert sections_of(client, project) == EVERY_SECTION


def test_objectives_are_told_with_what_shows_them(client):
    project = ProjectFactory()
    AimFactory(project=project, term__name="favoriser les partenariats", justification="Un musée et un studio.")

    assert "Favoriser les partenariats Un musée et un studio." in text_of(client, project)


def test_what_is_taken_up_out_of_the_directory_is_told_without_a_link(client):
    project = ProjectFactory(name="Jazz augmenté")
    OutsideReuseFactory(project=project, direction="de", name="OMax", what="le logiciel")
    OutsideReuseFactory(project=project, direction="par", name="Une école", year=2024)

    page = text_of(client, project)

    assert "OMax Repris de là : le logiciel Jazz augmenté Ce projet Une école Reprend ce projet en 2024" in page
    assert sections_of(client, project) == ["reprendre", "financement", "fiche"]


def test_state_of_what_exists_is_that_of_the_page_that_tells_it(client):
    project = ProjectFactory(source_url="https://projet.test/")
    DeliverableFactory(
        project=project,
        name="Visite",
        description="visite en réalité virtuelle",
        state="en-ligne",
        source_url="https://presse.test/a",
    )
    StepFactory(project=project, source_url="https://projet.test/")

    page = text_of(client, project)

    assert "Visite visite en réalité virtuelle en ligne · source de ce qui est dit de Visite" in page
    assert "Autre source presse.test" in page


def test_short_sections_share_a_row(client):
    project = ProjectFactory()
    PlaceFactory.create_batch(2, project=project)

    def row():
        return html_of(client, project).partition('<div class="brief">')[2].partition("</article>")[0]

    assert 'id="financement"' in row() and 'id="ou"' in row()
    FundingFactory(project=project)
    assert 'id="financement"' not in row() and 'id="ou"' in row()


def test_cost_of_a_programme_is_not_that_of_the_project(client):
    project = ProjectFactory(total_cost=30_000_000, cost_scope="programme")
    FundingFactory(project=project, amount_voted=8_000)

    page, rows = text_of(client, project), client.get("/projets/").content.decode()
    heads = page.partition("Qui a payé")[2].partition("Décision")[0]

    assert "Coût du programme national : 30 000 000 €. Celui du projet ici est inconnu." in page
    assert "8 000 € d’aides publiques" in page and "Part" not in heads
    assert "30 000 000" not in rows.replace("\u00a0", " ")


def test_head_of_the_page_says_how_much_and_where(client):
    project = ProjectFactory(territories=[CommuneFactory(name="Pau")])
    FundingFactory(project=project, amount_voted=8_000)

    assert "Aide publique 8 000 € Lieu Pau" in text_of(client, project)
    assert "ou" not in sections_of(client, project)  # it would tell no more


def test_sections_without_content_are_left_out(client):
    project = ProjectFactory()

    assert sections_of(client, project) == ["financement", "fiche"]


def test_amount_that_nobody_published_is_never_a_zero(client):
    project = ProjectFactory()
    FundingFactory(project=project, funder=FunderFactory(name="Région des Essais"), amount_voted=None)

    page = text_of(client, project)

    assert "Région des Essais non publié" in page
    assert "0 €" not in page and "Preuve du financement public : financeur public nommé." in page


def test_funding_that_nothing_proves_is_said_and_explained(client):
    project = ProjectFactory(funding_text="aide de la Région et de l'État")

    page = text_of(client, project)

    assert "Financement public non établi. Aucune des sources consultées" in page
    assert "aide de la Région et de l’État" in page


def test_financing_plan_gives_shares_of_the_total_cost(client):
    project = ProjectFactory(total_cost=50_000)
    FundingFactory(project=project, funder=FunderFactory(name="Région des Essais"), amount_voted=22_000)
    BudgetLineFactory(project=project, amount=10_000)

    page = text_of(client, project)

    assert "50 000 € de coût total, dont 44 % d’aides publiques : 22 000 € voté net, pour 1 financement." in page
    assert "Région des Essais 22 000 € 44 % non publiée Autofinancement 10 000 € 20 % sans objet" in page
    assert "Reste, dont le détail n’est pas publié 18 000 € 36 %" in page


def test_sum_of_aids_says_what_it_leaves_out(client):
    project = ProjectFactory()
    FundingFactory(project=project, amount_voted=7_000)
    FundingFactory(project=project, amount_voted=None)

    told = "7 000 € d’aides publiques, voté net, pour 2 financements, dont 1 sans montant connu. Coût total inconnu."
    assert told in text_of(client, project)


def test_scheme_is_the_round_with_its_axis_or_else_the_call(client):
    project, round = ProjectFactory(), RoundFactory(name="Essais 2024")
    RoundFundingFactory(project=project, round=round, axis=AxisFactory(round=round, name="médiation"))
    FundingFactory(project=project, call=round.call)
    FundingFactory(project=project, call=CallFactory(name="Autre appel"))

    assert "Dispositif Essais 2024, axe médiation Autre appel" in text_of(client, project)


def test_seat_of_the_holder_is_not_a_place_of_the_project(client):
    seat, place = CommuneFactory(name="Siègeville"), CommuneFactory(name="Lieuville")
    project = ProjectFactory(holder=ActorFactory(name="Atelier", seat=seat))
    PlaceFactory(project=project, territory=place)

    page = text_of(client, project)

    assert "Lieu Lieuville" in page and "Siège de la structure (Atelier) : Siègeville" in page
    assert seat.get_absolute_url() not in links_of(client, project)


def test_actors_without_a_page_are_named_without_link(client):
    project = ProjectFactory(holder=ActorFactory(name="Ébauche", draft=True))
    gone = ParticipationFactory(
        project=project, actor=ActorFactory(name="Disparue", withdrawn=True), role="hote"
    ).actor

    page, addresses = text_of(client, project), links_of(client, project)

    assert "Porté par Ébauche." in page
    assert "Disparue, lieu d’accueil" in page
    assert not {gone.get_absolute_url(), project.holders[0].get_absolute_url()} & addresses


def test_masked_persons_are_never_named(client):
    seat = CommuneFactory(name="Petit-Village")
    person = ActorFactory(masked=True, seat=seat)
    project = ProjectFactory(holder=person)
    FundingFactory(project=project, beneficiary=person, funder=person)
    PlaceFactory(project=project)

    page = html_of(client, project)

    assert "Camille" not in page and "Petit-Village" not in page
    assert "Porté par Personne physique" in page


def test_nothing_leads_to_what_is_not_public(client):
    project, secret = ProjectFactory(), {"name": "Secret", "draft": True}
    ReuseFactory(project=project, origin=ProjectFactory(**secret))
    ReuseFactory(origin=project, project=ProjectFactory(**secret))
    round = RoundFactory(**secret, call=CallFactory(**secret))
    RoundFundingFactory(project=project, round=round)

    page = html_of(client, project)

    assert "Secret" not in page and "secret" not in page


def test_links_that_are_not_of_the_web_are_not_links(client):
    project = ProjectFactory(website="javascript:alert(1)")
    DeliverableFactory(project=project, name="Piège", url="javascript:alert(1)", archive_url="javascript:alert(1)")
    FundingFactory(project=project, source_url="javascript:alert(1)")
    LessonFactory(project=project, source_url="javascript:alert(2)")
    project.source_url = "javascript:alert(1)"
    project.save()

    assert "javascript:" not in "".join(links_of(client, project))


def test_partners_stand_for_their_sector_or_the_usual_one_of_their_type(client):
    project, school = ProjectFactory(), ActorTypeFactory(default_sector=SectorFactory(name="éducation"))
    ParticipationFactory(project=project, role="partenaire", actor=ActorFactory(name="Collège", actor_type=school))
    ParticipationFactory(
        project=project,
        role="partenaire",
        actor=ActorFactory(name="Lycée", actor_type=school),
        sector=SectorFactory(name="culture"),
    )
    ParticipationFactory(project=project, role="partenaire", actor=ActorFactory(name="Inconnu"))

    assert "Culture Lycée Éducation Collège Autres Inconnu" in text_of(client, project)


def test_terms_lead_to_the_filtered_list(client):
    project = ProjectFactory(metiers=[MetierFactory(name="médiation")])
    project.disciplines.add(DisciplineFactory(name="bande dessinée"))
    project.technologies.add(TechnologyFactory(name="réalité virtuelle"))

    addresses = links_of(client, project)

    assert Term.objects.count() == 3
    assert {
        "/projets/?metier=mediation",
        "/projets/?discipline=bande-dessinee",
        "/projets/?technologie=realite-virtuelle",
    } <= addresses


def test_title_names_the_project_its_section_and_the_site(client):
    page = html_of(client, ProjectFactory(name="L'essai"))

    assert "<title>L’essai – Projets – Numérique culturel en Nouvelle-Aquitaine</title>" in page
    assert page.count("<h1") == 1


def test_first_picture_takes_the_place_of_the_cover_with_its_size_and_credit(client):
    project = ProjectFactory()
    assert "cover-wide" in html_of(client, project)
    ProjectImageFactory(entry=project, alt="La place, la nuit", credit="Atelier d'essai")

    page = html_of(client, project)

    assert "cover-wide" not in page and 'width="12" height="8" alt="La place, la nuit"' in page
    assert "Atelier d’essai</figcaption>" in page and "images" not in sections_of(client, project)


def test_pictures_below_the_first_are_loaded_when_they_are_reached(client):
    project = ProjectFactory()
    ProjectImageFactory.create_batch(3, entry=project)

    assert html_of(client, project).count('loading="lazy"') == 2
