"""Finding in a real browser: with the keyboard alone, without JavaScript, on a small screen."""

import csv
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.factories import CommuneFactory, DepartementFactory, MetierFactory, ProjectFactory, TiersLieuFactory

WITHOUT_SCRIPT = pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
SMALL = pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 800}}], indirect=True)
COUNT = "h1 .big"
SUGGESTED = ".suggestions [role=option]"


@pytest.fixture
def finder(page, transactional_db):
    """Somebody in front of the projects: two of médiation in Angoulême, one of création, one elsewhere."""
    charente, gironde = DepartementFactory(name="Charente"), DepartementFactory(name="Gironde")
    angouleme, blaye = (
        CommuneFactory(name="Angoulême", within=[charente]),
        CommuneFactory(name="Blaye", within=[gironde]),
    )
    TiersLieuFactory(name="Angle droit", located_in=blaye)
    mediation, creation = MetierFactory(name="médiation"), MetierFactory(name="création")
    ProjectFactory(name="Murs sonores", metiers=[mediation], territories=[angouleme])
    ProjectFactory(name="Planches animées", metiers=[mediation], territories=[angouleme])
    ProjectFactory(name="Bulles", metiers=[creation], territories=[angouleme])
    ProjectFactory(name="Estuaire", metiers=[mediation], territories=[blaye])
    page.goto("/projets/")
    return page


def focused(page):
    return page.evaluate(
        "document.activeElement.id || document.activeElement.value || document.activeElement.textContent"
    )


def tab_to(page, selector):
    """Press Tab until the thing has the focus."""
    for _ in range(80):
        if page.locator(selector).first.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached")


def test_project_is_found_by_metier_and_territory_with_the_keyboard(finder):
    tab_to(finder, "input[name=metier][value=mediation]")
    finder.keyboard.press("Space")
    expect(finder.locator(COUNT)).to_have_text("3")
    tab_to(finder, "#filtre-lieu")
    finder.keyboard.type("angou")
    expect(finder.get_by_role("option", name="Angoulême (Charente)")).to_be_visible()
    finder.keyboard.press("ArrowDown")
    finder.keyboard.press("Enter")
    expect(finder.locator(COUNT)).to_have_text("2")
    tab_to(finder, ".row a[href='/projets/murs-sonores/']")
    finder.keyboard.press("Enter")

    expect(finder.get_by_role("heading", level=1)).to_have_text("Murs sonores")


def rows_of_csv(path):
    return list(csv.reader(Path(path).read_text("utf-8-sig").splitlines(), delimiter=";", strict=True))


def rows_of_workbook(path):
    with Path(path).open("rb") as file:  # a browser gives it no suffix while it saves it
        return list(load_workbook(file).active.values)


@pytest.mark.parametrize(("label", "read"), [("CSV", rows_of_csv), ("Excel", rows_of_workbook)])
def test_list_that_was_narrowed_is_taken_away_and_opened(finder, label, read):
    finder.locator("input[type=checkbox][name=metier][value=mediation]").check()
    expect(finder.locator(COUNT)).to_have_text("3")

    with finder.expect_download() as taken:
        finder.get_by_role("link", name=label, exact=True).click()
    headings, *rows = read(taken.value.path())

    names = [row[headings.index("Nom")] for row in rows]
    assert sorted(names) == ["Estuaire", "Murs sonores", "Planches animées"]
    assert names == finder.locator(".row :is(h2, h3)").all_inner_texts()


@WITHOUT_SCRIPT
def test_project_is_found_without_javascript(finder):
    finder.get_by_label("médiation").check()
    finder.get_by_label("Commune, intercommunalité, tiers-lieu").fill("angouleme")
    finder.get_by_role("button", name="Appliquer les filtres").click()

    expect(finder.locator(COUNT)).to_have_text("2")
    assert "territoire=" in finder.get_by_role("link", name="Retirer le filtre médiation").get_attribute("href")
    assert not finder.get_by_text("Copier le lien").is_visible()


@WITHOUT_SCRIPT
def test_name_that_is_not_one_is_told_with_what_looks_like_it(finder):
    finder.get_by_label("Commune, intercommunalité, tiers-lieu").fill("ang")
    finder.get_by_role("button", name="Appliquer les filtres").click()

    expect(finder.locator(".notice")).to_contain_text("« ang »")
    finder.locator(".notice").get_by_role("link", name="Angoulême (Charente)").click()
    expect(finder.locator(COUNT)).to_have_text("3")


def test_results_are_refreshed_in_place_with_focus_announcement_and_history(finder):
    finder.evaluate("window.stayed = true")
    finder.get_by_label("médiation").check()

    expect(finder.get_by_role("status").filter(has_text="3 projets")).to_have_count(1)
    assert (finder.evaluate("window.stayed"), focused(finder)) == (True, "mediation")
    assert finder.url.endswith("/projets/?metier=mediation")
    assert finder.title().startswith("3 projets de médiation")

    finder.go_back()
    expect(finder.locator(COUNT)).to_have_text("4")
    assert (finder.evaluate("window.stayed"), finder.url.endswith("/projets/")) == (True, True)
    expect(finder.get_by_label("médiation")).not_to_be_checked()


def test_chip_removes_its_filter_in_place_and_gives_the_focus_to_the_results(finder):
    finder.goto("/projets/?metier=mediation&metier=creation")
    finder.evaluate("window.stayed = true")

    finder.get_by_role("link", name="Retirer le filtre création").click()

    expect(finder.locator(COUNT)).to_have_text("3")
    assert (finder.evaluate("window.stayed"), focused(finder)) == (True, "Résultats")


def test_refresh_that_fails_is_a_plain_navigation(finder):
    finder.evaluate("window.stayed = true; window.fetch = () => Promise.reject(new Error('no network')); null")

    finder.get_by_label("médiation").check()

    expect(finder.locator(COUNT)).to_have_text("3")
    assert finder.evaluate("window.stayed") is None


@SMALL
def test_drawer_holds_the_focus_and_gives_it_back(finder):
    summary = finder.locator(".facets summary")
    summary.click()
    drawer = finder.get_by_role("dialog", name="Filtres")
    drawer.get_by_label("médiation").check()
    expect(drawer.get_by_role("button", name="Voir les résultats : 3 projets")).to_be_visible()
    assert finder.evaluate("document.querySelector('dialog').scrollWidth <= innerWidth")

    finder.keyboard.press("Escape")

    expect(drawer).to_be_hidden()
    expect(summary).to_contain_text("1 filtre actif")
    assert summary.evaluate("element => element === document.activeElement")


def test_suggestions_are_a_combobox(finder):
    field = finder.get_by_role("combobox", name="Chercher un projet, une structure, une commune")
    field.press_sequentially("ang")
    options = finder.locator(SUGGESTED)
    expect(options.first).to_have_text("Angoulême (Charente)")
    expect(field).to_have_attribute("aria-expanded", "true")

    finder.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.last.get_attribute("id")
    finder.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    finder.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.input_value() == "ang"

    finder.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    finder.keyboard.press("ArrowDown")
    finder.keyboard.press("Enter")
    expect(finder.get_by_role("heading", level=1)).to_contain_text("Angoulême")


def test_suggestions_wait_for_three_letters_and_a_pause(finder):
    asked = []
    finder.on("request", lambda sent: asked.append(sent.url) if "suggestions/?" in sent.url else None)
    field = finder.get_by_role("combobox", name="Chercher un projet, une structure, une commune")

    field.press_sequentially("an")
    finder.wait_for_timeout(700)
    field.press_sequentially("goul", delay=30)
    expect(finder.locator(SUGGESTED).first).to_have_text("Angoulême (Charente)")

    assert [url.partition("q=")[2] for url in asked] == ["angoul"]


def test_suggestions_may_be_refused(finder):
    finder.goto("/recherche/")
    finder.get_by_role("checkbox", name="Suggestions").uncheck()
    finder.goto("/projets/")

    finder.get_by_role("combobox").first.press_sequentially("angoul")
    finder.wait_for_timeout(700)

    expect(finder.locator(SUGGESTED)).to_have_count(0)


def test_address_is_copied(finder):
    finder.context.grant_permissions(["clipboard-read", "clipboard-write"])
    finder.get_by_label("médiation").check()
    expect(finder.locator(COUNT)).to_have_text("3")

    finder.get_by_role("button", name="Copier le lien").click()

    expect(finder.get_by_role("button", name="Lien copié")).to_be_visible()
    assert finder.evaluate("navigator.clipboard.readText()") == finder.url


def test_address_is_given_when_the_clipboard_is_refused(finder):
    finder.evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError')); null"
    )

    finder.get_by_role("button", name="Copier le lien").click()

    field = finder.get_by_role("textbox", name="Adresse à copier")
    expect(field).to_have_value(finder.url)
    assert finder.evaluate("String(getSelection())") == finder.url
    finder.get_by_role("searchbox").first.focus()
    expect(field).to_have_count(0)


def test_move_inside_the_page_refreshes_nothing(finder):
    finder.get_by_label("médiation").check()
    expect(finder.locator(COUNT)).to_have_text("3")
    finder.evaluate("window.fetch = () => { window.asked = true; return new Promise(() => {}) }; null")

    finder.evaluate("location.hash = 'contenu'")
    finder.go_back()
    finder.wait_for_timeout(100)

    assert finder.evaluate("window.asked") is None
    finder.go_back()
    finder.wait_for_function("window.asked")


def test_reader_is_given_no_cookie(finder):
    finder.get_by_label("médiation").check()
    expect(finder.locator(COUNT)).to_have_text("3")

    assert finder.context.cookies() == []
    assert finder.evaluate("localStorage.length + sessionStorage.length") == 0


def broken_rules(page):
    return [rule["id"] for rule in Axe().run(page).response["violations"]]


def test_open_suggestions_break_no_rule_of_axe(finder):
    finder.get_by_role("combobox").first.press_sequentially("angoul")
    expect(finder.locator(SUGGESTED).first).to_be_visible()
    finder.keyboard.press("ArrowDown")

    assert broken_rules(finder) == []


@SMALL
def test_open_drawer_breaks_no_rule_of_axe(finder):
    finder.locator(".facets summary").click()
    expect(finder.get_by_role("dialog", name="Filtres")).to_be_visible()

    assert broken_rules(finder) == []
