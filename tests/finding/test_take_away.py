"""The box at the end of lists: how to follow them, what to take away."""

import pytest
from django.utils.timezone import localdate

from directory.registry import KINDS
from finding.take_away import weight_in_words
from french.dates import PartialDate
from tests.factories import MetierFactory, ProjectFactory, factory_of

pytestmark = pytest.mark.django_db

SEARCHED = KINDS.searched()


def test_box_tells_what_is_asked_for(client):
    metier = MetierFactory(name="médiation")
    for _ in range(3):
        ProjectFactory(metiers=[metier], summary="a" * 1200)

    page = client.get("/projets/?metier=mediation&tri=titre&vue=tableau&page=1").content.decode()

    assert "http://testserver/projets/?metier=mediation&amp;format=atom</code>" in page
    assert 'href="/projets/?metier=mediation&amp;tri=titre&amp;format=csv"' in page
    assert 'href="/projets/?metier=mediation&amp;tri=titre&amp;format=jsonl"' in page
    assert 'href="/projets/?metier=mediation&amp;tri=titre&amp;format=json"' in page
    assert "3\u00a0lignes, environ 4\u00a0ko en CSV" in page
    assert f"À jour au {PartialDate(localdate().isoformat()).display}," in page


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_box_offers_a_calendar_where_there_is_one(client, kind):
    factory_of(kind.name)()

    page = client.get(f"{kind.list_url}?tri=titre").content.decode()

    assert page.count('<h2 id="emporter">') == 1
    assert (f'href="webcal://testserver/{kind.path}{kind.calendar}"' in page) == bool(kind.calendar)


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_invented_entries_are_not_offered(client, kind):
    factory_of(kind.name)(is_example=True)

    assert 'id="emporter"' not in client.get(f"{kind.list_url}?exemples=oui").content.decode()


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "1\u00a0ko"), (24_700, "25\u00a0ko"), (1_240_000, "1,2\u00a0Mo"), (50_000_000, "50\u00a0Mo")],
)
def test_weight_has_no_more_figures_than_are_known(size, told):
    assert weight_in_words(size) == told
