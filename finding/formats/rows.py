"""JSON lines for programs: all the entries of a list in their order, an object a line, sent while they are read."""

import json
from datetime import date
from decimal import Decimal

from .attachment import attachment

CONTENT_TYPE = "application/jsonl"


def as_json_lines(view):
    listing = view.listing
    return attachment(json_lines(listing.kind, listing.ordered_pks), listing, CONTENT_TYPE, "jsonl")


def json_lines(kind, pks):
    """Yield the text of the file, some entries at a time: see `sheet.sheet`."""
    for entries in kind.for_export(pks):
        yield "".join(f"{json.dumps(told_of(entry, kind.columns), ensure_ascii=False)}\n" for entry in entries)


def told_of(entry, columns):
    """What an entry is, by the names of its columns, as JSON holds it."""
    return {one.name: plain(one.value(entry)) for one in columns}


def plain(value):
    """A value as JSON holds it: numbers are numbers, days are texts, what is not known is null, an empty text too."""
    match value:
        case None | "":
            return None
        case bool() | int() | float():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case str():
            return str(value)
    return [str(one) for one in value]
