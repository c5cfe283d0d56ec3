"""What a plan would write: rows made or changed in memory, written together when the plan is applied.

Nothing here asks the database before `apply`. Rows may point to rows that are not written yet: those go first.
"""

from collections import defaultdict
from functools import cache
from itertools import groupby

from django.db import models

from directory.models import Recorded, record


class Writes:
    """The writes of one plan, in the order in which they were planned."""

    def __init__(self):
        self._saved = {}
        self._deleted = {}
        self._links = {}
        self._marks = []

    def save(self, row):
        """Plan to write a row, new or changed; told twice, it is written once, as it is at the end."""
        self._saved[id(row)] = row

    def delete(self, row):
        self._deleted[id(row)] = row

    def link(self, row, name, targets):
        """Plan that a many-to-many field leads to `targets`, keys or rows that are not written yet, and no others."""
        self._links[id(row), name] = (row, name, targets)

    def mark(self, model, pks, **values):
        """Plan to give columns of rows that are there some values, and nothing else of what `save` does."""
        if pks:
            self._marks.append((model, pks, values))

    def rows(self):
        """Return the rows that are to be written, in the order in which they were planned."""
        return [*self._saved.values()]

    def deleted(self):
        """Return the rows that are to be removed."""
        return [*self._deleted.values()]

    def marked(self):
        """Return pairs (model, keys) of the rows that are to be marked."""
        return [(model, pks) for model, pks, _ in self._marks]

    def links(self):
        """Return pairs (row, name) of the many-to-many fields that are to be written."""
        return [(row, name) for row, name, _ in self._links.values()]

    def apply(self):
        """Write all of it, in a few queries for each model; within the turn of whoever calls."""
        for model, rows in by_model(self._deleted.values()):
            model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
        waiting = [row for key, row in self._saved.items() if key not in self._deleted]
        while waiting:
            ready, waiting = parted(waiting)
            for model, rows in by_model(ready):
                save_all(model, rows)
        for model, pks, values in self._marks:
            model._base_manager.filter(pk__in=pks).update(**values)
        links = sorted(self._links.values(), key=lambda link: (link[0]._meta.label, link[1]))
        for (_label, name), some in groupby(links, key=lambda link: (link[0]._meta.label, link[1])):
            write_links(name, [(row, {key_of(one) for one in targets}) for row, _, targets in some])


def parted(rows):
    """Return (those that point to written rows only, the others)."""
    ready, waiting = [], []
    for row in rows:
        (waiting if points_to_unwritten(row) else ready).append(row)
    if not ready:
        raise ValueError(f"rows that point to one another: {waiting[:3]}")
    return ready, waiting


def points_to_unwritten(row):
    cached = (row._state.fields_cache.get(name) for name in relations(type(row)))
    return any(target is not None and target.pk is None for target in cached)


@cache
def relations(model):
    return [one.name for one in model._meta.concrete_fields if one.is_relation]


def by_model(rows):
    """Return pairs (model, its rows), in the order of the first row of each."""
    found = defaultdict(list)
    for row in rows:
        found[type(row)].append(row)
    return found.items()


def save_all(model, rows):
    """Write rows of a model, those that are not recorded too."""
    if issubclass(model, Recorded):
        model._default_manager.get_queryset().save_all(rows)
        return
    model._base_manager.bulk_create([row for row in rows if row.pk is None])
    if known := [row for row in rows if row.pk is not None]:
        columns = [one.name for one in model._meta.concrete_fields if not one.primary_key]
        model._base_manager.bulk_create(
            known, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=columns
        )


def write_links(name, wanted):
    """Make one many-to-many field of rows of a model what is wanted: `[(row, keys of its targets)]`."""
    model = type(wanted[0][0])
    through, source, target = ends(model._meta.get_field(name))
    there = defaultdict(dict)
    for pk, row, key in through.objects.filter(**{f"{source}__in": [row.pk for row, _ in wanted]}).values_list(
        "pk", source, target
    ):
        there[row][key] = pk
    gone = [there[row.pk][key] for row, keys in wanted for key in there[row.pk].keys() - keys]
    new = [(row, key) for row, keys in wanted for key in sorted(keys - there[row.pk].keys())]
    if gone:
        through.objects.filter(pk__in=gone).delete()
    through.objects.bulk_create(through(**{source: row.pk, target: key}) for row, key in new)
    record(model, {row.pk for row, keys in wanted if keys != there[row.pk].keys()})


def ends(field):
    """Return the table of a many-to-many field, and its columns towards the row and towards what it leads to."""
    through = field.remote_field.through
    return through, f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"


def point(row, name, target):
    """Make a foreign key of a row lead to a key, to a row that is not written yet, or nowhere."""
    setattr(row, name if isinstance(target, models.Model) else f"{name}_id", target)


def key_of(target):
    return target.pk if isinstance(target, models.Model) else target
