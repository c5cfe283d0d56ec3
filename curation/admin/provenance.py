"""Where an entry comes from: the imported rows that told of it, and what staff changed since."""

from collections import Counter, defaultdict

from django.core.exceptions import FieldDoesNotExist

from directory.fields import AmountField
from directory.models import SourceRecord

from ..imports.further import ROW
from ..imports.reconcile import as_json

KEYS = ("slug", "identifier")


def provenance_of(entry, readers=()):
    """The imported rows of an entry, how many others tell the rows that depend on it, and the fields that changed.

    A field changed when it no longer says what any of the rows told; it comes with what they told.

    `readers` are the fields of an importer for what depends on the entry: its places, its participations.
    """
    told, rows = defaultdict(list), Counter()
    records = list(SourceRecord.objects.filter(identifier=entry.identifier).select_related("source_list"))
    for record in records:
        if ROW in record.values and not record.is_to_place:
            rows[record.source_list, record.dataset] += 1
    for record in records:
        for name, value in record.values.items():
            told[name].append(value)
    readers = {reader.name: reader for reader in readers}
    edited = [name for name, values in told.items() if is_edited(entry, name, values, readers.get(name))]
    return {
        "records": [one for one in records if ROW not in one.values or one.is_to_place],
        "rows": [(source_list, dataset, number) for (source_list, dataset), number in rows.items()],
        "edited": [(label_of(entry, name), readable(entry, name, told[name][0])) for name in edited],
    }


def is_edited(entry, name, imported, reader=None):
    """None of the values that were imported is there any more, nor all of their elements together."""
    if reader:
        now = reader.read(entry)
        return now not in imported and not are_together(now, imported)
    column = field_of(entry, name)
    if column and column.many_to_many:
        imported = [[element for value in imported for element in value], *imported]  # of several lists, together
    return bool(column and column.concrete) and not any(says(entry, column, value) for value in imported)


def are_together(now, imported):
    """The elements are those that the rows of several lists told."""
    told = [element for value in imported for element in value]
    return all(element in told for element in now) and all(element in now for element in told)


def says(entry, column, imported):
    """The entry says what was imported; a link is told by the slug or the identifier of its target."""
    value = getattr(entry, column.name)
    if column.many_to_many:
        targets = value.all()
        return any({getattr(target, key, "") for target in targets} == set(imported) for key in KEYS)
    if column.is_relation:
        return any(getattr(value, key, "") == imported for key in KEYS)
    return as_json(value) == imported


def field_of(entry, name):
    try:
        return entry._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def label_of(entry, name):
    column = field_of(entry, name)
    return str(column.verbose_name if column.concrete else column.related_model._meta.verbose_name_plural)


def readable(entry, name, value):
    """What was imported, unless only programs would understand it."""
    column = field_of(entry, name)
    if isinstance(column, AmountField) and value is not None:
        return column.written(value)
    if isinstance(value, list):
        return ", ".join(map(str, value)) if all(isinstance(one, str) for one in value) else "voir la ligne du fichier"
    return "" if value is None else str(value)
