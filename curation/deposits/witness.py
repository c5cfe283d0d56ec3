"""What a write does to the database, seen row by row from the rows that are to be written: before, and after."""

import json
from collections import defaultdict

from django.core.serializers.json import DjangoJSONEncoder

from directory.models import Entry

from ..imports.writes import ends
from ..models import Trace

LINKS = "links"  # the value of a row of a many-to-many field
CHUNK = 500


class Witness:
    """Looks at the rows of some writes before they are applied and after; within their transaction."""

    def __init__(self, writes):
        self._rows = writes.rows()
        self._deleted = writes.deleted()
        self._links, self._marked = writes.links(), writes.marked()
        self.before = self._look()

    def traces(self, deposit):
        """Return what changed since, as rows to be stored."""
        after = self._look()
        self.entries = {(label(type(row)), row.pk): row for row in self._rows if isinstance(row, Entry)}
        found = []
        for key in {**self.before, **after}:
            before, now = self.before.get(key), after.get(key)
            if before != now and (before or now):
                entry, (kind, row) = self.entries.get(key), key
                trace = Trace(deposit=deposit, kind=kind, row=row, identifier=entry.identifier if entry else "")
                trace.before, trace.after = differing(before, now)
                found.append(trace)
        return found

    def _look(self):
        """Return `{(label, key): values}` of the rows as they are stored now."""
        keys = defaultdict(set)
        for row in (*self._rows, *self._deleted):
            if row.pk:
                keys[type(row)].add(row.pk)
        for model, pks in self._marked:
            keys[model] |= {*pks}
        seen = {(label(model), row.pk): values_of(row) for model, pks in keys.items() for row in stored(model, pks)}
        return seen | self._look_at_links()

    def _look_at_links(self):
        seen = {}
        by_field = defaultdict(set)
        for row, name in self._links:
            if row.pk:
                by_field[type(row)._meta.get_field(name)].add(row.pk)
        for field, pks in by_field.items():
            through, source, target = ends(field)
            linked = defaultdict(list)
            rows = through.objects.filter(**{f"{source}__in": pks}).order_by(target)
            for pk, key in rows.values_list(source, target):
                linked[pk].append(key)
            seen |= {(label(through), pk): {LINKS: linked[pk]} for pk in pks}
        return seen


def differing(before, after):
    """Of a row that is there before and after, the values that changed; of the others, all."""
    if before is None or after is None:
        return before, after
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def label(model):
    return model._meta.label_lower


def stored(model, pks):
    pks = sorted(pks)
    for start in range(0, len(pks), CHUNK):
        yield from model._base_manager.filter(pk__in=pks[start : start + CHUNK])


def values_of(row):
    """The values of a row by column, as JSON gives them back."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
