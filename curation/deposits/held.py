"""What others than one import tell: other rows of lists, other rows of the database, people."""

from collections import defaultdict

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.utils.module_loading import import_string

from directory.models import Entry, SourceRecord
from directory.models.recorded import relations_to
from directory.registry import KINDS

from ..imports.reconcile import BLANK
from .witness import label, values_of

# what is written without anybody telling it; to publish an entry, or to move a row among others, tells nothing either
DATES = {"updated_at", "edited_at", "created_at", "imported_at", "first_published_at"}
NO_TELLING = DATES | {"left_at", "is_absence_settled", "key", "text_key", "personhood", "status", "position"}
KEYS = ("slug", "identifier")  # how a row tells the target of a link
RECORD = SourceRecord._meta.label_lower


class Tellers:
    """The rows of lists that tell of entries, as they are now, whichever import brought them."""

    def __init__(self, identifiers):
        self._records = defaultdict(list)
        for record in SourceRecord.objects.filter(identifier__in=identifiers).order_by("source_list__slug", "pk"):
            self._records[record.identifier].append(record)

    def of(self, entry):
        return self._records[entry.identifier]

    def columns(self, entry):
        """What each row tells of the columns of an entry, as the database holds them: `[{column: value or None}]`."""
        return [self._columns(entry, record) for record in self.of(entry)]

    def elements(self, entry, name):
        """All the elements that rows tell of a value made of elements."""
        return {one for record in self.of(entry) for one in record.told.get(name) or ()}

    def _columns(self, entry, record):
        told = {}
        for name, value in record.told.items():
            try:
                column = entry._meta.get_field(name)
            except FieldDoesNotExist:
                continue
            if column.concrete and not column.many_to_many:
                is_link = column.is_relation and value not in BLANK
                told[column.attname] = key_of(column, value) if is_link else None if value in BLANK else value
        return told


def key_of(column, told):
    """The key of the target of a link, which a row tells by its slug or its identifier."""
    target = column.related_model
    names = [name for name in KEYS if any(one.name == name for one in target._meta.fields)]
    found = (target._base_manager.filter(**{name: told}).values_list("pk", flat=True).first() for name in names)
    return next(filter(None, found), None)


def told_of_parts(model, rows):
    """Return `{pk: [{column: value or None}]}`: what rows of lists still tell of parts; no row: nothing."""
    for kind in KINDS.values():
        if label(model) in kind.parts_told:
            return import_string(kind.parts_told[label(model)])(rows)
    reader = readers().get(model)
    if not reader:
        return {}
    owners = {row.pk: getattr(row, row.BELONGS_TO) for row in rows}
    tellers = Tellers({entry.identifier for entry in owners.values()})
    words = {row.pk: reader.read_row(row) for row in rows}
    return {pk: [{}] for pk, entry in owners.items() if words[pk] in tellers.elements(entry, reader.name)}


def readers():
    """Return `{model of a part: the field of an importer that reads its rows}`."""
    found = {}
    for model, model_admin in admin.site._registry.items():
        for one in model_admin.imported_rows() if hasattr(model_admin, "imported_rows") else ():
            found[model._meta.get_field(one.name).related_model] = one
    return found


def is_changed(row, after):
    """Whether somebody wrote in a row since an import did."""
    now = values_of(row)
    return any(now.get(name) != value for name, value in after.items() if name not in NO_TELLING)


def referred(model, pks):
    """Return those of the rows that other rows point to; their own many-to-many fields are a part of them."""
    found = set()
    for relation in relations_to(model):
        pointing = relation.related_model
        if pointing._meta.auto_created is not model:
            name = relation.field.attname
            found |= set(pointing._base_manager.filter(**{f"{name}__in": pks}).values_list(name, flat=True))
    return found


def is_entry(model):
    return issubclass(model, Entry)
