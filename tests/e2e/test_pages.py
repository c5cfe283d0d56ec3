"""Every kind of page in a real browser: what axe finds, what a narrow screen, a keyboard or a printer makes of it."""

import re
from pathlib import Path

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.showcase import EVERY, PAGES

HERE = Path(__file__).parent
STRUCTURE, CLIPPED, FOCUS = (
    HERE.joinpath(f"{name}.js").read_text("utf-8") for name in ("structure", "clipped", "focus")
)
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
NARROWEST, WIDE_PHONE = {"width": 320, "height": 640}, {"width": 390, "height": 844}
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
RULES_OF_COLOR = ["color-contrast", "link-in-text-block"]  # nothing else depends on the theme
DOUBLED = "html { font-size: 200% !important }"


def faults_of(check, paths=EVERY):
    """What each page has against it, for those that have something."""
    found = {path: check(path) for path in paths}
    return {path: faults for path, faults in found.items() if faults}


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_break_no_rule_of_axe(reader, kind, size):
    def broken(path):
        reader.goto(path)
        return broken_rules(reader, "light") + broken_rules(reader, "dark")

    reader.set_viewport_size(size)

    assert faults_of(broken, PAGES[kind]) == {}


def broken_rules(page, theme):
    page.emulate_media(color_scheme=theme)
    options = {"resultTypes": ["violations"]} | ({"runOnly": RULES_OF_COLOR} if theme == "dark" else {})
    found = Axe().run(page, options=options).response["violations"]
    return [(theme, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def test_pages_are_well_built_and_leave_nothing_in_the_browser(reader):
    def faults(path):
        reader.goto(path)
        return reader.evaluate(STRUCTURE)

    assert faults_of(faults) == {}
    assert reader.context.cookies() == []
    assert reader.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("page", [{"bypass_csp": True}], indirect=True, ids=["any style"])
@pytest.mark.parametrize(
    ("size", "style"),
    [(NARROWEST, SPACED), (WIDE_PHONE, SPACED), (DESKTOP, DOUBLED)],
    ids=["narrow", "phone", "large letters"],
)
def test_pages_fit_whatever_the_screen_and_the_letters(reader, size, style):
    """RGAA 10.4, 10.11, 10.12: 320 and 390 pixels, the spacing of WCAG 1.4.12, letters twice as large."""

    def cut(path):
        reader.goto(path)
        before = reader.evaluate(CLIPPED)
        reader.add_style_tag(content=style)
        return [fault for fault in reader.evaluate(CLIPPED) if fault not in before or fault == "too wide"]

    reader.set_viewport_size(size)

    assert faults_of(cut) == {}


def test_every_control_is_reached_and_shows_it(reader):
    """RGAA 10.7, 12.8, 12.9: the Tab key goes through all controls, in their order, each with its ring."""

    def missed(path):
        reader.goto(path)
        controls = reader.evaluate(FOCUS)
        for _ in range(controls):
            reader.keyboard.press("Tab")
        return reader.evaluate("focusFaults()")

    assert faults_of(missed) == {}


@pytest.mark.parametrize("path", ["/", "/projets/", "/acteurs/atelier-du-fleuve/", "/a-propos/"])
def test_weight_that_a_page_tells_is_near_what_the_browser_received(reader, path):
    requests = []
    reader.on("requestfinished", lambda request: requests.append(request))
    reader.goto(path, wait_until="networkidle")

    told = int(re.search(r"pèse environ (\d+)", reader.locator("footer").inner_text())[1])

    assert told == pytest.approx(received(requests) / 1000, rel=0.15)


def received(requests):
    """Bytes of all the answers, had the files been compressed as a release compresses them."""
    page = next(request.sizes() for request in requests if request.is_navigation_request())
    files = {request.url: request.response() for request in requests if not request.is_navigation_request()}
    bodies = [page["responseBodySize"], *(len(brotli.compress(file.body())) for file in files.values())]
    return sum(bodies) + page["responseHeadersSize"] * len(bodies)


def test_project_prints_without_menus(reader):
    reader.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins
    reader.goto("/projets/le-fleuve-raconte/")
    reader.emulate_media(media="print")

    shown = {
        name: reader.locator(name).is_visible() for name in ("main h1", "nav >> nth=0", "footer", "form >> nth=0")
    }

    assert shown == {"main h1": True, "nav >> nth=0": False, "footer": False, "form >> nth=0": False}
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert reader.pdf(format="A4").startswith(b"%PDF")
