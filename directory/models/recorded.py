"""The rows whose writes are in the log of changes.

Every write of a public fact goes through `Recorded` and its queryset: a row saved or deleted, rows updated or made in
bulk. The rows that Django writes by itself, those of many-to-many fields and of fixtures, come through its signals.
"""

from collections import defaultdict
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import m2m_changed, post_save, pre_save

from french.damage import turning_sign

from ..fields import KeyField
from .change import MANY, record, take_turn, turn

TURNED = "Un signe invisible ({sign}) retourne le sens de lecture de ce texte : le retaper."


def relations_to(model):
    """Return the relations of other models, and of many-to-many tables, that point to a model."""
    fields = model._meta.concrete_model._meta.get_fields(include_hidden=True)
    return [one for one in fields if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one)]


def holders(model, rows):
    """Return `{owning entry model: pks}` of what points to rows of a model, and changes when these rows go."""
    found = defaultdict(set)
    for relation in relations_to(model):
        kind, column = speaker(relation.related_model)
        if kind:
            links = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": rows})
            found[kind] |= set(links.values_list(column, flat=True)) - {None}  # None would say all the rows
    return found


def speaker(model):
    """Return (owning entry model, column with its pk) for rows of `model`; `(None, "")` when they are not logged."""
    if owner := model._meta.auto_created:
        field = next(one for one in owner._meta.many_to_many if one.remote_field.through is model)
        return (owner, f"{field.m2m_field_name()}_id") if issubclass(owner, Recorded) else (None, "")
    if not issubclass(model, Recorded):
        return None, ""
    kind, path = model.owner_kind(), model.BELONGS_TO
    while kind.BELONGS_TO:  # an amendment is a part of a grant, which is a part of a project
        kind, path = kind.owner_kind(), f"{path}__{kind.BELONGS_TO}"
    return kind, f"{path}_id" if path else "pk"


def batched(rows, size):
    rows = iter(rows)
    while some := list(islice(rows, size)):
        yield some


def record_holders(found):
    """Write in the log what `holders` found, before the rows were deleted."""
    for kind, rows in found.items():
        record(kind, rows)


class RecordedQuerySet(models.QuerySet):
    """Rows whose mass writes are in the log."""

    def update(self, **values):
        self._refuse(values)
        with turn():
            # before the write: once updated, the rows may no longer answer to the conditions of this queryset
            owners = dict(self.order_by().values_list("pk", self.model.owner_column()))
            number = super().update(**values)
            self.model.record_owners({*owners.values(), *self._moved(owners, values)})
        return number

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        with turn():
            rows = super().bulk_create(objs, *args, **kwargs)
            # an upsert does not tell which entries its rows were a part of: all of the kind are read again
            left = [None] if self.model.moves_with(kwargs.get("update_fields") or ()) else []
            self.model.record_owners([*left, *(row.owner for row in rows)])
        return rows

    def save_all(self, rows):
        """Save many rows as `save` would each of them, in a few queries: those that are new, and the others whole."""
        with turn():
            for some in batched(rows, MANY):
                self._save_some(some)

    save_all.alters_data = True

    def _save_some(self, rows):
        self.model.before_save(rows)
        new, known = ([row for row in rows if row._state.adding is is_new] for is_new in (True, False))
        if new:
            self.bulk_create(new)
        if known:
            self._write_again(known)
        self.model.after_save(rows)

    def _write_again(self, rows):
        """Write rows that are there already: an upsert by primary key, in a tenth of the time of `bulk_update`."""
        there = self.model._base_manager.filter(pk__in=[row.pk for row in rows])
        before = list(there.values_list(self.model.owner_column(), flat=True)) if self.model.BELONGS_TO else []
        super().bulk_create(
            rows, update_conflicts=True, unique_fields=[self.model._meta.pk.name], update_fields=self.model.rewritten()
        )
        self.model.record_owners({*before, *(row.owner for row in rows)})

    def delete(self):
        with turn():
            owners = dict(self.order_by().values_list("pk", self.model.owner_column()))
            found = holders(self.model, owners)
            deleted = super().delete()
            record_holders(found)
            self.model.record_owners(owners.values())
        return deleted

    delete.alters_data = True
    delete.queryset_only = True

    def _moved(self, rows, values):
        """Return the owners of the rows after an update that may have given them others."""
        if not self.model.moves_with(values):
            return []
        return self.model._base_manager.filter(pk__in=rows).values_list(self.model.owner_column(), flat=True)

    def _refuse(self, values):
        """Raise TypeError on the fields that `save` alone may write, as it derives others from them."""
        if alone := self.model.saved_alone() & values.keys():
            raise TypeError(f"{', '.join(sorted(alone))}: save the rows one by one, other values follow these")


class Recorded(models.Model):
    """A row that says something public: whatever writes it leaves a line in the log.

    `BELONGS_TO` names the entry or the term that the row is a part of, when it is not one itself.
    """

    BELONGS_TO = ""
    WRITTEN_ONCE = ()

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with turn():
            self.before_save([self])
            before = [] if self._state.adding else self.stored_owner()
            super().save(*args, **kwargs)
            self.record_owners([*before, self.owner])
            self.after_save([self])

    def delete(self, *args, **kwargs):
        with turn():
            owner, found = self.owner, holders(type(self), [self.pk])
            deleted = super().delete(*args, **kwargs)
            record_holders(found)
            self.record_owners([owner])
        return deleted

    def clean_fields(self, exclude=None):
        """Refuse what the fields refuse, and the signs that make a text read as another."""
        try:
            super().clean_fields(exclude)
            errors = {}
        except ValidationError as error:
            errors = error.error_dict
        if errors := self._turned(exclude or ()) | errors:
            raise ValidationError(errors)

    def _turned(self, exclude):
        texts = (
            (field.name, getattr(self, field.attname)) for field in self._meta.fields if field.name not in exclude
        )
        signs = {name: turning_sign(text) for name, text in texts if isinstance(text, str)}
        return {name: [ValidationError(TURNED.format(sign=sign))] for name, sign in signs.items() if sign}

    def derive(self):
        """Write what follows from the other values of the row; raise ValidationError where they contradict."""

    @classmethod
    def before_save(cls, rows):
        """What has to be true of rows before they are written, one by `save` or many by `save_all`."""
        for row in rows:
            row.derive()

    @classmethod
    def after_save(cls, rows):
        """What has to follow once rows are written, one by `save` or many by `save_all`."""

    @classmethod
    def rewritten(cls):
        """Return the fields that `save_all` writes in a row that is there: all but those that are written once."""
        fields = (one for one in cls._meta.concrete_fields if not one.primary_key)
        return [one.name for one in fields if one.name not in cls.WRITTEN_ONCE]

    @classmethod
    def owner_kind(cls):
        return cls._meta.get_field(cls.BELONGS_TO).related_model if cls.BELONGS_TO else cls

    @classmethod
    def owner_column(cls):
        return f"{cls.BELONGS_TO}_id" if cls.BELONGS_TO else "pk"

    @classmethod
    def moves_with(cls, fields):
        """Return whether writing these fields may give a row another owner."""
        return bool(cls.BELONGS_TO) and not {cls.BELONGS_TO, cls.owner_column()}.isdisjoint(fields)

    @classmethod
    def saved_alone(cls):
        """Return the fields that `QuerySet.update()` must refuse: `save()` alone rewrites keys folded from them."""
        return {name for one in cls._meta.concrete_fields if isinstance(one, KeyField) for name in one.of}

    @classmethod
    def record_owners(cls, rows):
        """Write in the log that these owners changed: the entries that rows of this model are a part of, or are."""
        record(cls.owner_kind(), rows)

    @property
    def owner(self):
        return getattr(self, self.owner_column())

    def stored_owner(self):
        """Return [the owner in the database], which is another one when the row moves; [] for an entry or a term."""
        if not self.BELONGS_TO:
            return []
        return list(type(self)._base_manager.filter(pk=self.pk).values_list(self.owner_column(), flat=True)[:1])


def record_links(sender, instance, action, reverse, model, pk_set, **kwargs):
    """Many-to-many rows came or went: the entry that holds the field changed, or those at the other end."""
    if not isinstance(instance, Recorded):
        return
    take_turn()  # from the first signal on, before Django locks the rows of the table between
    if action.startswith(("post", "pre_clear")):
        record(type(instance), [instance.pk])
        if reverse:
            record(model, pk_set if pk_set is not None else [None])


def begin_raw(sender, instance, raw, **kwargs):
    """Take the turn, and note the owner that the row leaves: a fixture is written by `save_base`, without `save`."""
    if raw and isinstance(instance, Recorded):
        take_turn()
        instance.left = instance.stored_owner()


def record_raw(sender, instance, raw, **kwargs):
    if raw and isinstance(instance, Recorded):
        instance.record_owners([*instance.left, instance.owner])


# Signals for these two only: Django writes many-to-many rows and fixtures without calling any method of ours.
m2m_changed.connect(record_links, dispatch_uid="directory.record_links")
pre_save.connect(begin_raw, dispatch_uid="directory.begin_raw")
post_save.connect(record_raw, dispatch_uid="directory.record_raw")
