"""What was written, and when: by this log every process learns what to read again.

A write and its line in the log are one transaction: a crash leaves both or neither.
"""

from contextlib import contextmanager
from uuid import uuid4

from django.db import connection, models, transaction
from django.db.models.signals import pre_save

COMMITS_IN_ORDER = 0x6E756D  # the advisory lock of writers on PostgreSQL: « num », for no other program to take it
MANY = 5000  # rows of one kind: beyond, one line says all of it, as an index is then made anew rather than patched
KEPT = 100_000  # lines of the log: a process that stopped reading before them makes its indexes anew
STEP = 1000  # lines between two cleanings: a write that deletes takes longer, so few do


class Change(models.Model):
    """An entry or a term that a write touched. Without a row: all those of that kind may have changed."""

    stamp = models.UUIDField(default=uuid4, editable=False)  # a number may come back after a rollback, a stamp never
    kind = models.CharField("type", max_length=60)
    row = models.BigIntegerField("clé", null=True)

    class Meta:
        verbose_name = "changement"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.kind} {self.row or '*'}"


def refuse_raw(sender, raw, **kwargs):
    """The lines of a fixture are those of another database."""
    if raw:
        raise ValueError("le journal est propre à sa base, faites la copie avec dumpdata --exclude directory.change")


pre_save.connect(refuse_raw, sender=Change, dispatch_uid="directory.refuse_raw")


def record(model, rows):
    """Write in the log that rows of a model changed: in the transaction of the change, after it.

    None among the rows stands for all the rows of the model.
    """
    rows, kind = set(rows), model._meta.concrete_model._meta.label_lower
    if not rows:
        return
    if len(rows) > MANY or None in rows:
        rows = {None}
    take_turn()
    lines = [Change(kind=kind, row=row) for row in sorted(rows, key=lambda row: row or 0)]
    forget_before(Change.objects.bulk_create(lines))


def forget_before(lines):
    """Let the oldest lines go, each time the numbers of new ones pass a round number."""
    first, last = lines[0].pk, lines[-1].pk
    if (first - 1) // STEP < last // STEP:
        Change.objects.filter(pk__lte=last - KEPT).delete()


@contextmanager
def turn():
    """Open the transaction of a write, and wait for its turn before it locks any row.

    Always in this order, the turn then the rows: two writers that each held a row and waited for the turn of the other
    would wait for ever.
    """
    with transaction.atomic():
        take_turn()
        yield


def take_turn():
    """Serialise writers, so that log ids are in commit order: a reader that has seen id n never misses a smaller one.

    SQLite has one writer at a time. The lock of PostgreSQL lasts until the end of the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COMMITS_IN_ORDER])
