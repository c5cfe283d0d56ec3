"""What a public body funds, on its page and in the list that it leads to; and its name, a link wherever it is told."""

import pytest

from tests.factories import (
    ActorFactory,
    CallFactory,
    FunderFactory,
    FundingFactory,
    MetierFactory,
    ParticipationFactory,
    ProjectFactory,
    RoundFactory,
)
from tests.reading import html_of, links_of, sections_of, text_of

pytestmark = pytest.mark.django_db


def test_aids_granted_are_told_by_call_and_year(client):
    funder, call = FunderFactory(), CallFactory(name="Cultures d’essai")
    FundingFactory.create_batch(2, funder=funder, call=call, decided_on="2023-04", amount_voted=1_000)
    FundingFactory(funder=funder, call=call, round=RoundFactory(call=call, year=2024), amount_voted=None)
    FundingFactory(funder=funder, call=CallFactory(name="Secret", draft=True), project__starts="2022-01")

    page = text_of(client, funder)

    assert "2024 Cultures d’essai 1 non publié 2023 Cultures d’essai 2 2 000 €" in page
    assert "2022 hors dispositif connu 1 10 000 €" in page and "Secret" not in page


def test_table_that_would_repeat_the_sum_is_not_there(client):
    funder = FunderFactory()
    FundingFactory(funder=funder)

    assert "Par année" not in text_of(client, funder)


def test_page_leads_to_the_list_of_the_projects_that_it_funds(client):
    funder = FunderFactory(name="Région Exemple")
    FundingFactory.create_batch(7, funder=funder)
    FundingFactory(funder=funder, project=ProjectFactory(draft=True))
    ProjectFactory()
    address = f"/projets/?financeur={funder.slug}"

    listed = client.get(f"{address}&format=json").json()

    assert "Les 7 projets financés" in text_of(client, funder) and address in links_of(client, funder)
    assert listed["total"] == 7
    assert "Région Exemple" in client.get(address).content.decode()


def test_draft_funder_narrows_no_list(client):
    funder = FunderFactory(draft=True)
    FundingFactory(funder=funder)

    answer = client.get("/projets/", {"financeur": funder.slug, "format": "json"}).json()

    assert answer["total"] == 0


def test_aids_to_structures_are_told_on_both_pages_as_far_as_both_are_public(client):
    funder, structure = FunderFactory(name="Région Exemple"), ActorFactory(name="Maison Exemple")
    alone = {"project": None, "funder": funder, "amount_voted": 700}
    FundingFactory(beneficiary=structure, purpose="Fonctionnement", **alone)
    FundingFactory(beneficiary=ActorFactory(name="Secret", draft=True), **alone)

    assert "1 aide à des structures. 700 € voté net, pour 1 financement" in text_of(client, funder)
    assert "Aides à des structures 700 €, Maison Exemple : Fonctionnement" in text_of(client, funder)
    assert "Pour la structure elle-même 700 €, Région Exemple : Fonctionnement" in text_of(client, structure)
    assert "Secret" not in html_of(client, funder)


def test_many_aids_to_structures_are_counted_and_not_all_shown(client):
    funder, structure = FunderFactory(), ActorFactory()
    FundingFactory.create_batch(10, project=None, funder=funder, beneficiary=structure)

    assert "10 aides à des structures." in text_of(client, funder) and "et 2 autres" in text_of(client, funder)


def test_sections_of_a_body_that_funds_nothing_are_not_there(client):
    assert "aides-accordees" not in sections_of(client, FunderFactory())


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("/projets/", {"funder", "holder"}),
        ("/projets/?vue=tableau", {"holder"}),
        ("/projets/projet/", {"funder", "holder", "partner"}),
        ("/appels/", {"funder", "partner"}),
        ("/appels/dispositif/", {"funder", "partner", "holder"}),
        ("/acteurs/financeur/", {"holder"}),
        ("/acteurs/porteur/", {"partner", "funder"}),
        ("/", {"holder"}),
    ],
)
def test_actor_with_a_page_is_a_link_wherever_it_is_named(client, page, named):
    actors = {
        "funder": FunderFactory(slug="financeur"),
        "holder": ActorFactory(slug="porteur"),
        "partner": ActorFactory(slug="partenaire"),
    }
    project = ProjectFactory(slug="projet", holder=actors["holder"], summary="Un récit.", metiers=[MetierFactory()])
    ParticipationFactory(project=project, actor=actors["partner"], role="partenaire")
    ParticipationFactory(project=project, actor=ActorFactory(draft=True, slug="brouillon"), role="partenaire")
    call = CallFactory(slug="dispositif", leads=[actors["funder"]], partners=[actors["partner"]])
    FundingFactory(project=project, funder=actors["funder"], call=call, amount_voted=None)

    html = client.get(page).content.decode()

    assert {name for name in named if f'href="{actors[name].get_absolute_url()}"' in html} == named
    assert "/acteurs/brouillon/" not in html
