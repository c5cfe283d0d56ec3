import re

import pytest

from directory.registry import KINDS
from tests.factories import ProjectFactory, TerritoryFactory, factory_of

pytestmark = pytest.mark.django_db


def paths(client):
    text = client.get("/sitemap.xml").content.decode()
    return set(re.findall(r"<loc>http://testserver([^<]+)</loc>", text))


@pytest.mark.parametrize("kind", KINDS)
def test_sitemap_lists_published_entries_only(client, kind):
    factory = factory_of(kind)
    published = factory()
    hidden = [factory(draft=True), factory(withdrawn=True), factory(scheduled=True), factory(is_example=True)]

    listed = paths(client)

    assert published.get_absolute_url() in listed
    assert listed.isdisjoint(entry.get_absolute_url() for entry in hidden)


def test_sitemap_lists_a_commune_once_a_project_happened_there(client):
    quiet, busy = TerritoryFactory(), TerritoryFactory()
    ProjectFactory(territories=[busy])

    listed = paths(client)

    assert busy.get_absolute_url() in listed
    assert quiet.get_absolute_url() not in listed


def test_sitemap_lists_the_fixed_pages_and_the_lists(client):
    lists = {kind.list_url for kind in KINDS.searched().values()}

    assert {"/", "/mentions-legales/", *lists} <= paths(client)


def test_robots_name_the_sitemap_and_leave_the_admin_alone(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /gestion/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
