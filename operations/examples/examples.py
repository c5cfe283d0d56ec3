"""Making the examples that the files of a folder tell, and taking them away."""

import json

from django.db import transaction

from curation.merge import merge
from directory.models import Entry, EntryImage, FormerSlug, RecordedQuerySet
from directory.models.identifiers import new_identifier
from directory.models.licences import Licence
from directory.registry import KINDS
from projects.models import Funding, Reuse

from .drawing import picture
from .values import Values

CREDIT = "Image dessinée par un programme, pour l’exemple"

EVERY_KIND = {"images": ("alt", "word")}  # columns of the rows that entries of any kind may have


class Examples:
    """The examples of a folder, told in JSON: one file for each kind that has some, named after it."""

    def __init__(self, folder):
        files = {kind: folder / f"{name}.json" for name, kind in KINDS.items()}
        self.told = {kind: json.loads(path.read_text("utf-8")) for kind, path in files.items() if path.exists()}

    @transaction.atomic
    def load(self, today):
        """Make the examples anew, with their dates told from today. Return how many there are."""
        self.remove()
        values = Values(today)
        for kind, entries in self.told.items():
            for told in entries:
                values.made[kind.model._meta.concrete_model, told["slug"]] = make(kind, told, values)
        self._merge(values.made)
        return sum(map(len, self.told.values()))

    @transaction.atomic
    def remove(self):
        """Take the examples away, though they were public: nobody cites what is invented."""
        named = ((kind.model, told["slug"]) for kind, entries in self.told.items() for told in entries)
        identifiers = {identifier(model, slug) for model, slug in named}
        Reuse.objects.filter(project__identifier__in=identifiers).delete()
        Funding.objects.filter(project__identifier__in=identifiers).delete()
        FormerSlug.objects.filter(identifier__in=identifiers).delete()
        for kind in reversed(self.told):
            remove(kind.model.objects.filter(identifier__in=identifiers))

    def _merge(self, made):
        for kind, entries in self.told.items():
            for told in (told for told in entries if "merged_into" in told):
                merge(made[kind.model, told["slug"]], made[kind.model, told["merged_into"]])


def identifier(model, slug):
    """The same at each load: the addresses of the examples last."""
    return new_identifier(model.IDENTIFIER_PREFIX, f"exemples:{model._meta.model_name}:{slug}")


def make(kind, told, values):
    """Write an entry with all that depends on it; a former address is one that it had for a while."""
    model, columns = kind.model, kind.example_rows | EVERY_KIND
    fields = values.of(model, {name: value for name, value in told.items() if name != "merged_into"})
    fields |= {"identifier": identifier(model, told["slug"]), "is_example": True}
    entry = model(**{"status": Entry.Status.PUBLISHED, **fields, "slug": told.get("former_slug", told["slug"])})
    entry.save()
    entry.slug = told["slug"]
    entry.save()
    for field in (field for field in model._meta.many_to_many if field.name in told):
        if field.remote_field.through._meta.auto_created:
            getattr(entry, field.name).set(values.many(field, told[field.name]))
    for name in columns.keys() & told.keys():
        add_rows(entry, name, columns[name], told[name], values)
    return entry


def add_rows(entry, name, columns, rows, values):
    """Write the rows that depend on an entry, in order; the first place is the main one."""
    relation = type(entry)._meta.concrete_model._meta.get_field(name)
    for position, row in enumerate(rows):
        told = row if isinstance(row, dict) else dict(zip(columns, row, strict=False))
        fields = values.of(relation.related_model, told) | ordered(relation.related_model, position)
        if issubclass(relation.related_model, EntryImage):
            fields |= {"file": picture(told["word"]), "credit": CREDIT, "licence": Licence.CC0}
        relation.related_model(**{relation.field.name: entry}, **fields).save()


def ordered(model, position):
    names = {field.name for field in model._meta.concrete_fields}
    return {name: value for name, value in {"position": position, "is_main": position == 0}.items() if name in names}


def remove(entries):
    """Delete entries whatever was public of them, with the files of their images."""
    if hasattr(entries.model, "images"):
        images = entries.model.images.rel.related_model
        for image in images.objects.filter(entry__in=entries):
            image.delete()
    entries.update(merged_into=None)
    RecordedQuerySet.delete(entries)
