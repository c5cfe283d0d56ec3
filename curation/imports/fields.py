"""How an importer reads the fields of an entry, and plans to write them.

A value is what JSON can hold: it is compared with the row of the file, and remembered in the `SourceRecord`.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import ProtectedError
from django.db.models.deletion import Collector

from directory.fields import AmountField, PartialDateField, PercentageField, ShareField
from french.dates import PartialDate
from french.typography import euros

from .reconcile import BLANK, as_json
from .writes import point


class Attribute:
    """A field of the entry itself."""

    is_saved_with_entry = True
    is_set = False  # made of elements, which rows of several lists tell together

    def __init__(self, name, is_derived=False):
        """`is_derived`: the row makes it of several cells, so that a blank is told on purpose."""
        self.name = name
        self.is_derived = is_derived

    def read(self, entry):
        return as_json(getattr(entry, self.name))

    def write(self, entry, value):
        setattr(entry, self.name, value)

    def shown(self, model, value):
        """A value in the words of a report."""
        column = model._meta.get_field(self.name)
        if value in BLANK:
            return ""
        if isinstance(column, AmountField):
            return column.written(value) if isinstance(column, PercentageField | ShareField) else euros(Decimal(value))
        if isinstance(column, PartialDateField):
            return PartialDate(value).display
        if isinstance(value, bool):
            return "oui" if value else "non"
        return str(dict(column.flatchoices).get(value, value))


class Link(Attribute):
    """A foreign key, told by a key of what it points to: `targets` gives its pk, or a row that is not written yet."""

    def __init__(self, name, targets, key="slug"):
        super().__init__(name)
        self.targets = targets
        self.key = key

    def read(self, entry):
        target = getattr(entry, self.name)
        return getattr(target, self.key) if target else ""

    def write(self, entry, value):
        point(entry, self.name, self.targets[value] if value else None)

    def shown(self, model, value):
        """The names of what is pointed to, rather than their keys."""
        keys = value if isinstance(value, list) else [value]
        return ", ".join(named(model._meta.get_field(self.name).related_model, self.key, keys))


class Links(Link):
    """A many-to-many field, told by the sorted keys of what it points to."""

    is_saved_with_entry = False
    is_set = True
    arrange = staticmethod(sorted)

    def __init__(self, *args):
        super().__init__(*args)
        self.planned = {}  # what rows before this one make of the same entry

    def read(self, entry):
        if entry.identifier in self.planned:
            return sorted(self.planned[entry.identifier])
        return sorted(getattr(target, self.key) for target in getattr(entry, self.name).all()) if entry.pk else []

    def plan(self, entry, value, writes):
        self.planned[entry.identifier] = value
        writes.link(entry, self.name, [self.targets[key] for key in value])


class RelatedRows:
    """Rows that depend on the entry, in order, each told by a text that identifies it."""

    is_saved_with_entry = False
    is_set = True
    is_derived = False
    arrange = staticmethod(list)

    def __init__(self, name):
        self.name = name
        self.planned = {}  # `{text: row}` of the entries that rows of the file touched

    def here(self, entry):
        """The rows of the entry by what tells them, with what was planned before."""
        rows = getattr(entry, self.name).all() if entry.pk else ()
        return self.planned.get(entry.identifier) or {self.read_row(row): row for row in rows}

    def read(self, entry):
        return [*self.here(entry)]

    def plan(self, entry, value, writes):
        """Plan the rows that are missing and the end of those that are too many; the others keep what staff added."""
        here = self.here(entry)
        for told in here.keys() - set(value):
            self.check_removal(here[told])
            writes.delete(here[told])
        rows = {told: here.get(told) or self.new_row(entry, told, position) for position, told in enumerate(value)}
        for position, (told, row) in reversed(list(enumerate(rows.items()))):
            if told not in here or self.move_row(row, position):
                writes.save(row)
        self.planned[entry.identifier] = rows

    def shown(self, model, value):
        return ", ".join(map(str, value))

    def move_row(self, row, position):
        """Put the row where the file has it; return whether it was elsewhere."""
        is_moved, row.position = row.position != position, position
        return is_moved

    def check_removal(self, row):
        """Refuse to remove a row that others hold: nothing is deleted here."""
        try:
            Collector(using=DEFAULT_DB_ALIAS).collect([row])
        except ProtectedError as error:
            message = f"«\u00a0{row}\u00a0» est encore employé ailleurs, le garder dans le fichier"
            raise ValidationError({self.name: message}) from error

    def read_row(self, row):
        raise NotImplementedError

    def new_row(self, entry, told, position):
        raise NotImplementedError


def named(model, key, keys):
    """The names of rows known by keys, in the order of these."""
    names = dict(model._base_manager.filter(**{f"{key}__in": keys}).values_list(key, "name"))
    return [names.get(one, one) for one in keys if one]
