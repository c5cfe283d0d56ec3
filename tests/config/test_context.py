"""What every page says of the site itself."""

import pytest

from config.context import sections


@pytest.mark.parametrize(
    ("path", "label", "current"),
    [
        ("/projets/", "Projets", "page"),
        ("/projets/les-murs-ont-des-oreilles/", "Projets", "true"),
        ("/editions/cultures-connectees-2024/", "Appels", "true"),
        ("/tiers-lieux/", "Tiers-lieux", "page"),
        ("/territoires/creuse/", "Territoires", "true"),
    ],
)
def test_menu_marks_the_section_of_the_page(path, label, current):
    marked = {section["label"]: section["current"] for section in sections(path) if section["current"]}

    assert marked == {label: current}


@pytest.mark.parametrize("path", ["/", "/contact/", "/projetsx/"])
def test_menu_marks_nothing_elsewhere(path):
    assert [section for section in sections(path) if section["current"]] == []
