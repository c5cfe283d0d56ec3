"""What was written, and when: by this log every process learns what to read again.

Every write of a public fact goes through `Recorded` and its queryset: a row saved or deleted, rows updated or made in
bulk. Many-to-many fields, whose rows Django writes by itself, come through the one signal that tells of them. A write
and its line in the log are one transaction: a crash leaves both or neither.
"""

from uuid import uuid4

from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed

COMMITS_IN_ORDER = 0x6E756D  # the lock that makes writers of a PostgreSQL take turns
MANY = 5000  # rows of one kind: beyond, all of that kind is to be read again


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


def record(model, rows):
    """Write in the log that rows of a model changed: in the transaction of the change, after it."""
    rows, kind = set(rows), model._meta.concrete_model._meta.label_lower
    if not rows:
        return
    if len(rows) > MANY or None in rows:
        rows = {None}
    take_turn()
    Change.objects.bulk_create([Change(kind=kind, row=row) for row in sorted(rows, key=lambda row: row or 0)])


def take_turn():
    """Let the numbers of the log follow the order of the commits: who reads up to one has read all before it.

    SQLite has one writer at a time. The lock of PostgreSQL lasts until the end of the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COMMITS_IN_ORDER])


class RecordedQuerySet(models.QuerySet):
    """Rows whose mass writes are in the log."""

    def update(self, **values):
        with transaction.atomic():
            owners = self._owners()
            number = super().update(**values)
            self.model.record_owners(owners | self._new_owners(values))
        return number

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        with transaction.atomic():
            rows = super().bulk_create(objs, *args, **kwargs)
            self.model.record_owners(row.owner for row in rows)
        return rows

    def delete(self):
        with transaction.atomic():
            owners = self._owners()
            deleted = super().delete()
            self.model.record_owners(owners)
        return deleted

    delete.alters_data = True
    delete.queryset_only = True

    def _owners(self):
        return set(self.order_by().values_list(self.model.owner_column(), flat=True))

    def _new_owners(self, values):
        return {getattr(values[name], "pk", values[name]) for name in {self.model.BELONGS_TO} & values.keys()}


class Recorded(models.Model):
    """A row that says something public: whatever writes it leaves a line in the log.

    `BELONGS_TO` names the entry or the term that the row is a part of, when it is not one itself.
    """

    BELONGS_TO = ""

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            before = self._stored_owner()
            super().save(*args, **kwargs)
            self.record_owners([*before, self.owner])

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            owner = self.owner
            deleted = super().delete(*args, **kwargs)
            self.record_owners([owner])
        return deleted

    @classmethod
    def owner_column(cls):
        return f"{cls.BELONGS_TO}_id" if cls.BELONGS_TO else "pk"

    @classmethod
    def record_owners(cls, rows):
        """Write in the log that parts of these entries changed, or these entries themselves."""
        record(cls._meta.get_field(cls.BELONGS_TO).related_model if cls.BELONGS_TO else cls, rows)

    @property
    def owner(self):
        return getattr(self, self.owner_column())

    def _stored_owner(self):
        """What the row was a part of, if it moves."""
        if self._state.adding or not self.BELONGS_TO:
            return []
        return type(self)._base_manager.filter(pk=self.pk).values_list(self.owner_column(), flat=True)[:1]


def record_links(sender, instance, action, reverse, model, pk_set, **kwargs):
    """Many-to-many rows came or went: the entry that holds the field changed, or those at the other end."""
    if not isinstance(instance, Recorded) or not action.startswith(("post", "pre_clear")):
        return
    record(type(instance), [instance.pk])
    if reverse:
        ends = pk_set if pk_set is not None else [None]
        record(model, ends)


m2m_changed.connect(record_links, dispatch_uid="directory.record_links")
