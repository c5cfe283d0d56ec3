"""The next round of a call, made from one that is known: a draft in which everything is to be checked."""

import re
from copy import copy

from directory.fields import PartialDateField
from directory.models import Entry, turn

from .models import Milestone, Round

LATER = 1  # years
COPIED = ("axes", "milestones", "items")
# What is told of the former round alone: where to apply, what staff imposed, where the values come from
LEFT = (
    "apply_url",
    "website",
    "override",
    "postponed_from",
    "source_name",
    "source_url",
    "data_date",
    "withdrawal_note",
)
# What was told of a date that moves: where one registered, where it comes from
OF_A_DATE = {Milestone: ("url", "source_url")}


def next_round(round):
    """Store and return the round of the year after: its axes, its items, its dates a year later, as a draft."""
    with turn("édition suivante"):
        made = Round(
            status=Entry.Status.DRAFT, notes=f"Dupliquée de « {round} » ({round.identifier}) : tout est à vérifier."
        )
        for field in told_fields():
            setattr(made, field.attname, getattr(round, field.attname))
        move(made)
        made.year = round.year and round.year + LATER
        made.name = renamed(round)
        made.save()
        for relation in COPIED:
            for row in getattr(round, relation).all():
                copy_to(made, row)
    return made


def told_fields():
    """The fields that say something of a round, and not which entry it is."""
    entry = {field.name for field in Entry._meta.get_fields()} - {"summary", "body", "is_example"}
    return [field for field in Round._meta.concrete_fields if field.name not in {*entry, *LEFT, "id", "sequence"}]


def move(row):
    """Move the dates of a row by a year; nothing of it is postponed yet."""
    for field in row._meta.concrete_fields:
        if isinstance(field, PartialDateField):
            setattr(row, field.attname, getattr(row, field.attname).years_later(LATER))
    if hasattr(row, "postponed_from"):
        row.postponed_from = ""


def copy_to(round, row):
    made = copy(row)
    made.pk, made._state.adding, made._state.fields_cache = None, True, {}
    made.round = round
    if hasattr(made, "sequence"):
        made.sequence = 0
    for name in OF_A_DATE.get(type(row), ()):
        setattr(made, name, "")
    move(made)
    made.save()


def renamed(round):
    """« Essais 2026 » is followed by « Essais 2027 », « Essais 2025-2026 » by « Essais 2026-2027 »."""
    year, dash = round.year or 0, r"\s?[-–/]\s?"
    years = rf"(?<!\d)(?:{year - 1}{dash})?{year}(?:{dash}(?:{year + 1}|{(year + 1) % 100:02}))?(?!\d)"
    if year and re.search(years, round.name):
        return re.sub(years, lambda found: re.sub(r"\d+", _later, found[0]), round.name)
    return f"{round.name}, édition suivante"


def _later(number):
    return f"{int(number[0]) + LATER:02}"
