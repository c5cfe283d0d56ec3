"""The one stylesheet: nothing is lost on the way from the small files, and it costs one request."""

import re

from django.contrib.staticfiles import finders
from django.core.management import call_command

from config import stylesheet
from config.stylesheet import BOTH, SHEET, SOURCES, StylesheetFinder, assemble

APART = {"accounts.css", "staff.css", "zoomable-map.css"}  # of the admin, and of what is loaded on request


def test_sheet_holds_every_source_file():
    sheet = assemble()
    sources = [path for path in SOURCES.rglob("*.css") if path.name not in APART]

    missing = [path.name for path in sources if path.read_text(encoding="utf-8") not in sheet]

    assert missing == []
    assert len(sources) > 30


def test_sheet_declares_its_layers_first():
    assert assemble().startswith("@layer reset, tokens, base, layout, components, utilities, print;")


def test_sheet_asks_for_no_other_file():
    assert re.findall(r"@import|url\((?!#)", assemble()) == []


def test_sheet_closes_every_brace():
    sheet = assemble()

    assert sheet.count("{") == sheet.count("}")


def test_finder_offers_the_sheets_and_nothing_else():
    assert finders.find(SHEET).endswith(SHEET)
    assert StylesheetFinder().find("css/autre.css") == []
    assert [path for path, _ in StylesheetFinder().list([])] == [SHEET, BOTH]


def test_sheet_follows_its_sources(monkeypatch, tmp_path):
    monkeypatch.setattr(stylesheet, "BUILT", tmp_path)
    stylesheet.build()
    monkeypatch.setattr(stylesheet, "assemble", lambda: "/* changed */")

    found = stylesheet.build()

    assert found.read_text(encoding="utf-8") == "/* changed */"


def test_sheets_are_collected_whether_or_not_the_page_of_the_components_is_open(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / SHEET).read_text(encoding="utf-8") == assemble()
    assert (tmp_path / BOTH).is_file()
