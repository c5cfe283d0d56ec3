"""The admin of events."""

import pytest

from tests.factories import EventFactory
from tests.staff import edit, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.mark.parametrize(
    ("starts", "postponed_from", "asked"),
    [
        ("08/04/2027", "", "si le rendez-vous est reporté"),
        ("08/04/2027", "08/03/2027", ""),
        ("08/03/2027", "08/03/2027", "la date annoncée d’abord est celle du rendez-vous"),
        ("08/03/2027", "", ""),
    ],
)
def test_date_that_moves_asks_whether_the_event_is_postponed(admin_client, starts, postponed_from, asked):
    event = EventFactory(starts="2027-03-08")
    url = f"/gestion/support/event/{event.pk}/change/"

    response = edit(admin_client, url, starts=starts, postponed_from=postponed_from)

    doubts = [one for one in told(admin_client.get(response.url)) if one.startswith("À vérifier")]
    assert bool(doubts) == bool(asked) and asked in " ".join(doubts)
