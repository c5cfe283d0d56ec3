"""The page of the components: all of them, and only where it is wanted."""

import pytest

from config.components import FOLDER, ComponentsPage, examples
from config.stylesheet import both_themes
from tests.factories import CommuneFactory, MetierFactory, ProjectFactory
from tests.reading import flat

pytestmark = pytest.mark.django_db


def test_page_is_closed_unless_it_is_wanted(client):
    assert client.get("/composants/").status_code == 404


def test_every_component_is_shown():
    assert sorted(examples()) == sorted(path.stem for path in FOLDER.glob("*.html"))


def test_every_state_is_shown_in_both_themes_without_an_ident_twice(rf):
    ProjectFactory(metiers=[MetierFactory(name="médiation")], territories=[CommuneFactory()])
    request = rf.get("/composants/")

    page = ComponentsPage.as_view()(request).render().content.decode()

    states = sum(len(states) for states in examples().values())
    assert page.count('<div class="dark') == page.count('<div class="light') == states
    assert flat(page).count('<div class="dark deadline"><p class="count') == 6
    assert 'id="chercher"' in page
    assert 'id="chercher-sombre"' in page


def test_dark_theme_holds_inside_its_box():
    sheet = both_themes()

    assert "prefers-color-scheme" not in sheet
    assert "@scope (.dark) {\n    :scope {\n      --paper" in sheet
    assert sheet.count("{") == sheet.count("}")
