"""Deposits as staff make them, without a browser and without another process."""

import csv
import io

from django.core.files.base import ContentFile

from curation.deposits.pages import plan_again
from curation.deposits.work import run, take
from curation.models import Deposit, Job
from directory.models import SourceList
from tests.factories import UserFactory


def deposited(rows, name="Liste A", table="projects", publish=False, user=None):
    """A file of rows, deposited and understood, that belongs to a list, new or known."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [*dict.fromkeys(key for row in rows for key in row)], restval="")
    writer.writeheader()
    writer.writerows(rows)
    known = SourceList.objects.filter(name=name).first()
    deposit = Deposit(table=table, file_name="liste.csv", source_list=known, new_list="" if known else name)
    deposit.publishes, deposit.deposited_by = publish, user or UserFactory()
    deposit.file.save("liste.csv", ContentFile(text.getvalue().encode()), save=False)
    deposit.state = Deposit.State.CHECKED
    plan_again(deposit)
    return deposit


def written(deposit):
    """Say that what looks known is the same, confirm, do it; return the job."""
    for one in deposit.plan["asked"]:
        if one["candidates"]:
            decide(deposit, one["subject"], one["candidates"][0]["identifier"], one["line"], one["about"])
    plan_again(deposit, is_agreed=True)
    return done(deposit, Job.Task.WRITE)


def decide(deposit, subject, answer, line=0, about=""):
    deposit.decisions.create(subject=subject, line=line, about=about, answer=answer, made_by=deposit.deposited_by)


def undone(deposit):
    return done(deposit, Job.Task.UNDO)


def done(deposit, task):
    job = Job.objects.create(deposit=deposit, task=task, asked_by=deposit.deposited_by)
    run(take())
    job.refresh_from_db()
    deposit.refresh_from_db()
    return job
