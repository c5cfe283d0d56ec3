"""What was written, and when: by this log every process learns what to read again.

A write and its line in the log are one transaction: a crash leaves both or neither.
"""

from collections import defaultdict
from contextlib import contextmanager, nullcontext
from uuid import uuid4

from django.db import OperationalError, connection, models, transaction
from django.db.models.signals import pre_save
from django.dispatch import Signal
from django.utils import timezone

COMMITS_IN_ORDER = 0x6E756D  # the advisory lock of writers on PostgreSQL: « num », for no other program to take it
MANY = 5000  # rows of one kind: beyond, one line says all of it, as an index is then made anew rather than patched
KEPT = 100_000  # lines of the log: a process that stopped reading before them makes its indexes anew
BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01")  # what each engine calls a lock that one waits for in vain
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


# Sent at the end of the transaction of a write, in it, once its lines are in the log: `cause` and `why` are what
# `turn` was told, `touched` is `{label of a model: pks}`, with None for those that cannot be told one by one, `began`
# the moment when it asked for its turn. There a version of each entry is kept.
written = Signal()


class Writing:
    """The transaction of a write: what it touched so far, and because of what."""

    def __init__(self, cause="", why=""):
        self.cause, self.why, self._began = cause, why, timezone.now()
        self._touched = defaultdict(set)

    def touch(self, kind, rows):
        self._touched[kind] |= rows

    def end(self):
        """Write the lines, each once however often its entry was touched: readers see them all at the commit."""
        touched = {kind: {None} if len(rows) > MANY or None in rows else rows for kind, rows in self._touched.items()}
        lines = [Change(kind=kind, row=row) for kind, rows in touched.items() for row in sorted_rows(rows)]
        if lines:
            forget_before(Change.objects.bulk_create(lines))
            written.send(sender=Change, cause=self.cause, why=self.why, touched=self._touched, began=self._began)


def sorted_rows(rows):
    return sorted(rows, key=lambda row: row or 0)


def record(model, rows):
    """Write in the log that rows of a model changed: in the transaction of the change, at the end of the turn.

    None among the rows stands for all the rows of the model.
    """
    rows, kind = set(rows), model._meta.concrete_model._meta.label_lower
    if rows:
        with turn():
            connection.writing.touch(kind, rows)


def forget_before(lines):
    """Let the oldest lines go, each time the numbers of new ones pass a round number."""
    first, last = lines[0].pk, lines[-1].pk
    if (first - 1) // STEP < last // STEP:
        Change.objects.filter(pk__lte=last - KEPT).delete()


@contextmanager
def turn(cause="", why=""):
    """Open the transaction of a write, and wait for its turn before it locks any row; log what it touched at its end.

    Always in this order, the turn then the rows: two writers that each held a row and waited for the turn of the other
    would wait for ever. The history tells by what one writes, the `cause` (« import », « fusion »), and `why` when it
    is said. A turn inside another one is a part of it, whose cause is kept: what fails inside undoes the whole, unless
    whoever catches the error opened a transaction of their own around it.
    """
    if getattr(connection, "writing", None):
        with transaction.atomic(savepoint=False):
            yield
        return
    with transaction.atomic():
        take_turn()
        connection.writing = writing = Writing(cause, why)
        try:
            yield
        finally:
            connection.writing = None
        if not connection.needs_rollback:
            writing.end()


def because(why):
    """Say why the turn that is going on writes, as somebody told it meanwhile: the history tells it."""
    connection.writing.why = why


def take_turn():
    """Serialise writers, so that log ids are in commit order: a reader that has seen id n never misses a smaller one.

    SQLite has one writer at a time. The lock of PostgreSQL lasts until the end of the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COMMITS_IN_ORDER])


@contextmanager
def reading():
    """Read one state of the database, without any lock; refuse writes meanwhile.

    Inside another transaction, that state is the one that the transaction sees.
    """
    is_outermost = not connection.in_atomic_block
    with read_only_on_sqlite() if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        if connection.vendor == "postgresql":
            isolation = "ISOLATION LEVEL REPEATABLE READ, " if is_outermost else ""
            with connection.cursor() as cursor:
                cursor.execute(f"SET TRANSACTION {isolation}READ ONLY")
        yield
        transaction.set_rollback(True)  # nothing was written; a part of a transaction may write again after it


@contextmanager
def read_only_on_sqlite():
    """Begin transactions without the lock of the writer, and let the engine itself refuse a write."""
    pragma("ON")  # first: a connection knows its mode once it is open
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode
        pragma("OFF")


def pragma(switch):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA query_only = {switch}")


def is_busy(error):
    """Return whether an exception says that another writer kept its turn, or a row, longer than one waits."""
    cause = error.__cause__
    told = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    return isinstance(error, OperationalError) and told.startswith(BUSY)
