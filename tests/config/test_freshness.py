"""A public page is made once for each state of the directory, and sent once to each reader."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from config import freshness
from config.freshness import Kept, etag
from finding.memory.library import Snapshot, library
from projects.models import Project
from tests.factories import (
    ActorFactory,
    DisciplineFactory,
    MetierFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProjectFactory,
    RoundFactory,
    StepFactory,
    TermLabelFactory,
)

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)  # nine in Paris
HOUR = timedelta(hours=1)
PAGES = ["/", "/projets/", "/projets/?format=json", "/recherche/?q=fresque", "/recherche/suggestions/?q=fresque"]
PAGES += ["/projets/fresque/", "/a-propos/", "/sitemap.xml", "/robots.txt", "/projets/filtres/metier/"]


@pytest.fixture
def project():
    return ProjectFactory(name="Fresque", slug="fresque")


@pytest.fixture
def clock(monkeypatch):
    def show(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    show(MORNING)
    return show


def again(client, address, known):
    """Ask for a page as a browser does that has a copy of it."""
    return client.get(address, headers={"If-None-Match": known.headers["ETag"]})


@pytest.mark.parametrize("address", PAGES)
def test_page_that_a_browser_has_is_not_sent_again(client, django_assert_num_queries, project, address):
    first = client.get(address)

    with django_assert_num_queries(1):
        second = again(Client(), address, first)

    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("address", PAGES)
def test_page_is_made_once(client, django_assert_num_queries, project, address):
    first = client.get(address)

    with django_assert_num_queries(1):
        second = client.get(address)

    assert (second.content, second.headers.items()) == (first.content, first.headers.items())


def rename(project):
    project.name = "Mosaïque"
    project.save()


WRITES = {
    "save": rename,
    "update": lambda project: Project.objects.update(starts="2031"),
    "links": lambda project: project.metiers.add(MetierFactory()),
    "links from the other end": lambda project: MetierFactory().projects_of_metier.set([project]),
    "a part of it": lambda project: ParticipationFactory(project=project, actor=ActorFactory()),
    "another entry": lambda project: ActorFactory(),
    "a term": lambda project: DisciplineFactory(),
    "a label": lambda project: TermLabelFactory(),
    "deletion": lambda project: project.participations.all().delete(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_page_is_made_again_after_a_write(client, project, write):
    ParticipationFactory(project=project)
    first = client.get("/projets/")

    write(project)
    second = again(client, "/projets/", first)

    assert (second.status_code, second.content) == (200, Client().get("/projets/").content)


@pytest.mark.django_db(transaction=True)
def test_write_of_another_connection_is_seen_at_the_next_request(client, project):
    first = client.get("/projets/")

    elsewhere = Thread(target=lambda: (rename(project), connection.close()))
    elsewhere.start()
    elsewhere.join()

    assert "Mosaïque" in again(client, "/projets/", first).content.decode()


def test_page_outlives_a_write_that_is_undone(client, project):
    first = client.get("/projets/")

    with transaction.atomic():
        rename(project)
        transaction.set_rollback(True)

    assert again(client, "/projets/", first).status_code == 304


def test_page_lasts_until_midnight_in_paris(client, project, clock):
    clock(datetime(2026, 3, 2, 22, 59, tzinfo=UTC))
    first = client.get("/")
    before = again(client, "/", first)

    clock(datetime(2026, 3, 2, 23, 0, tzinfo=UTC))
    after = again(client, "/", first)

    assert (before.status_code, after.status_code) == (304, 200)


def test_tags_tell_the_hour_told_twice_in_october_apart():
    moments = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    first, again = (Snapshot("d41d8cd9", until, until) for until in moments)

    assert etag(first, "/") != etag(again, "/")


def test_page_lasts_until_a_round_closes(client, clock):
    snapshot = RoundFactory(opens_at="2026-01", closes_at="2026-03-02T10:00")
    page = snapshot.get_absolute_url()
    first = client.get(page)

    clock(MORNING + HOUR)

    assert again(client, page, first).status_code == 200
    assert client.get(page).content != first.content


@pytest.mark.parametrize("part", ["step", "milestone"])
def test_page_lasts_until_a_date_that_it_tells(client, clock, part):
    if part == "step":
        page = StepFactory(project=ProjectFactory(), date="2026-03-02T10:00").project.get_absolute_url()
    else:
        page = MilestoneFactory(round=RoundFactory(), date="2026-03-02T10:00").round.get_absolute_url()
    first = client.get(page)

    clock(MORNING + HOUR)

    assert again(client, page, first).status_code == 200


def test_publication_planned_once_the_page_is_made_shows_in_time(client, project, clock):
    client.get("/projets/?format=json")
    ProjectFactory(name="À venir", publish_from=MORNING + HOUR)

    before = client.get("/projets/?format=json").json()["total"]
    clock(MORNING + HOUR)
    after = client.get("/projets/?format=json").json()["total"]

    assert (before, after) == (1, 2)


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/acteurs/?format=json"},
        {"path": "/projets/?format=json&v=1"},
        {"path": "/projets/?format=json", "headers": {"Host": "autre.test"}},
        {"path": "/projets/?format=json", "headers": {"Accept-Encoding": "gzip"}},
        {"path": "/projets/?format=json", "secure": True},
    ],
)
def test_tag_of_an_address_says_nothing_of_another(client, project, settings, other):
    settings.ALLOWED_HOSTS = ["testserver", "autre.test"]
    known = client.get("/projets/?format=json").headers["ETag"]

    response = client.get(**other | {"headers": {"If-None-Match": known, **other.get("headers", {})}})

    assert response.status_code == 200
    assert response.headers["ETag"] != known


@pytest.mark.parametrize(("address", "status"), [("/introuvable/", 404), ("/recherche", 301)])
def test_tag_of_a_page_does_not_make_another_exist(client, project, address, status):
    known = client.get("/projets/").headers["ETag"]

    assert client.get(address, headers={"If-None-Match": known}).status_code == status
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == status


@pytest.mark.parametrize("known", ["{}", '"autre", {}', "{weak}", "*"])
def test_copy_is_recognised_however_it_is_told(client, project, known):
    tag = client.get("/projets/").headers["ETag"]
    header = known.format(tag.removeprefix("W/"), weak=tag)

    answers = [ask("/projets/", headers={"If-None-Match": header}) for ask in (client.get, client.head)]

    assert [(one.status_code, one.headers["ETag"]) for one in answers] == [(304, tag)] * 2


@pytest.mark.parametrize("known", ["", '"autre"', 'W/"autre"', "autre", '"*"'])
def test_page_is_sent_to_who_knows_something_else(client, project, known):
    assert client.get("/projets/", headers={"If-None-Match": known}).status_code == 200


def test_head_is_answered_as_get_without_the_page(client, project):
    head, page = client.head("/projets/"), client.get("/projets/")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == page.headers["ETag"]
    assert head.headers["Content-Length"] == page.headers["Content-Length"] == str(len(page.content))


def test_reader_gets_a_copy_that_the_browser_can_read(client, project):
    packed = client.get("/projets/", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/projets/")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_addresses_in_a_page_are_those_of_the_host_that_was_asked(client, project, settings):
    settings.ALLOWED_HOSTS = ["un.test", "autre.test"]

    pages = [client.get("/projets/?format=json", headers={"Host": host}).json() for host in settings.ALLOWED_HOSTS]

    assert [page["results"][0]["url"].split("/")[2] for page in pages] == settings.ALLOWED_HOSTS


@pytest.mark.parametrize(
    ("address", "status"), [("/introuvable/", 404), ("/projets/parti/", 410), ("/recherche", 301)]
)
def test_only_a_page_that_is_there_is_kept(client, address, status):
    ProjectFactory(slug="parti", withdrawn=True)

    response = client.get(address)

    assert response.status_code == status
    assert "ETag" not in response.headers


def test_pages_of_staff_are_never_kept(admin_client, django_assert_max_num_queries):
    draft = ProjectFactory(draft=True)
    pages = [reverse("admin:index"), reverse("admin:projects_project_change", args=[draft.pk])]

    responses = [admin_client.get(page) for page in pages for _ in range(2)]

    assert {response.status_code for response in responses} == {200}
    assert not any("ETag" in response.headers for response in responses)
    assert not any("public" in response.headers["Cache-Control"] for response in responses)


def test_page_made_while_an_index_is_late_is_not_kept(client, project, monkeypatch):
    known = client.get("/projets/")
    monkeypatch.setattr(library._shelves["projects"], "_owed", {"projects.project": {None}})
    monkeypatch.setattr(library._shelves["projects"], "_is_building", True)

    late = again(client, "/projets/", known)

    assert late.status_code == 200
    assert "ETag" not in late.headers


def test_page_is_not_kept_when_something_is_written_while_it_is_made(client, project, monkeypatch):
    monkeypatch.setattr(freshness, "is_for_everyone", lambda response: bool(rename(project) or library.catch_up()))

    first = client.get("/projets/")
    monkeypatch.undo()

    assert client.get("/projets/").content != first.content


def test_templates_under_work_are_read_each_time(client, project, settings):
    settings.DEBUG = True

    assert "ETag" not in client.get("/projets/").headers


def test_kept_pages_are_bounded_in_number(monkeypatch):
    monkeypatch.setattr(freshness, "KEPT_PAGES", 2)
    kept = Kept()

    for address in "abac":
        kept.page(1, address) or kept.keep(1, address, HttpResponse(address))

    assert [kept.page(1, address) is not None for address in "abc"] == [True, False, True]


def test_kept_pages_are_bounded_in_bytes(monkeypatch):
    monkeypatch.setattr(freshness, "KEPT_BYTES", 250)
    monkeypatch.setattr(freshness, "LARGEST", 120)
    kept = Kept()

    for address, size in ("a", 100), ("b", 100), ("c", 100), ("d", 500):
        kept.keep(1, address, HttpResponse("x" * size))

    assert [kept.page(1, address) is not None for address in "abcd"] == [False, True, True, False]


def test_kept_pages_go_when_the_directory_changes():
    kept = Kept()
    kept.keep(1, "a", HttpResponse("avant"))

    kept.keep(2, "b", HttpResponse("après"))

    assert (kept.page(1, "a"), kept.page(2, "a"), kept.page(2, "b").content) == (None, None, "après".encode())
