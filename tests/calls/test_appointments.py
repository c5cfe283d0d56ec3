"""Deadlines in the calendars of readers."""

import pytest
from icalendar import Calendar

from tests.factories import CallFactory, ItemFactory, MetierFactory, MilestoneFactory, RoundFactory

pytestmark = pytest.mark.django_db


def events(client, url="/appels/echeances.ics"):
    return Calendar.from_ical(client.get(url).content).events


def test_calendar_holds_the_deadlines_and_milestones_of_public_rounds(client):
    edition = RoundFactory(name="Essais 2027", closes_at="2027-03-01T18:00")
    MilestoneFactory(round=edition, date="2027-01-15", kind="information", label="")
    RoundFactory(draft=True, closes_at="2027-03-02"), RoundFactory(is_example=True, closes_at="2027-03-03")

    told = [(str(one["SUMMARY"]), one.start.strftime("%d/%m/%H")) for one in events(client)]

    assert told == [
        ("Réunion d’information\u00a0: Essais 2027", "15/01/00"),
        ("Date limite\u00a0: Essais 2027", "01/03/18"),
    ]


@pytest.mark.parametrize(("closes_at", "is_offered"), [("2999-03-01", True), ("2999-03", False)])
def test_deadline_is_offered_to_a_calendar_when_its_day_is_known(client, closes_at, is_offered):
    edition = RoundFactory(closes_at=closes_at)

    pages = [client.get(url).content.decode() for url in ("/", edition.get_absolute_url())]

    assert [f"{edition.get_absolute_url()}echeances.ics" in page for page in pages] == [is_offered] * 2


def test_calendar_is_narrowed_as_the_list_is(client):
    kept = RoundFactory(name="Gardée", closes_at="2027-03-01")
    ItemFactory(round=kept, kind="metier", term=MetierFactory(name="création"))
    RoundFactory(call=CallFactory(), closes_at="2027-03-02")

    assert [str(one["SUMMARY"]) for one in events(client, "/appels/echeances.ics?metier=creation")] == [
        "Date limite\u00a0: Gardée"
    ]


def test_postponed_deadline_takes_the_place_of_the_former_one(client):
    edition = RoundFactory(closes_at="2027-03-01")
    (before,) = events(client, f"{edition.get_absolute_url()}echeances.ics")

    edition.postponed_from, edition.closes_at = edition.closes_at, "2027-04-01"
    edition.save()
    (after,) = events(client, f"{edition.get_absolute_url()}echeances.ics")

    assert after["UID"] == before["UID"] and after["SEQUENCE"] > before["SEQUENCE"]
    assert after.start.isoformat() == "2027-04-01" and "1er\u00a0mars\u00a02027" in after["DESCRIPTION"]


def test_suspended_round_cancels_its_dates(client):
    edition = RoundFactory(closes_at="2027-03-01")
    MilestoneFactory(round=edition, date="2027-03-15")
    before = {one["UID"]: one["SEQUENCE"] for one in events(client)}

    edition.override = "suspendu"
    edition.save()

    assert {one["STATUS"] for one in events(client)} == {"CANCELLED"}
    assert all(one["SEQUENCE"] > before[one["UID"]] for one in events(client))
