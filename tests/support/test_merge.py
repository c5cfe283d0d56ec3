"""Two events, or two definitions, that turn out to be one."""

import pytest

from curation.merge import merge
from tests.factories import ActorFactory, DefinitionFactory, EventFactory

pytestmark = pytest.mark.django_db


@pytest.mark.ignore_template_errors
def test_event_that_stays_does_not_end_before_it_starts_and_the_other_leads_to_it(client, admin_client):
    actor = ActorFactory()
    winner = EventFactory(starts="2099-02-01", organisers=[actor])
    loser = EventFactory(starts="2099-01-01", ends="2099-01-02", price="Gratuit", organisers=[actor, ActorFactory()])

    assert admin_client.get(f"/gestion/support/event/{loser.pk}/fusionner/?garder={winner.pk}").status_code == 200
    merge(loser, winner)

    winner.refresh_from_db()
    assert (winner.ends, winner.price, winner.organisers.count()) == ("", "Gratuit", 2)
    for address in (loser.get_absolute_url(), loser.get_absolute_url().rstrip("/") + ".ics"):
        assert client.get(address).url == winner.get_absolute_url()


def test_word_that_is_merged_is_another_name_of_the_one_that_stays(client):
    winner = DefinitionFactory(name="métavers", other_names="univers virtuel")
    loser = DefinitionFactory(name="metaverse", other_names="Métavers\nunivers virtuel\nmonde virtuel")
    loser.see_also.add(winner)

    merge(loser, winner)

    winner.refresh_from_db()
    assert (winner.names, list(winner.see_also.all())) == (["univers virtuel", "metaverse", "monde virtuel"], [])
    found = client.get("/glossaire/?q=metaverse&format=json").json()["results"]
    assert [one["title"] for one in found] == ["métavers"]
