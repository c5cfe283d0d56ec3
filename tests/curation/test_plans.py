"""A plan reads and nobody waits; applying it writes all of it or nothing."""

import json
import os
from signal import SIGKILL

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor
from curation.imports.importer import Importer
from curation.imports.reading import read_sheet
from curation.imports.report import Heading
from directory.models import Change, SourceList, SourceRecord, Term, is_busy, reading, turn, written
from projects.imports.importer import ProjectImporter
from projects.models import Funding, Place, Project
from tests.factories import ActorFactory, ProjectFactory, SourceListFactory
from tests.finding.memory.processes import Process, shared_database
from tests.programme import PROGRAMME, bring, changed, load, rows_of, told
from tests.programme import written as saved
from tests.staff import rewrite

FILE = PROGRAMME / "projects.csv"


@pytest.fixture
def ready(db):
    load("thesaurus", "actors", "calls", "rounds")


def planned(path=FILE):
    importer = ProjectImporter(SourceListFactory())
    return importer, importer.plan(read_sheet(path))


def counts():
    return [model.objects.count() for model in (Actor, Project, Place, Funding, SourceRecord, Change)]


def test_nothing_is_written_while_one_reads(db):
    with reading(), pytest.raises(DatabaseError):
        ProjectFactory()

    ProjectFactory()
    assert Project.objects.count() == 1


def test_plan_writes_nothing_and_says_all(ready):
    importer = ProjectImporter(SourceListFactory())
    before = counts()

    plan = importer.plan(read_sheet(FILE))

    assert counts() == before
    assert plan.report.counts == "3 créées, 0 modifiée, 0 inchangée"
    assert [row.changes["name"] for row in plan.rows.values()] == [(None, one["title"]) for one in rows_of("projects")]


def test_plan_is_data(ready, tmp_path):
    bring(FILE)
    rewrite(Project.objects.get(name="Le fleuve raconté"), summary="De l’équipe.")
    importer = ProjectImporter()

    plan = importer.plan(read_sheet(changed(tmp_path, "projects", summary_fr="Autre.", start_year="2021")))

    row = json.loads(json.dumps(plan.as_data()))["rows"][0]
    assert (row["line"], row["outcome"], row["changes"]) == (2, "modifiée", {"starts": ["2022", "2021"]})
    assert row["kept"]["summary"] == {"said": "Autre.", "stays": "De l’équipe.", "reason": "modifié à la main"}


def test_plan_is_made_again_where_what_it_read_moved(ready, tmp_path):
    importer, plan = planned(changed(tmp_path, "projects", holder="Compagnie Nouvelle"))
    known = ActorFactory(name="Compagnie Nouvelle")

    report = importer.apply(plan).report

    assert [line for line, *_ in told(report, Heading.CHANGED)] == [2]
    assert Project.objects.get(name="Le fleuve raconté").holders == [known]
    assert Actor.objects.filter(name="Compagnie Nouvelle").count() == 1


def test_entry_that_no_row_is_about_makes_no_other_plan(ready, monkeypatch):
    other = ProjectFactory(name="Un autre projet")
    importer, plan = planned()
    rewrite(other, summary="Corrigé pendant ce temps.")
    monkeypatch.setattr(Importer, "plan", None)

    importer.apply(plan)

    assert Project.objects.count() == 4


@pytest.mark.parametrize("title", ["Le fleuve raconté", "LE FLEUVE RACONTE"])
def test_entry_that_takes_the_name_of_a_row_is_told(ready, title):
    other = ProjectFactory(name="Un autre projet")
    importer, plan = planned()
    rewrite(other, name=title)

    report = importer.apply(plan).report

    assert told(report, Heading.DOUBT)[0][3] == f"un autre projet a ce titre ({other.identifier})"


def test_row_that_another_list_wrote_meanwhile_is_planned_again(ready):
    importer, plan = planned()
    bring(FILE, source_list=SourceListFactory())

    # the third row has no holder, so that nothing says that it is about the project of the other list
    assert importer.apply(plan).report.counts == "1 créée, 0 modifiée, 2 inchangées"
    assert Project.objects.count() == 4


def test_row_that_its_own_list_told_meanwhile_is_planned_again(ready, tmp_path):
    bring(FILE)
    path = saved(tmp_path, "projects", rows_of("projects")[:1])
    importer, plan = planned(path)
    bring(path, source_list=importer.source_list)  # it changes no entry, so that the log says nothing of it

    report = importer.apply(plan).report

    assert (report.is_refused, report.counts) == (False, "0 créée, 0 modifiée, 1 inchangée")


def test_failure_half_way_leaves_nothing(ready, monkeypatch):
    before = counts()
    importer, plan = planned()
    monkeypatch.setattr("curation.imports.writes.write_links", lambda name, wanted: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        importer.apply(plan)

    assert counts()[:-1] == before[:-1]


def test_plan_tells_what_the_database_would_refuse(ready, tmp_path):
    bring(FILE)
    rewrite(Project.objects.get(name="Le fleuve raconté"), ends="2025")

    report = bring(changed(tmp_path, "projects", start_year="2030"), dry_run=True)

    assert told(report, Heading.REFUSED)[0][3] == "Un projet se termine après avoir commencé"


def test_two_rows_of_one_siret_are_refused_together(db, tmp_path):
    load("thesaurus")
    rows = [one | {"siret": "20005375900011"} for one in rows_of("actors")[:2]]

    report = bring(saved(tmp_path, "actors", rows), dry_run=True)

    assert told(report, Heading.REFUSED)[0][1:3] == ("siret", "20005375900011")


def test_many_rows_take_no_more_queries_than_a_few(ready, tmp_path):
    def queries(count, first):
        rows = [rows_of("projects")[0] | {"row_id": str(first + number)} for number in range(count)]
        importer, plan = planned(saved(tmp_path, "projects", rows))
        with CaptureQueriesContext(connection) as captured:
            importer.apply(plan)
        return len([one for one in captured if "SAVEPOINT" not in one["sql"]])

    queries(1, 0)
    few, many = queries(2, 10), queries(8, 100)

    assert many <= few


def test_four_hundred_rows_of_one_title_have_numbers(db):
    projects = [Project(name="Un même titre", identifier=f"p{number:08}") for number in range(400)]
    ProjectFactory(name="Un même titre")

    with CaptureQueriesContext(connection) as captured:
        Project.objects.save_all(projects)

    assert {one.slug for one in projects} == {f"un-meme-titre-{number}" for number in range(2, 402)}
    assert len([one for one in captured if one["sql"].startswith("SELECT")]) < 30


def test_log_tells_each_entry_once_and_what_wrote_it(ready):
    importer, plan = planned()
    last, heard = Change.objects.latest("pk").pk, []

    def listen(cause, touched, **kwargs):
        heard.append((cause, set(touched)))

    written.connect(listen)
    importer.apply(plan)
    written.disconnect(listen)

    lines = list(Change.objects.filter(pk__gt=last).values_list("kind", "row"))
    assert sorted(lines) == sorted(set(lines))
    projects = {row for kind, row in lines if kind == "projects.project"}
    assert projects == set(Project.objects.values_list("pk", flat=True))
    ((cause, kinds),) = heard
    assert (cause, "projects.project" in kinds) == (f"import de « {importer.source_list} », Projets", True)


# Other processes, on a database that they share


@pytest.fixture
def process(transactional_db, tmp_path):
    load("thesaurus", "actors", "calls", "rounds")
    started = []

    def start():
        started.append(Process(shared))
        return started[-1]

    shared = shared_database(tmp_path)
    yield start
    for one in started:
        one.kill()


def hurry():
    """Wait a tenth of a second only for another writer."""
    if connection.vendor == "sqlite":
        connection.close()
        connection.settings_dict["OPTIONS"]["timeout"] = 0.1
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 100")


held = []


def hold():
    """Keep the turn of writers until the process ends."""
    held.append(turn())
    held[0].__enter__()
    Term.objects.update(position=1)


def dry_run(path):
    hurry()
    return ProjectImporter(SourceList.objects.get()).run(path, dry_run=True).counts


def write(path):
    hurry()
    try:
        ProjectImporter(SourceList.objects.get()).run(path)
    except DatabaseError as error:
        return is_busy(error)


def die_at(path, moment):
    """Import, and be killed before the given query of the writes."""
    left = iter(range(moment))

    def count(execute, *args):
        if next(left, None) is None:
            os.kill(os.getpid(), SIGKILL)
        return execute(*args)

    importer = ProjectImporter(SourceList.objects.get())
    plan = importer.plan(read_sheet(path))
    with connection.execute_wrapper(count):
        importer.apply(plan)


def there():
    return counts()[:-1]


def test_plan_waits_for_nobody_and_a_write_says_that_it_would(process):
    writer, other = process(), process()
    writer(hold)

    assert other(dry_run, FILE) == "3 créées, 0 modifiée, 0 inchangée"
    assert other(write, FILE) is True


def test_import_that_is_killed_leaves_the_directory_as_it_was(process):
    other = process()
    before = other(there)

    for moment in (3, 12, 25):
        process().dies(die_at, FILE, moment)

    assert other(there) == before
    assert other(write, FILE) is None
    assert other(there) != before
