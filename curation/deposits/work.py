"""Doing a job in a short-lived process: one at a time, with a lease that it renews, killed without harm.

All that a job writes is one transaction, in which the job is said to be done: killed at any moment, it leaves what was
there before, and its lease ends.
"""

import subprocess  # noqa: S404  # this program, started again
import sys
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from directory.models import acting, is_busy, turn

from ..models import Job
from ..models.job import LEASE
from .undoing import undo
from .writing import write

BEAT = 2  # seconds between two signs of life
KILLED = "Le travail s’est arrêté avant la fin : rien n’est écrit, tout est comme avant."
FAILED = "Une erreur imprévue a tout arrêté : rien n’est écrit, tout est comme avant."
TASKS = {Job.Task.WRITE: write, Job.Task.UNDO: undo}
State = Job.State


class LostError(Exception):
    """The lease ended meanwhile: somebody was told that nothing is written, so nothing is."""


def ask(deposit, task, user):
    """Ask for a job, and start its process; return the job, or the one of the deposit that is already going on."""
    try:
        with turn():
            job = Job.objects.create(deposit=deposit, task=task, asked_by=user)
            transaction.on_commit(start)
    except IntegrityError:
        job = deposit.jobs.filter(state__in=[State.WAITING, State.RUNNING]).get()
    return job


def start():
    """Start a process that does what waits."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_job"]
    subprocess.Popen(  # noqa: S603  # nothing of it comes from outside
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )


def look_after():
    """Say of the jobs whose process is dead that they are; start a process for what waits with nobody at work."""
    bury()
    if Job.objects.waiting().exists() and not Job.objects.alive().exists():
        start()


def bury():
    if Job.objects.dead().exists():
        with turn():
            Job.objects.dead().update(state=State.KILLED, message=KILLED, ended_at=timezone.now())


def run_all():
    """Do the jobs that wait, the oldest first, unless another process is at work."""
    while job := take():
        run(job)


def take():
    """Take the oldest job that waits, for as long as a lease; None: there is none, or a process is at work."""
    bury()
    with turn():  # writers take turns: two processes never take one job, nor two jobs
        job = Job.objects.waiting().first()
        if job is None or Job.objects.alive().exists():
            return None
        job.state, job.lease_until = State.RUNNING, timezone.now() + LEASE
        job.save()
        return job


def run(job):
    """Do a job; what keeps it from being done is told, and nothing of it is written."""
    with acting(job.asked_by), alive(job) as progress:
        try:
            TASKS[job.task](job, progress, lambda **told: end(job, **told))
        except LostError:
            return
        except Exception:
            close(job, State.REFUSED, FAILED)
            raise


def end(job, message="", state=State.DONE):
    """Say that a job is done, in the transaction of what it wrote."""
    if not close(job, state, message):
        raise LostError


def close(job, state, message):
    running = Job.objects.filter(pk=job.pk, state=State.RUNNING)
    with turn():
        return running.update(state=state, message=message, ended_at=timezone.now(), lease_until=None)


class Progress:
    """How many rows a job has gone through; read by the thread that gives signs of life."""

    def __init__(self):
        self.done = self.total = 0

    def followed(self, rows):
        rows = list(rows)
        self.done, self.total = 0, len(rows)
        for row in rows:
            yield row
            self.done += 1


@contextmanager
def alive(job):
    """Give signs of life meanwhile, by a connection of its own: that of the job is in a transaction."""
    progress, over = Progress(), Event()
    beats = Thread(target=beat, args=(job.pk, progress, over), daemon=True)
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():  # which no other connection sees
        beats.start()
    try:
        yield progress
    finally:
        over.set()
        if beats.is_alive():
            beats.join()


def beat(pk, progress, over):
    while not over.wait(BEAT):
        try:
            values = {"lease_until": timezone.now() + LEASE, "done": progress.done, "total": progress.total}
            Job.objects.filter(pk=pk, state=State.RUNNING).update(**values)
        except OperationalError as error:  # the job itself is writing: its lease outlives that
            if not is_busy(error):
                raise
    connection.close()
