"""« La politique »: each sentence leads to the list that shows it, and its figures are of what is told."""

from decimal import Decimal

import pytest

from insights.policy import Lever
from tests.factories import ActorFactory, FundingFactory, ProjectFactory, TermFactory

pytestmark = pytest.mark.django_db


def aided(cost, amount, public=True, **project):
    funder = ActorFactory(is_public_body=public)
    return FundingFactory(project=ProjectFactory(total_cost=cost, **project), funder=funder, amount_voted=amount)


def test_sentences_lead_to_the_lists_that_show_them(client):
    ProjectFactory(objectives=[TermFactory(vocabulary="objectif", slug="hybridation")])

    page = client.get("/politique/").content.decode()

    assert '<a class="go" href="/projets/?objectif=hybridation">1 projet</a>' in page
    assert '<a class="go" href="/projets/?objectif=partenariats">0 projet</a>' in page


def test_lever_is_of_projects_whose_cost_and_public_aid_are_told(client):
    aided(30_000, Decimal(10_000))
    aided(5_000, None)
    aided(None, Decimal(7_000))
    aided(8_000, Decimal(1_000), public=False)
    aided(9_000, Decimal(1_000), status="brouillon")
    aided(30_000_000, Decimal(1_000), cost_scope="programme")

    assert Lever.now() == Lever(projects=1, cost=30_000, aid=10_000)
    assert "<b>3\xa0€</b>" in client.get("/politique/").content.decode()


def test_no_ratio_is_made_of_nothing(client):
    assert Lever.now() is None
    assert client.get("/politique/").status_code == 200
