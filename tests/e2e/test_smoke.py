"""The pages hold in a real browser: nothing from elsewhere, nothing that axe or the content policy objects to."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "/",
    "/projets/",
    "/projets/?vue=carte",
    "/acteurs/",
    "/territoires/",
    "/tiers-lieux/",
    "/appels/",
    "/a-propos/",
    "/contact/",
)


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_in_both_themes(page, path):
    page.goto(path)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert violations(page) == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
