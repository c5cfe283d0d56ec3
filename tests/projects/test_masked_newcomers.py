"""A natural person whom a file names stands on no public page, however it is written; every name is invented."""

import re
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from actors.models import Actor
from directory.models import SourceRecord
from french.folding import fold
from territories.models import TiersLieu
from tests.once import once
from tests.programme import bring, load, rows_of, written
from tests.visiting import whole

pytestmark = pytest.mark.django_db

PLANTED = "zorglubine"
HOLDERS = [
    *("Camille Zorglubine", "ZORGLUBINE Camille", "CAMILLE ZORGLUBINE", "Zorglubine Camille (artiste)", "Zorglubine"),
    *("Camille Zorglubine (artiste-auteur)", "Studio Zorglubine", "Galerie Zorglubine", "ZORGLUBINE (Dominique)"),
    *("Camille Zorglubine EI", "Dominique Zorglubine (théâtre)", "D. Zorglubine, Compagnie Zig", "VILLE Zorglubine"),
]
FUNDERS = [
    *(
        "Camille Zorglubine 5 000 €; Région 25 000 €",
        "Région et Camille Zorglubine",
        "Claude Zorglubine (à confirmer)",
    ),
    *("Claude Zorglubine (mécène)", "Région Exemple; Zorglubine ?"),
]
LISTS = ["/projets/", "/acteurs/", "/territoires/", "/tiers-lieux/", "/appels/"]
SEEDS = [
    *("/", "/sitemap.xml", "/robots.txt", "/recherche/?q=fleuve", "/recherche/suggestions/?q=camille"),
    *(f"{path}{query}" for path in LISTS for query in ("", "?format=json", "filtres/tous/")),
    *("/projets/?vue=tableau", "/projets/?q=camille", "/recherche/?q=camille", "/plan-du-site/"),
]


@once
def published():
    """Files that name the same person in every way, imported as « public »."""
    load("thesaurus")
    calls = [row | {"partners": "Camille ZORGLUBINE"} for row in rows_of("calls")]
    files = {"calls": calls, "actors": actors(), "rounds": rows_of("rounds"), "projects": projects()}
    with TemporaryDirectory() as folder:
        for name, rows in files.items():
            bring(written(Path(folder), name, rows), publish=True)


def actors():
    """With a valid SIRET, which shows nothing; a tiers-lieu would bear the name of who runs it."""
    sound, place, _ = (row | {"siret": ""} for row in rows_of("actors"))
    person = sound | {"name": "ZORGLUBINE Sacha", "legal_form_or_type": "", "siret": "55208131766522"}
    host = place | {"name": "Chez Zorglubine", "legal_form_or_type": ""}
    return [sound, place, person, host, sound | {"name": "Alix Zorglubine", "legal_form_or_type": "artiste-auteur"}]


def projects():
    row = rows_of("projects")[0] | {
        "partners": "La Halle (Lou Zorglubine);Lou Zorglubine;ZORGLUBINE Sacha;Zaza (voir zorglubine)",
        "evidence_level": "",
    }
    held = [row | {"title": f"Projet {number}", "holder": holder} for number, holder in enumerate(HOLDERS)]
    paid = [row | {"title": f"Aide {number}", "funder_named_fr": text} for number, text in enumerate(FUNDERS)]
    return [*held, *paid]


def everywhere(client):
    """Every page that a reader may come to, by its address."""
    pages, left = {}, {*SEEDS, *(f"/id/{it}/" for it in Actor.objects.values_list("identifier", flat=True))}
    while left:
        address = left.pop()
        pages[address] = whole(client.get(address)).content.decode(errors="replace")
        found = re.findall(r'(?:href="|<loc>http://testserver|"url": ")(/[^"<?#]*)', unescape(pages[address]))
        left |= {one for one in found if not one.startswith(("/static/", "/media/", "/gestion/"))} - pages.keys()
    return pages


def test_name_of_a_person_is_at_no_public_address(client, published):
    pages = everywhere(client)

    assert len(pages) > 60 and f"/projets/projet-{len(HOLDERS) - 1}/" in pages
    assert [address for address, page in pages.items() if PLANTED in fold(page) or PLANTED in address] == []
    assert not any("55208131766522" in page for page in pages.values())
    assert "Personne physique" in pages["/projets/projet-0/"]


def test_person_is_found_by_no_search(client, published):
    for path in (*LISTS, "/recherche/"):
        assert client.get(path, {"q": PLANTED, "format": "json"}).json()["total"] == 0
    assert client.get("/recherche/suggestions/", {"q": PLANTED}).json() == {"groups": []}


def test_address_made_of_the_name_is_not_found(client, published):
    for name in ("camille-zorglubine", "zorglubine-camille", "zorglubine", "zorglubine-sacha"):
        assert client.get(f"/acteurs/{name}/").status_code == 404
    assert client.get("/tiers-lieux/chez-zorglubine/").status_code == 404


def test_every_row_of_the_database_is_masked(published):
    planted = Actor.objects.filter(key__contains=PLANTED)

    assert planted.count() >= 15
    assert not planted.named().exists() and not planted.published().exists()
    assert {actor.slug for actor in planted} == {f"personne-physique-{actor.identifier}" for actor in planted}
    assert not TiersLieu.objects.published().filter(key__contains=PLANTED).exists()


def test_newcomer_answered_as_an_organisation_appears(client, published):
    actor = Actor.objects.get(name="ZORGLUBINE Sacha")
    actor.answer = "structure"
    actor.save()

    assert "ZORGLUBINE Sacha" in client.get("/projets/projet-0/").content.decode()
    assert "55208131766522" in client.get("/acteurs/zorglubine-sacha/").content.decode()
    assert client.get("/acteurs/", {"q": PLANTED, "format": "json"}).json()["total"] == 1


def test_words_of_a_source_that_name_a_doubtful_funder_are_for_staff(published):
    texts = [record.unplaced.get("funder_named_fr") for record in SourceRecord.objects.filter(dataset="projets")]

    assert ["Claude Zorglubine (à confirmer)"] in [list(text) for text in texts if text]
