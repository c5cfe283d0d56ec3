"""Jobs: one at a time, in a process that may be killed at any moment."""

import os
from datetime import timedelta
from signal import SIGKILL

import pytest
from django.db import connection
from django.utils import timezone

from curation.deposits import work
from curation.deposits.pages import plan_again
from curation.models import Job, Trace
from directory.models import SourceRecord
from projects.models import Project
from tests.deposits import deposited, done, written
from tests.factories import JobFactory
from tests.finding.memory.processes import Process, shared_database
from tests.programme import load, rows_of
from tests.staff import rewrite


def confirmed():
    load("thesaurus", "actors", "calls", "rounds")
    deposit = deposited(rows_of("projects"))
    plan_again(deposit, is_agreed=True)
    Job.objects.create(deposit=deposit, task=Job.Task.WRITE, asked_by=deposit.deposited_by)


def there():
    return [model.objects.count() for model in (Project, SourceRecord, Trace)]


def die_at(moment):
    """Do what waits, and be killed before the given query of the write."""
    left = iter(range(moment))

    def count(execute, sql, *args):
        if not sql.startswith("SELECT") and next(left, None) is None:
            os.kill(os.getpid(), SIGKILL)
        return execute(sql, *args)

    job = work.take()
    with connection.execute_wrapper(count):
        work.run(job)


def outlive():
    """Come after the lease of what was killed."""
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    work.bury()
    return Job.objects.get().state, Job.objects.get().message


def begin_again():
    job = Job.objects.get()
    job.state = Job.State.WAITING
    job.save()
    work.run_all()
    return Job.objects.get().state


@pytest.mark.django_db(transaction=True)
def test_killed_job_leaves_all_as_before_and_says_so(tmp_path):
    shared = shared_database(tmp_path)
    other = Process(shared)
    other(confirmed)
    before = other(there)

    for moment in (1, 8, 20):
        Process(shared).dies(die_at, moment)
        assert other(there) == before
        assert other(outlive) == ("interrompu", work.KILLED)
        other(waiting)

    assert other(begin_again) == "fini"
    assert other(there) != before
    other.kill()


def waiting():
    Job.objects.update(state=Job.State.WAITING)


def test_one_job_at_a_time(db):
    first, second = JobFactory(), JobFactory()

    assert work.take() == first
    assert work.take() is None
    Job.objects.filter(pk=first.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work.take() == second


def test_what_changed_since_goes_back_to_the_person(db):
    load("thesaurus", "actors", "calls", "rounds")
    written(deposited(rows_of("projects")))
    rows = [row | {"summary_fr": "Corrigé."} for row in rows_of("projects")]
    deposit = deposited(rows)
    plan_again(deposit, is_agreed=True)
    rewrite(Project.objects.get(name="Le fleuve raconté"), summary="De l’équipe.")

    job = done(deposit, Job.Task.WRITE)

    assert job.state == "refuse"
    assert "ligne 2" in job.message
    assert not Project.objects.filter(summary="Corrigé.").exists()
