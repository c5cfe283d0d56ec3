"""Which values of rows are kept, and what they are called."""

import hashlib
import json
from functools import cache

from django.apps import apps
from django.db import models

from ..models import Recorded
from ..models.version import Layout


@cache
def told_fields(model):
    """Return the columns that a version holds: those that somebody writes, not those that follow from others.

    The identifier and the links that no form shows are a part of what a row is.
    """
    return [
        one
        for one in model._meta.concrete_fields
        if not one.primary_key and (one.editable or one.is_relation or one.name == "identifier")
    ]


@cache
def told_links(model):
    """Return the many-to-many fields that are written as such, and not as rows of a model of ours."""
    return [one for one in model._meta.many_to_many if one.editable and one.remote_field.through._meta.auto_created]


@cache
def parts(model):
    """Return pairs (model, ORM path to the key of the owner) of the rows that are a part of rows of a model."""
    found = []
    for one in apps.get_models():
        if issubclass(one, Recorded) and one.BELONGS_TO and not one._meta.proxy and one.owner_kind() is model:
            found.append((one, one.owner_column()))
            found += [(further, f"{path.removesuffix('_id')}__{one.owner_column()}") for further, path in parts(one)]
    return found


@cache
def current():
    """Return (digest, layout) of the models of this program."""
    kept = [one for one in apps.get_models() if issubclass(one, Recorded) and not one._meta.proxy]
    layout = {one._meta.label_lower: described(one) for one in kept}
    text = json.dumps(layout, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest(), json.loads(text)


def stored():
    """Return the key of the current layout, written if it is a new one; within a turn, hence once."""
    digest, layout = current()
    known = (
        Layout.objects.filter(digest=digest).values_list("pk", flat=True).first()
    )  # and not the layout, which is long
    return known or Layout.objects.create(digest=digest, models=layout).pk


def fields_in(layout, label):
    """Return `{name: what is said of it}` of the fields of a model, in its order; none of one that was not there."""
    fields = layout[label]["fields"] if label in layout else {}
    return dict(sorted(fields.items(), key=lambda one: one[1]["rank"]))


def described(model):
    """Return what is needed to read rows of a model without it."""
    told = enumerate((*told_fields(model), *told_links(model)))
    return {
        "name": str(model._meta.verbose_name),
        "fields": {one.name: described_field(one) | {"rank": rank} for rank, one in told},
    }


def described_field(field):
    told = {"label": str(field.verbose_name), "type": type(field).__name__}
    if field.choices:
        told["choices"] = {str(value): str(label) for value, label in field.flatchoices}
    if field.is_relation:
        told["to"] = field.related_model._meta.concrete_model._meta.label_lower
        told["is_required"] = not field.null and isinstance(field, models.ForeignKey)
    return told
