"""Processes that share a database and stored indexes agree, and survive those of them that are killed."""

import os

import pytest
from django.db import transaction

from engine import image
from finding.documents import Documents
from finding.memory import shelf
from finding.memory.library import Library
from finding.memory.shelf import image_path
from projects.models import Project
from tests.factories import ProjectFactory
from tests.finding.memory.processes import Process, die, shared_database

pytestmark = pytest.mark.django_db(transaction=True)

LIBRARY = Library()  # each process has its own: that of the test never opens one
LONG_AGO = 1


@pytest.fixture
def start(settings, tmp_path):
    """Start a process; none outlives the test."""
    settings.INDEX_ROOT = tmp_path / "index"
    database, started = shared_database(tmp_path), []

    def start():
        started.append(Process(database))
        return started[-1]

    yield start
    for process in started:
        process.kill()


# what a process is told to do


def found():
    index = LIBRARY.catch_up().index("projects")
    return sorted(index.keys["key"][slot] for slot in index.alive)


def found_in_image():
    """The same, without reading an entry in the database."""
    Documents.read = die
    return found()


def publish(name):
    return ProjectFactory(name=name).pk


def rename(pk, name):
    project = Project.objects.get(pk=pk)
    project.name = name
    project.save()


def rename_and_die(pk, name):
    with transaction.atomic():
        rename(pk, name)
        die()


def store_and_die():
    """Die once the first bytes of an index are written."""
    shelf.load = lambda *_args: None  # as if the one that is stored were of another release
    image.crc32 = die
    found()


def drafts(folder):
    return list(folder.glob("*.draft"))


def test_write_of_a_process_is_seen_by_another_at_once(start):
    one, other = start(), start()
    pk = one(publish, "avant")
    assert other(found) == ["avant"]

    one(rename, pk, "après")

    assert other(found) == ["apres"]
    assert one(found) == ["apres"]


def test_process_killed_in_a_transaction_leaves_nothing_of_it(start):
    reader, writer = start(), start()
    pk = writer(publish, "avant")
    assert reader(found) == ["avant"]

    writer.dies(rename_and_die, pk, "après")

    assert reader(found) == ["avant"]
    reader(rename, pk, "ensuite")
    assert start()(found) == ["ensuite"]


def test_process_killed_while_it_stores_an_index_leaves_the_one_before(start):
    first = start()
    first(publish, "avant")
    first(found)
    stored = image_path("projects").read_bytes()

    start().dies(store_and_die)

    assert image_path("projects").read_bytes() == stored
    assert start()(found_in_image) == ["avant"]


def test_draft_of_a_killed_process_is_swept(start, settings):
    start()(publish, "avant")
    start().dies(store_and_die)
    [draft] = drafts(settings.INDEX_ROOT)
    os.utime(draft, (LONG_AGO, LONG_AGO))

    assert start()(found) == ["avant"]

    assert drafts(settings.INDEX_ROOT) == []
    assert start()(found_in_image) == ["avant"]


def test_processes_that_start_at_once_store_a_whole_index(start, settings):
    start()(publish, "avant")
    together = [start() for _ in range(4)]

    for process in together:
        process.begin(found)

    assert [process.answer() for process in together] == [["avant"]] * 4
    assert drafts(settings.INDEX_ROOT) == []
    assert start()(found_in_image) == ["avant"]
