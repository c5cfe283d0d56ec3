"""Calls in a real browser: to the next deadline in one's calendar, and to the call that fits, without a script."""

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.factories import ItemFactory, MetierFactory, RoundFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition():
    edition = RoundFactory(name="Essais ouverts", closes_at="2099-03-01", year=2099)
    ItemFactory(round=edition, kind="metier", term=MetierFactory(name="médiation"), text="")
    return edition


@pytest.mark.parametrize("page", [{}, {"java_script_enabled": False}], indirect=True)
def test_from_the_home_page_to_the_next_deadline_in_a_calendar(page, edition):
    """One click is enough: three would have been allowed."""
    page.goto("/")

    with page.expect_download() as taken:
        page.get_by_role("link", name="Ajouter à mon agenda").click()

    (event,) = Calendar.from_ical(Path(taken.value.path()).read_bytes()).events
    assert event["SUMMARY"] == "Date limite\u00a0: Essais ouverts" and event.start.isoformat() == "2099-03-01"


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_call_is_found_without_script_in_an_address_to_share(page, edition):
    page.goto("/appels/")

    page.get_by_role("link", name="Quel appel pour mon projet").click()
    page.get_by_label("Médiation").check()
    page.get_by_role("button", name="Trouver un appel").click()

    assert "metier=mediation" in page.url
    expect(page.get_by_role("link", name="Essais ouverts")).to_be_visible()
    expect(page.get_by_text("pour : métiers, « médiation »")).to_be_visible()
