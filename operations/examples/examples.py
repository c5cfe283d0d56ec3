"""Making the examples that the files of a folder tell, and taking them away."""

import json

from django.db import transaction

from actors.models import Actor
from calls.models import Call, Round
from curation.merge import merge
from directory.identifiers import new_identifier
from directory.licences import Licence
from directory.models import Entry, EntryImage, FormerSlug, RecordedQuerySet
from projects.models import Funding, Project, Reuse
from territories.models import TiersLieu

from .drawing import picture
from .values import Values

CREDIT = "Image dessinée par un programme, pour l’exemple"

# The kinds of entries, each after those that it names.
FILES = {"places": TiersLieu, "actors": Actor, "calls": Call, "rounds": Round, "projects": Project}

# What the lists of a row that depends on an entry give, in order.
ROWS = {
    "names": ("name", "kind"),
    "axes": ("name", "definition"),
    "milestones": ("date", "label"),
    "places": ("territory", "note"),
    "participations": ("role", "actor", "sector", "note"),
    "fundings": (),
    "budget_lines": ("kind", "label", "amount"),
    "steps": ("date", "label"),
    "lessons": ("kind", "title", "text"),
    "deliverables": (),
    "reuses": ("origin", "year", "what"),
    "images": ("alt", "word"),
}


class Examples:
    """The examples of a folder, told in JSON: one file for each kind of entry."""

    def __init__(self, folder):
        self.told = {model: json.loads((folder / f"{name}.json").read_text("utf-8")) for name, model in FILES.items()}

    @transaction.atomic
    def load(self, today):
        """Make the examples anew, with their dates told from today. Return how many there are."""
        self.remove()
        values = Values(today)
        for model, entries in self.told.items():
            for told in entries:
                values.made[model._meta.concrete_model, told["slug"]] = make(model, told, values)
        self._merge(values.made)
        return sum(map(len, self.told.values()))

    @transaction.atomic
    def remove(self):
        """Take the examples away, though they were public: nobody cites what is invented."""
        identifiers = {identifier(model, told["slug"]) for model, entries in self.told.items() for told in entries}
        Reuse.objects.filter(project__identifier__in=identifiers).delete()
        Funding.objects.filter(project__identifier__in=identifiers).delete()
        FormerSlug.objects.filter(identifier__in=identifiers).delete()
        for model in reversed(self.told):
            remove(model.objects.filter(identifier__in=identifiers))

    def _merge(self, made):
        for model, entries in self.told.items():
            for told in (told for told in entries if "merged_into" in told):
                merge(made[model, told["slug"]], made[model, told["merged_into"]])


def identifier(model, slug):
    """The same at each load: the addresses of the examples last."""
    return new_identifier(model.IDENTIFIER_PREFIX, f"exemples:{model._meta.model_name}:{slug}")


def make(model, told, values):
    """Write an entry with all that depends on it; a former address is one that it had for a while."""
    fields = values.of(model, {name: value for name, value in told.items() if name != "merged_into"})
    fields |= {"identifier": identifier(model, told["slug"]), "is_example": True}
    entry = model(**{"status": Entry.Status.PUBLISHED, **fields, "slug": told.get("former_slug", told["slug"])})
    entry.save()
    entry.slug = told["slug"]
    entry.save()
    for field in (field for field in model._meta.many_to_many if field.name in told):
        if field.remote_field.through._meta.auto_created:
            getattr(entry, field.name).set(values.many(field, told[field.name]))
    for name in ROWS.keys() & told.keys():
        add_rows(entry, name, told[name], values)
    return entry


def add_rows(entry, name, rows, values):
    """Write the rows that depend on an entry, in order; the first place is the main one."""
    relation = type(entry)._meta.concrete_model._meta.get_field(name)
    for position, row in enumerate(rows):
        told = row if isinstance(row, dict) else dict(zip(ROWS[name], row, strict=False))
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
