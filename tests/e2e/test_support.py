"""An event found with the keyboard alone, a word explained without a script, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.factories import CommuneFactory, DefinitionFactory, DepartementFactory, EventFactory, ProjectFactory

WITHOUT_SCRIPT = pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)


def tab_to(page, selector):
    """Press Tab until the thing has the focus."""
    wanted = page.locator(selector).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_event_is_found_by_territory_and_month_with_the_keyboard_alone(page, transactional_db):
    landes, gironde = (CommuneFactory(within=[DepartementFactory(name=name)]) for name in ("Landes", "Gironde"))
    meant = EventFactory(name="Atelier des sons", starts="2099-03-09", territory=landes)
    EventFactory(name="Un autre mois", starts="2099-04-09", territory=landes)
    EventFactory(name="Ailleurs", starts="2099-03-09", territory=gironde)
    page.goto("/agenda/")

    for box, left in (('[name="mois"][value="2099-03"]', "2"), ('[name="territoire"][value="landes"]', "1")):
        tab_to(page, box)
        page.keyboard.press("Space")
        expect(page.locator("h1 .big")).to_have_text(left)
    tab_to(page, ".agenda a")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(meant.name)


@WITHOUT_SCRIPT
def test_word_is_explained_by_enter_and_closed_by_escape_without_a_script(page, transactional_db):
    DefinitionFactory(name="avatar", summary="Qui parle pour soi.")
    project = ProjectFactory(summary="Un avatar accueille.")
    page.goto(project.get_absolute_url())
    meaning = page.get_by_text("Qui parle pour soi.")
    expect(meaning).to_be_hidden()

    page.locator(".explained").focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")

    expect(meaning).to_be_hidden()
