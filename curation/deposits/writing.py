"""Writing a deposit: what was agreed to, all of it or nothing, with the traces that let it be undone."""

from contextlib import contextmanager

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from directory.models import SourceList
from french.typography import NBSP, plural

from ..imports.report import Heading, Outcome
from ..models import Deposit, Job, Trace
from .desk import Desk
from .witness import Witness
from .words import Words

MOVED = "Le répertoire a changé depuis votre accord : {rows}. Rien n’est écrit, tout est à vérifier de nouveau."


def write(job, progress, end):
    """Write the deposit of a job, as it was agreed to; what changed since goes back to the person."""
    deposit = job.deposit
    prepared = Desk(deposit).chosen()
    importer, plan = prepared.importer, prepared.plan
    moved = plan.unlike_prints(deposit.plan.get("agreed", {}))
    if moved or plan.is_refused:
        end(message=told_of(moved, plan), state=Job.State.REFUSED)
        return
    importer.is_bound, importer.followed = True, progress.followed
    importer.tool = f"import {deposit.pk}"
    importer.around = around(job, importer, end)
    written = importer.apply(plan)
    if written.is_refused:
        end(message=told_of(written.report.of(Heading.REFUSED), written), state=Job.State.REFUSED)


def told_of(moved, plan):
    if not moved:
        return " ".join(str(one) for one in plan.report.of(Heading.REFUSED)[:5])
    lines = ", ".join(dict.fromkeys(str(one.line) for one in moved[:20]))
    return MOVED.format(rows=f"{plural(len(moved), 'ligne')} {lines}")


def around(job, importer, end):
    """What is done in the transaction of the write: traces, lines of the history, the report, the end of the job."""

    @contextmanager
    def done(plan):
        deposit, witness = job.deposit, Witness(importer.writes)
        words = Words(plan)
        told = report_of(plan, words)  # before: the names of today
        yield
        traces = witness.traces(deposit)
        Trace.objects.bulk_create(traces, batch_size=500)
        log(job, traces, witness.entries)
        deposit.source_list = SourceList.objects.get(pk=importer.source_list.pk)
        deposit.report = told | {"entries": entries_of(traces, witness.entries)}
        deposit.state, deposit.plan = Deposit.State.WRITTEN, {}
        deposit.written_by, deposit.written_at = job.asked_by, timezone.now()
        deposit.save()
        end()

    return done


def report_of(plan, words):
    """What a plan does, for who reads it later; `keys` are the rows of the list that it brings."""
    rows = []
    for row in plan.rows.values():
        fields = [words.field(row, name, *values) for name, values in row.changes.items()]
        kept = [words.field(row, name, one.stays, one.said) | {"kept": one.reason} for name, one in row.kept.items()]
        if fields or kept:
            rows.append(
                {
                    "line": row.line,
                    "identifier": row.identifier,
                    "name": words.name(row.identifier),
                    "outcome": row.outcome.name,
                    "fields": [one for one in fields if one["before"] != one["after"]],
                    "kept": kept,
                }
            )
    return {
        "rows": rows,
        "keys": [[row.table, row.key] for row in plan.rows.values()],
        "counts": {one.name: plan.report.outcomes[one] for one in Outcome},
        "told": [*plan.report.lines(Heading.LEFT, Heading.UNPLACED, Heading.DOUBT, Heading.CREATED)],
    }


def entries_of(traces, entries):
    """The entries that were made or changed: label of the model, key, identifier, name, whether it is new."""
    return [
        [one.kind, one.row, one.identifier, entries[one.kind, one.row].name, one.before is None]
        for one in traces
        if one.identifier
    ]


def log(job, traces, entries):
    """Leave a line in the history of each entry."""
    kept = [(entries[one.kind, one.row], one.before is None) for one in traces if one.identifier]
    types = ContentType.objects.get_for_models(*{type(entry) for entry, _ in kept})
    lines = [
        LogEntry(
            user_id=job.asked_by_id,
            content_type=types[type(entry)],
            object_id=entry.pk,
            object_repr=str(entry)[:200],
            action_flag=ADDITION if is_new else CHANGE,
            change_message=f"Import {job.deposit_id}{NBSP}: fiche {'créée' if is_new else 'modifiée'}.",
        )
        for entry, is_new in kept
    ]
    LogEntry.objects.bulk_create(lines, batch_size=500)
