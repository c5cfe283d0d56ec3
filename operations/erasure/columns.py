"""Every text of every table: found without a list of models, so that a new one is reached too."""

from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.db import IntegrityError, models, transaction

from directory.fields import KeyField, PartialDateField
from directory.models import record
from directory.models.recorded import speaker
from french.folding import fold

from .texts import ERASED

TEXTS = (models.CharField, models.TextField, models.JSONField)
KEY = fold(ERASED)  # what the key of a text becomes
APART = ("contenttypes", "sites", "sessions")  # what Django writes for itself, and names nobody


@dataclass
class Found:
    """A row that names the person: its values without it."""

    model: type
    pk: object
    values: dict

    def write(self):
        """Write the row where it is; a value that has to be the only one of its kind gets the number of the row."""
        rows = self.model._base_manager.filter(pk=self.pk)
        try:
            with transaction.atomic():
                rows.update(**self.values)
        except IntegrityError:
            rows.update(**{name: numbered(value, self.pk) for name, value in self.values.items()})


def numbered(value, pk):
    """A text, or its key, with the number of its row in the place of the person."""
    if not isinstance(value, str):
        return value
    return value.replace(ERASED, f"[effacé {pk}]").replace(KEY, f"[efface {pk}]")


def found_in_tables(person):
    """Yield each row that names a person."""
    for model in apps.get_models(include_auto_created=False):
        if model._meta.app_label in APART or model._meta.proxy or not model._meta.managed:
            continue
        if names := [one.attname for one in model._meta.concrete_fields if is_text(one)]:
            yield from found_in(model, names, person)


def is_text(field):
    return isinstance(field, TEXTS) and not field.primary_key and not isinstance(field, PartialDateField)


def found_in(model, names, person):
    rows = model._base_manager.order_by().values_list("pk", *names)
    for pk, *values in rows.iterator(chunk_size=500):
        new = {
            name: without(model._meta.get_field(name), value, person, pk)
            for name, value in zip(names, values, strict=True)
            if value
        }
        changed = {name: one for name, one in new.items() if one is not None}
        if changed:
            yield Found(model, pk, changed)


def without(field, value, person, pk):
    """The value of a field without the person, None when it does not name it."""
    take_out = partial(person.taken_out, value)
    match field:
        case models.EmailField():
            new = take_out("")
            return None if new == value else "" if field.blank else f"efface-{pk}@exemple.invalid"
        case models.SlugField():
            new = take_out(f"efface-{pk}").strip("-")
        case models.URLField():
            new = take_out("efface")
        case KeyField():
            new = take_out(KEY)
        case _:
            new = take_out(ERASED)
    if new == value:
        return None
    return new[: field.max_length] if field.max_length and isinstance(new, str) else new


def write(rows):
    """Write rows, and tell the log which entries they are a part of: indexes and kept pages follow."""
    for row in rows:
        row.write()
        owner, column = speaker(row.model)
        if owner:
            record(owner, row.model._base_manager.filter(pk=row.pk).values_list(column, flat=True))
