"""How an importer reads and writes the fields of an entry.

A value is what JSON can hold: it is compared with the row of the file, and remembered in the `SourceRecord`.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from directory.fields import AmountField, PercentageField, ShareField
from french.typography import euros

from .reconcile import BLANK, as_json


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
        if isinstance(value, bool):
            return "oui" if value else "non"
        return str(dict(column.flatchoices).get(value, value))


class Link(Attribute):
    """A foreign key, told by a key of what it points to: `{key: pk}`."""

    def __init__(self, name, targets, key="slug"):
        super().__init__(name)
        self.targets = targets
        self.key = key

    def read(self, entry):
        target = getattr(entry, self.name)
        return getattr(target, self.key) if target else ""

    def write(self, entry, value):
        setattr(entry, f"{self.name}_id", self.targets[value] if value else None)

    def shown(self, model, value):
        """The names of what is pointed to, rather than their keys."""
        keys = value if isinstance(value, list) else [value]
        return ", ".join(named(model._meta.get_field(self.name).related_model, self.key, keys))


class Links(Link):
    """A many-to-many field, told by the sorted keys of what it points to."""

    is_saved_with_entry = False
    is_set = True
    arrange = staticmethod(sorted)

    def read(self, entry):
        return sorted(getattr(target, self.key) for target in getattr(entry, self.name).all())

    def write(self, entry, value):
        getattr(entry, self.name).set([self.targets[key] for key in value])


class RelatedRows:
    """Rows that depend on the entry, in order, each told by a text that identifies it."""

    is_saved_with_entry = False
    is_set = True
    is_derived = False
    arrange = staticmethod(list)

    def __init__(self, name):
        self.name = name

    def read(self, entry):
        return [self.read_row(row) for row in getattr(entry, self.name).all()]

    def write(self, entry, value):
        """Make the rows that are missing and remove those that are too many; the others keep what staff added."""
        here = {self.read_row(row): row for row in getattr(entry, self.name).all()}
        for told in here.keys() - set(value):
            self.remove_row(here[told])
        for position, told in reversed(list(enumerate(value))):
            if told in here:
                self.move_row(here[told], position)
            else:
                self.add_row(entry, told, position)

    def shown(self, model, value):
        return ", ".join(map(str, value))

    def move_row(self, row, position):
        if row.position != position:
            row.position = position
            row.save()

    def remove_row(self, row):
        try:
            row.delete()
        except ProtectedError as error:
            message = f"«\u00a0{row}\u00a0» est encore employé ailleurs, le garder dans le fichier"
            raise ValidationError({self.name: message}) from error

    def read_row(self, row):
        raise NotImplementedError

    def add_row(self, entry, told, position):
        raise NotImplementedError


def named(model, key, keys):
    """The names of rows known by keys, in the order of these."""
    names = dict(model._base_manager.filter(**{f"{key}__in": keys}).values_list(key, "name"))
    return [names.get(one, one) for one in keys if one]
