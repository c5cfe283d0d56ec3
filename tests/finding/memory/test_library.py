"""What a process holds of the database is what the database says, whatever happened to either."""

from datetime import timedelta
from threading import Event
from threading import enumerate as threads
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.utils import timezone

from directory.models import Change, change
from engine.image import read_image
from finding.documents import Documents
from finding.memory import shelf
from finding.memory.journal import LogMark, merged
from finding.memory.library import Library
from finding.memory.shelf import Shelf, image_path
from projects.models import Project
from tests.factories import ActorFactory, ParticipationFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_root(settings, tmp_path):
    settings.INDEX_ROOT = tmp_path


@pytest.fixture
def library():
    return Library()


def found(library):
    """The projects that a process knows, by their folded names."""
    index = library.catch_up().index("projects")
    return sorted(index.keys["key"][slot] for slot in index.alive)


def rename(project, name):
    project.name = name
    project.save()


def nobody_reads(monkeypatch):
    def refuse(*args):
        raise AssertionError("documents are read again")

    monkeypatch.setattr(Documents, "read", refuse)


def nobody_builds(monkeypatch):
    def refuse(*args):
        raise AssertionError("an index is built again")

    monkeypatch.setattr(Shelf, "_built", refuse)


# the log


def test_rows_of_a_fixture_are_read(library, tmp_path):
    fixture = tmp_path / "projects.json"
    project = ProjectFactory(name="a")
    assert found(library) == ["a"]
    fixture.write_text(serialize("json", [project]).replace('"a"', '"b"'))

    call_command("loaddata", fixture, verbosity=0)

    assert found(library) == ["b"]


def test_log_of_another_database_is_refused(library, tmp_path):
    fixture = tmp_path / "all.json"
    ProjectFactory()
    fixture.write_text(serialize("json", Change.objects.all()))

    with pytest.raises(ValueError, match="dumpdata --exclude directory.change"):
        call_command("loaddata", fixture, verbosity=0)


def test_old_lines_of_the_log_are_forgotten(monkeypatch):
    monkeypatch.setattr(change, "KEPT", 10)
    monkeypatch.setattr(change, "STEP", 5)
    first = ProjectFactory()

    for number in range(40):
        rename(first, f"nom {number}")

    numbers = [*Change.objects.values_list("pk", flat=True)]
    assert 10 <= len(numbers) < 15
    assert numbers[-1] - numbers[0] == len(numbers) - 1


def test_process_whose_place_is_forgotten_begins_anew(library, monkeypatch):
    project = ProjectFactory(name="avant")
    assert found(library) == ["avant"]

    rename(project, "après")
    Change.objects.exclude(pk=Change.objects.latest("pk").pk).delete()

    assert found(library) == ["apres"]


def test_database_brought_back_from_a_backup_is_noticed(library):
    ProjectFactory(name="un")
    project = ProjectFactory(name="deux")
    assert found(library) == ["deux", "un"]

    Project.objects.filter(pk=project.pk)._raw_delete("default")
    Change.objects.filter(pk=Change.objects.latest("pk").pk).update(stamp=uuid4())

    assert found(library) == ["un"]


def test_log_that_became_shorter_is_noticed(library):
    ProjectFactory(name="un")
    place = LogMark.now()
    project = ProjectFactory(name="deux")
    assert found(library) == ["deux", "un"]

    Project.objects.filter(pk=project.pk)._raw_delete("default")
    Change.objects.filter(pk__gt=place.number).delete()

    assert found(library) == ["un"]


def test_many_rows_of_a_kind_are_all_of_them(monkeypatch):
    monkeypatch.setattr("finding.memory.journal.MANY", 3)

    assert merged({"a": {1, 2}, "b": {1}}, {"a": {3, 4}}) == {"a": {None}, "b": {1}}


# the image


def test_new_process_reads_the_image_and_nothing_else(library, monkeypatch):
    ProjectFactory(name="un")
    found(library)

    nobody_reads(monkeypatch)

    assert found(Library()) == ["un"]


def test_image_is_brought_up_to_date(library):
    project = ProjectFactory(name="un")
    found(library)

    rename(project, "deux")
    ProjectFactory(name="trois", draft=True)

    assert found(Library()) == ["deux"]


def test_image_follows_what_time_changed_meanwhile(library, monkeypatch):
    ProjectFactory(name="prévu", scheduled=True)
    assert found(library) == []

    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert found(Library()) == ["prevu"]


def test_image_of_another_database_is_not_believed(library):
    ProjectFactory(name="un")
    found(library)

    Project.objects.all()._raw_delete("default")
    Change.objects.filter(pk=Change.objects.latest("pk").pk).update(stamp=uuid4())

    assert found(Library()) == []


def test_image_made_by_another_release_is_not_read(library, monkeypatch):
    ProjectFactory(name="un")
    found(library)
    Project.objects.all()._raw_delete("default")
    assert found(Library()) == ["un"]

    monkeypatch.setattr(shelf, "program", lambda: "another release")

    assert found(Library()) == []


def test_damaged_image_is_made_again(library):
    ProjectFactory(name="un")
    found(library)
    path = image_path("projects")
    whole = path.read_bytes()

    path.write_bytes(whole[: len(whole) // 2])

    assert found(Library()) == ["un"]
    assert read_image(path)


def test_image_that_cannot_be_stored_stops_nothing(library, settings, tmp_path, caplog):
    (tmp_path / "a file").touch()
    settings.INDEX_ROOT = tmp_path / "a file"
    ProjectFactory(name="un")

    assert found(library) == ["un"]
    assert "could not be stored" in caplog.text


def test_program_is_the_code_of_every_package():
    """What knows no Django is no app, and makes documents all the same."""
    assert {"engine", "french", "finding", "projects"} <= {folder.name for folder in shelf.packages()}


def test_program_changes_with_its_code(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    module = tmp_path / "engine" / "__init__.py"
    module.parent.mkdir()
    module.write_text("before")
    before = shelf.program.__wrapped__()

    module.write_text("after")

    assert shelf.program.__wrapped__() != before


# time


def test_planned_entry_comes_out_without_a_write(library, monkeypatch):
    assert found(library) == []
    planned = timezone.now() + timedelta(minutes=10)
    ProjectFactory(name="prévu", publish_from=planned)
    assert found(library) == []

    monkeypatch.setattr(timezone, "now", lambda: planned)

    assert found(library) == ["prevu"]
    assert library.snapshot.valid_until > planned


# what is remembered


def test_what_is_remembered_is_read_again_once_it_changed(library):
    project = ProjectFactory(name="un")

    def names():
        library.catch_up()
        return library.remembered("names", {"projects.project"}, lambda: [*Project.objects.values_list("name")])

    assert names() == [("un",)]
    rename(project, "deux")
    assert names() == [("deux",)]


# building beside


@pytest.fixture
def few(monkeypatch):
    """Two documents are already many."""
    monkeypatch.setattr(shelf, "FEW", 2)


def finish():
    """Wait for the indexes that are being built."""
    for thread in threads():
        if thread.name.startswith("index-"):
            thread.join()


@pytest.fixture
def beside(monkeypatch, few, library):
    """A process of which the index of four projects is being built again, and takes its place once `beside` is set."""
    projects = [ProjectFactory(name=name) for name in ("a", "b", "c", "d")]
    assert found(library) == ["a", "b", "c", "d"]
    gate, build = Event(), Shelf._built
    gate.reached = Event()

    def built(shelf, place):
        index = build(shelf, place)
        gate.reached.set()
        gate.wait(20)
        return index

    monkeypatch.setattr(Shelf, "_built", built)
    Project.objects.update(status=Project.Status.DRAFT)
    Project.objects.filter(pk__in=[one.pk for one in projects[:3]]).update(status=Project.Status.PUBLISHED)
    yield gate
    gate.set()
    finish()


@pytest.mark.django_db(transaction=True)
def test_old_index_answers_while_another_is_built(library, beside):
    assert found(library) == ["a", "b", "c", "d"]
    assert library.snapshot is None

    beside.set()
    finish()

    assert found(library) == ["a", "b", "c"]
    assert library.snapshot.stamp == LogMark.now().stamp


@pytest.mark.django_db(transaction=True)
def test_what_is_written_during_a_build_is_seen_and_not_lost(library, beside):
    found(library)
    beside.reached.wait(20)  # a SQLite in memory refuses to be written while it is read

    ProjectFactory(name="e")
    assert found(library) == ["a", "b", "c", "d", "e"]
    beside.set()
    finish()

    assert library.snapshot is None  # no page is kept until the new index says « e » too
    assert found(library) == ["a", "b", "c", "e"]


@pytest.mark.django_db(transaction=True)
def test_build_that_fails_is_told_and_tried_again(library, beside, monkeypatch, caplog):
    build = Shelf._built
    monkeypatch.setattr(Shelf, "_built", lambda *args: 1 / 0)
    assert found(library) == ["a", "b", "c", "d"]
    finish()
    assert found(library) == ["a", "b", "c", "d"]
    assert library.snapshot is None
    assert "The index of projects could not be built" in caplog.text

    monkeypatch.setattr(Shelf, "_built", build)
    monkeypatch.setattr(shelf, "monotonic", lambda: float("inf"))
    beside.set()
    found(library)
    finish()

    assert found(library) == ["a", "b", "c"]


def test_withdrawn_entry_leaves_the_disk_at_once(library):
    ProjectFactory(name="reste"), ProjectFactory(name="zygène")
    assert (found(library), b"zygene" in image_path("projects").read_bytes()) == (["reste", "zygene"], True)

    Project.objects.filter(name="zygène").update(status=Project.Status.WITHDRAWN)
    library.catch_up()

    assert b"zygene" not in image_path("projects").read_bytes()
    assert found(library) == found(Library()) == ["reste"]


def test_only_one_process_stores_another_index_after_a_withdrawal(library, monkeypatch):
    project = ProjectFactory(name="zygène")
    others = [Library(), Library()]
    assert [found(one) for one in (library, *others)] == [["zygene"]] * 3
    Project.objects.filter(pk=project.pk).update(status=Project.Status.WITHDRAWN)
    library.catch_up()

    nobody_builds(monkeypatch)

    assert [found(one) for one in others] == [[], []]


@pytest.mark.django_db(transaction=True)
def test_index_patched_again_and_again_does_not_grow_for_ever(library, few):
    project = ProjectFactory()
    found(library)

    for number in range(30):
        rename(project, f"nom {number}")
        assert found(library) == [f"nom {number}"]

    assert library.index("projects").patches <= 5
    assert len(library.index("projects").pks) <= 5


# masked persons


def test_index_forgets_a_person_who_must_be_masked(library):
    person = ActorFactory(name="Camille Exemple", answer="personne", agreement="accord de 2024")
    ParticipationFactory(actor=person)
    assert len(library.catch_up().index("actors").alive) == 1

    person.agreement = ""
    person.save()

    assert len(library.catch_up().index("actors").alive) == 0
    assert not library.index("projects").lexicon.documents("camille")


def test_drafts_by_the_thousand_make_no_index_anew(library, monkeypatch):
    ProjectFactory(name="connu")
    assert found(library) == ["connu"]
    monkeypatch.setattr(shelf, "FEW", 2)
    nobody_builds(monkeypatch)

    ProjectFactory.create_batch(3, draft=True)
    ProjectFactory(name="nouveau")

    assert found(library) == ["connu", "nouveau"]
