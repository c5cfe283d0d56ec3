"""What is new, as a feed reader reads it, and as RFC 4287 wants it."""

from datetime import timedelta
from time import struct_time
from xml.etree import ElementTree

import feedparser
import pytest
from django.utils import timezone

from directory.registry import KINDS
from projects.models import Project
from tests.factories import FundingFactory, MetierFactory, ProjectFactory, factory_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SEARCHED = KINDS.searched()


def read(client, address):
    found = feedparser.parse(client.get(address).content)
    assert not found.bozo
    return found


def edited(project, moment):
    """As if the last edit had been at that moment."""
    Project._base_manager.filter(pk=project.pk).update(updated_at=moment, first_published_at=moment)


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_feed_has_what_every_feed_must_have(client, kind):
    factory_of(kind.name)(name="L’été <b> & \x01", summary="a < b")

    tree = ElementTree.fromstring(client.get(f"{kind.list_url}?format=atom").content)  # noqa: S314

    entry = tree.find(f"{ATOM}entry")
    for part in (tree, entry):
        assert [len(part.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    links = {link.get("rel"): link.get("href") for link in tree.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{kind.list_url}?format=atom"
    assert links["alternate"] == f"http://testserver{kind.list_url}"
    assert tree.find(f"{ATOM}author/{ATOM}name").text
    assert entry.find(f"{ATOM}title").text.startswith("L’été <b> &")
    assert entry.find(f"{ATOM}summary").text == "a &lt; b"


def test_entry_is_known_for_ever_by_its_permanent_address(client):
    project = ProjectFactory(name="Avant")
    before = read(client, "/projets/?format=atom").entries[0]

    project.name, project.slug = "Après", "apres"
    project.save()

    after = read(client, "/projets/?format=atom").entries[0]
    assert (before.id, after.title) == (after.id, "Après")
    assert before.id == f"http://testserver/id/{project.identifier}/"
    assert (before.link != after.link, after.updated_parsed >= before.updated_parsed) == (True, True)


def test_feed_begins_with_what_was_edited_or_published_last_whatever_the_sort(client):
    now = timezone.now()
    for days, name in ((3, "A"), (1, "B"), (2, "C")):
        edited(ProjectFactory(name=name), now - timedelta(days=days))
    ProjectFactory(name="D", publish_from=now - timedelta(hours=1), updated_at=now - timedelta(days=9))

    found = read(client, "/projets/?format=atom&tri=titre&par_page=10")

    assert [entry.title for entry in found.entries] == ["D", "B", "C", "A"]
    assert found.feed.updated_parsed == found.entries[0].updated_parsed


def test_grant_that_is_added_makes_its_project_new(client):
    old, other = ProjectFactory(name="Ancien"), ProjectFactory(name="Autre")
    for project in (old, other):
        edited(project, timezone.now() - timedelta(days=9))

    FundingFactory(project=old)

    entries = read(client, "/projets/?format=atom").entries
    assert [entry.title for entry in entries] == ["Ancien", "Autre"]
    assert entries[0].updated_parsed > entries[1].updated_parsed


@pytest.mark.parametrize("few", [1, 1000])
def test_feed_holds_fifty_entries_of_its_list_and_no_other(client, monkeypatch, few):
    monkeypatch.setattr("finding.listing.FEW", few)
    monkeypatch.setattr("finding.formats.feed.MOST", 3)
    metier = MetierFactory()
    for number in range(4):
        ProjectFactory(name=f"Dedans {number}", metiers=[metier])
        ProjectFactory(name=f"Dehors {number}")

    found = read(client, f"/projets/?format=atom&metier={metier.slug}")

    assert [entry.title for entry in found.entries] == ["Dedans 3", "Dedans 2", "Dedans 1"]


def test_feed_of_nothing_is_the_same_each_time(client):
    feeds = [client.get(f"/projets/?format=atom&metier=inconnu&{again}").content for again in ("essai=1", "essai=2")]

    assert feedparser.parse(feeds[0]).feed.updated_parsed == struct_time((2000, 1, 1, 0, 0, 0, 5, 1, 0))
    assert feeds[0].replace(b"essai=1", b"") == feeds[1].replace(b"essai=2", b"")


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_list_leads_to_its_feed(client, kind):
    page = client.get(f"{kind.list_url}?q=son&tri=titre").content.decode()

    assert f'type="application/atom+xml" href="{kind.list_url}?q=son&amp;format=atom"' in page
