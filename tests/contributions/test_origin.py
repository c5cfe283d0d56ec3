"""From an address to the page of ours that a report is about."""

import re
from urllib.parse import quote

import pytest

from contributions.models import Report
from contributions.origin import Origin, origin
from tests.contributions.sending import CONTACT, send, text_of
from tests.factories import ActorFactory, CallFactory, ProjectFactory, RoundFactory, TiersLieuFactory

pytestmark = pytest.mark.django_db

NONSENSE = [
    "",
    "x",
    "//exemple.test/projets/",
    "https://exemple.test/projets/",
    "http://testserver.exemple.test/projets/",
    "http://[",
    "javascript:alert(1)",
    "/gestion/",
    "/gestion/projects/project/1/change/",
    "/media/a.webp",
    "/contact/",
    "/contact/recu/x/",
    "/projets/filtres/metier/",
    "\\\\exemple.test\\projets\\",
    "/\\exemple.test/projets/",
    "/static/css/absent.css",
    "/é/" * 200,
]
BROKEN = [
    "/projets/absent/",
    "/introuvable/",
    "/id/x00000000/",
    "/id/p00000000/",
    "/projets/%00/",
    "/projets/<script>/",
]


@pytest.mark.parametrize("address", NONSENSE)
def test_address_that_is_not_a_page_of_ours_leads_nowhere(address):
    assert origin(address) is None


@pytest.mark.parametrize("address", BROKEN)
def test_address_without_a_page_is_known_as_it_was_followed(address):
    assert origin(address) == Origin(address)


def test_page_that_is_not_found_leads_to_a_report_of_its_address(client):
    missing = client.get("/projets/l’été/").content.decode()
    link = re.search(r'href="(/contact/[^"]+)"[^>]*>Nous signaler le lien cassé', missing)[1]

    assert "Page concernée /projets/l’été/ Écrire" in text_of(client.get(link))
    assert send(client, link).status_code == 302
    assert Report.objects.get().page == "/projets/l’été/"


@pytest.mark.parametrize("address", NONSENSE)
def test_contact_page_opens_and_sends_whatever_the_address(client, address):
    page = f"{CONTACT}?page={quote(address)}"

    assert "Page concernée" not in text_of(client.get(page))
    assert send(client, page).status_code == 302


@pytest.mark.parametrize("factory", [ProjectFactory, ActorFactory, CallFactory, RoundFactory, TiersLieuFactory])
def test_page_of_each_kind_of_entry_is_known(factory):
    entry = factory()

    for address in (entry.get_absolute_url(), f"/id/{entry.identifier}/"):
        found = origin(address)

        assert (found.path, found.identifier) == (entry.get_absolute_url(), entry.identifier)


@pytest.mark.parametrize(
    ("address", "path", "title"),
    [
        ("/projets/", "/projets/", "Projets"),
        ("/projets/?metier=son#resultats", "/projets/", "Projets"),
        ("http://testserver/projets/", "/projets/", "Projets"),
        ("/mentions-legales/", "/mentions-legales/", ""),
        ("/", "/", ""),
    ],
)
def test_page_without_an_entry_is_known_by_its_address(address, path, title):
    found = origin(address)

    assert (found.path, found.title, found.identifier) == (path, title, "")


@pytest.mark.parametrize("trait", ["draft", "in_review", "scheduled"])
def test_entry_that_was_never_public_is_not_named(client, trait):
    """Its address is told as any that leads nowhere."""
    project = ProjectFactory(name="Projet secret", slug="secret", **{trait: True})

    for address in ("/projets/secret/", f"/id/{project.identifier}/"):
        assert origin(address) == Origin(address)
    assert "Projet secret" not in client.get(f"{CONTACT}?page=/projets/secret/").content.decode()


def test_entry_that_is_withdrawn_is_known_where_it_was():
    project = ProjectFactory(name="Fresque", slug="fresque", withdrawn=True)

    assert origin("/projets/fresque/").identifier == project.identifier


def test_entry_that_moved_is_known_where_it_is():
    project = ProjectFactory(slug="avant")
    project.slug = "apres"
    project.save()

    assert origin("/projets/avant/").path == "/projets/apres/"


def test_entry_that_is_merged_is_the_one_that_took_it_in():
    kept = ProjectFactory(slug="garde")
    ProjectFactory(slug="fusionne", withdrawn=True, merged_into=kept)

    assert origin("/projets/fusionne/").identifier == kept.identifier


def test_person_whom_the_law_forbids_naming_is_not_named():
    person = ActorFactory(name="Prénom Nom", answer="personne")

    found = origin(person.get_absolute_url())

    assert found == Origin(person.get_absolute_url())
