"""The map in a real browser: it says what the list says, and the zoomable one comes only when it is asked for."""

import re

import pytest

from tests.factories import CommuneFactory, DepartementFactory, MetierFactory, ProjectFactory


@pytest.fixture
def communes(transactional_db):
    """A project in Angoulême and two in Cognac, far enough from one another."""
    charente = DepartementFactory(name="Charente", slug="charente", code="16", latitude=45.67, longitude=0.2)
    angouleme = CommuneFactory(name="Angoulême", code="16015", within=[charente], latitude=45.65, longitude=0.16)
    cognac = CommuneFactory(name="Cognac", code="16102", within=[charente], latitude=45.69, longitude=-0.33)
    ProjectFactory(
        name="Les murs ont des oreilles", territories=[angouleme], metiers=[MetierFactory(name="médiation")]
    )
    ProjectFactory.create_batch(2, territories=[cognac])
    return {"Angoulême": 1, "Cognac": 2}


def number_in(heading):
    return int(re.match(r"\d+", heading.inner_text())[0])


def load(page):
    page.goto("/projets/?vue=carte")
    page.get_by_role("button", name="Charger la carte zoomable").press("Enter")
    page.get_by_text("La carte zoomable remplace le dessin.").wait_for()


@pytest.mark.parametrize("commune", ["Angoulême", "Cognac"])
def test_disc_and_the_list_that_it_opens_agree(page, communes, commune):
    page.goto("/projets/?vue=carte")

    page.get_by_role("link", name=re.compile(f"^{commune} : {communes[commune]} projet")).press("Enter")
    page.wait_for_url(re.compile("territoire="))

    assert number_in(page.get_by_role("heading", level=1)) == communes[commune]


def test_nothing_is_loaded_before_the_button_is_pressed(page, communes):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/projets/?vue=carte")
    page.wait_for_load_state("networkidle")

    assert not [url for url in asked if "leaflet" in url or "format=points" in url]


def test_zoomable_map_is_used_with_the_keyboard_alone(page, communes):
    load(page)

    page.get_by_role("button", name="Angoulême : 1 projet").focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup").get_by_role("link", name="Les murs ont des oreilles").wait_for()
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")

    assert focused == "Les murs ont des oreilles"
    assert "Angoulême" in page.evaluate("document.activeElement.textContent")


def test_zoomable_map_gathers_places_and_opens_them_with_enter(page, communes):
    load(page)
    for _ in range(5):
        page.get_by_role("button", name="Réduire").press("Enter")

    page.get_by_role("button", name="3 projets dans 2 lieux, agrandir").press("Enter")

    page.get_by_role("button", name="Cognac : 2 projets").wait_for()


def test_zoomable_map_follows_the_filters_in_place(page, communes):
    load(page)

    page.get_by_role("checkbox", name="médiation").check()
    page.get_by_role("button", name="Cognac : 2 projets").wait_for(state="detached")

    page.get_by_role("button", name="Angoulême : 1 projet").wait_for()
    assert "metier=" in page.url


def test_zoomable_map_that_cannot_load_says_so_and_leaves_the_drawing(page, communes):
    page.route("**/leaflet*.js", lambda route: route.fulfill(status=200, body="", content_type="text/javascript"))

    page.goto("/projets/?vue=carte")
    page.get_by_role("button", name="Charger la carte zoomable").click()
    page.get_by_text("n’a pas pu être chargée").wait_for()

    assert page.get_by_role("link", name="Angoulême : 1 projet").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_discs_are_large_enough_to_touch(page, communes, width):
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/projets/?vue=carte")

    sizes = page.locator(".discs a").evaluate_all("links => links.map(link => link.getBoundingClientRect().width)")
    assert min(sizes) >= 24
