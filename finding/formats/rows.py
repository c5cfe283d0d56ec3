"""JSON lines for programs: all the entries of a list in their order, an object a line, sent while they are read."""

import json
from datetime import date
from decimal import Decimal

from .attachment import attachment

CONTENT_TYPE = "application/jsonl"


def as_json_lines(view):
    listing = view.listing
    entries = listing.kind.for_export(listing.ordered_pks)
    return attachment(json_lines(listing.kind.columns, entries), listing.file_name, CONTENT_TYPE, "jsonl")


def json_lines(columns, batches):
    """Yield the text of the file, a batch of rows at a time: see `sheet.sheet`."""
    for rows in batches:
        yield "".join(f"{json.dumps(told_of(row, columns), ensure_ascii=False)}\n" for row in rows)


def told_of(row, columns):
    """What a row is, by the names of its columns, as JSON holds it."""
    return {one.name: value_of(one, row) for one in columns}


def value_of(column, row):
    """The value of a column; that of a table inside the row is an array of objects."""
    value = column.value(row)
    return [told_of(one, column.holds) for one in value] if isinstance(column.holds, tuple) else plain(value)


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
