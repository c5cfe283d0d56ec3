"""A kind of entry is declared once: planted by one line of settings, it is in everything that goes over the kinds.

The planted app is in `tests/planted/`. The product runs with it in a process of its own: other tests do not see it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from directory.registry import KINDS
from operations.management.commands.load_content import SOURCES
from tests.programme import DATA

ROOT = Path(__file__).resolve().parent.parent
PLANTED = ROOT / "tests" / "planted"
LIST, ENTRY, NOTEBOOK = "/residences/", "/residences/un-hiver-au-phare/", "/carnets/carnet-du-phare/"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """What was found all over a site that has the planted kinds."""
    scratch = tmp_path_factory.mktemp("planted")
    folders = {"STATIC_ROOT": "static", "MEDIA_ROOT": "media", "INDEX_ROOT": "index", "PLANTED_REGION": "region"}
    environment = os.environ | {name: str(scratch / folder) for name, folder in folders.items()}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.planted.settings"
    environment["DATABASE_URL"] = f"sqlite:///{scratch / 'db.sqlite3'}"
    (scratch / "static").mkdir()
    make_region(scratch / "region")
    command = [sys.executable, "-W", "error", "-m", "tests.planted.visit"]
    ran = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def make_region(folder):
    """The territories and the programme of the tests, and what the planted kinds ship."""
    shutil.copytree(PLANTED / "data", folder)
    for name in ("territories", "programme"):
        shutil.copytree(DATA / name, folder / name, dirs_exist_ok=True)
    for outline in settings.REGION["data"].glob("territories/outline*.json"):
        shutil.copy(outline, folder / "territories")
    for shipped in (SOURCES, *(one for kind in KINDS.values() for one in kind.shipped)):
        path = folder / "programme" / shipped.file
        if not path.exists():  # a file without a row, where the small programme has none
            path.write_text(",".join(import_string(shipped.importer).required), "utf-8")


def links(page):
    return re.findall(r'href="([^"]+)"', page)


def h1(page):
    return " ".join(re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1]).split())


# What brings entries in


def test_shipped_file_is_loaded_by_its_importer(site):
    assert "Résidences, residences.csv\xa0: 1 créée, 0 modifiée, 0 inchangée." in site["load_content"]


def test_examples_are_made_and_taken_away(site):
    assert site["load_demo"] == "1 fiche d’exemple en place, à lire sur http://testserver/residences/?exemples=oui\n"
    assert site["examples"] == {"before": ["un-automne-en-foret"], "after": []}


def test_file_is_imported_by_its_command(site):
    assert site["import"].endswith("Résidences\xa0: 1 créée, 0 modifiée, 0 inchangée.\n")


# What leads to it


@pytest.mark.parametrize("place", ["menu", "plan", "404", "nothing"])
def test_list_is_linked_from(site, place):
    """The menu, « Plan du site », the page that is not found, the search that finds nothing."""
    assert LIST in links(site["read"][place])


@pytest.mark.parametrize("place", ["list", "entry", "notebook"])
def test_menu_marks_the_section_of_its_pages(site, place):
    current = re.findall(r'<a href="([^"]+)"\s+aria-current="(\w+)">', site["read"][place])

    assert current == [(LIST, "page" if place == "list" else "true")]


def test_site_map_has_the_list_and_the_entries(site):
    told = {path for path in site["read"]["sitemap"] if path.startswith(("/residences/", "/carnets/"))}

    assert told == {LIST, ENTRY, "/residences/un-ete-au-moulin/", NOTEBOOK}


def test_search_page_says_that_it_is_searched(site):
    description = re.search(r'<meta name="description" content="([^"]+)"', site["read"]["search"])[1]

    assert "les résidences" in description


def test_search_finds_its_entries(site):
    (found,) = site["read"]["found"]

    assert (found["type"], found["title"], found["url"]) == (
        "résidence",
        "Un hiver au phare",
        f"http://testserver{ENTRY}",
    )
    assert {ENTRY, f"{LIST}?q=phare"} <= {*links(site["read"]["found, as a page"])}


def test_entry_is_suggested_under_its_section(site):
    told = [(group["label"], [one["url"] for one in group["items"]]) for group in site["read"]["suggested"]]

    assert told == [("Résidences", [ENTRY])]


# Its pages


def test_list_shows_every_entry(site):
    assert h1(site["read"]["list"]) == "2 résidences"
    assert {ENTRY, "/residences/un-ete-au-moulin/"} <= {*links(site["read"]["list"])}
    assert "/residences/un-automne-en-foret/" not in links(site["read"]["list"])  # it is invented


def test_list_is_narrowed_for_programs(site):
    told = site["read"]["narrowed"]

    assert [one["title"] for one in told["results"]] == ["Un hiver au phare"]
    assert [(one["value"], one["count"]) for one in told["facets"]["metier"]] == [("creation", 1), ("mediation", 1)]


@pytest.mark.parametrize("place", ["criteria", "facet"])
def test_values_of_a_facet_are_offered(site, place):
    assert 'name="metier" value="mediation"' in site["read"][place]


def test_page_is_filled_by_a_template_of_the_app(site):
    assert h1(site["read"]["entry"]) == "Un hiver au phare"
    assert "Trois mois de captation des marées." in site["read"]["entry"]
    assert "En 2023." in site["read"]["entry"] and NOTEBOOK in links(site["read"]["entry"])


def test_kind_without_list_nor_template_has_a_page(site):
    assert h1(site["read"]["notebook"]) == "Carnet du phare"
    assert ">Relevés</h" in site["read"]["notebook"]


@pytest.mark.parametrize("kind", ["residence", "notebook"])
def test_address_answers_whatever_becomes_of_the_entry(site, kind):
    before, after = site["moved"][kind]["addresses"]

    assert site["moved"][kind]["permanent"] == [301, before]
    assert site["moved"][kind]["former"] == [301, after]
    assert site["moved"][kind]["withdrawn"] == [410, 410, 410]


def test_page_follows_what_is_planned_in_a_kind_without_list(site):
    assert site["planned"] == [[False, 404], [True, 200]]


def test_withdrawn_entry_leaves_the_list(site):
    assert site["moved"]["left"] == ["Un été au moulin"]


# What staff see


def test_first_page_of_the_admin_and_its_menu_lead_to_the_entries(site):
    page = site["managed"]["first page"]
    menu = re.search(r'<nav class="menu".*?</nav>', page, re.DOTALL)[0]

    lists = "/gestion/projects/project/", "/gestion/planted/residence/", "/gestion/actors/actor/"
    for shown in (menu, page.replace(menu, "")):
        assert list(dict.fromkeys(link for link in links(shown) if link in lists)) == list(lists)


def test_first_page_of_the_admin_tells_what_waits(site):
    assert "/gestion/planted/residence/?a_faire=brouillons" in links(site["managed"]["first page"])


def test_staff_read_a_draft_before_it_is_public(site):
    assert h1(site["managed"]["preview"]) == "Un printemps à venir"
    assert "Fiche « brouillon »" in site["managed"]["preview"]


def test_row_of_a_kind_without_admin_names_its_entry(site):
    assert "Carnet du phare" in site["managed"]["imported rows"]


def test_program_has_nothing_against_it(site):
    assert "no issues" in site["check"]
