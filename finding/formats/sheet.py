"""A CSV for spreadsheets: all the entries of a list in their order, sent while they are read."""

import csv
from datetime import date
from decimal import Decimal
from functools import partial
from io import StringIO

from finding.memory.library import library

from .attachment import attachment

CONTENT_TYPE = "text/csv; charset=utf-8"
SEPARATORS = {"point-virgule": (";", ","), "virgule": (",", ".")}  # of cells, of decimals: French, then English
BOM = "\ufeff"  # without it, Excel reads UTF-8 as another encoding
SAMPLE = 20  # entries that are weighed to know what the others weigh
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet may take for one, or begins with before one


def as_sheet(view):
    listing = view.listing
    separator, mark = SEPARATORS[listing.filterset.chosen("separateur")]
    entries = listing.kind.for_export(listing.ordered_pks)
    return attachment(sheet(listing.kind.columns, entries, separator, mark), listing.file_name, CONTENT_TYPE, "csv")


def sheet(columns, batches, separator=";", mark=","):
    """Yield the text of the file, a batch of rows at a time.

    The next ones are read once those before them are sent. Between two, nothing is asked of the database, and no
    transaction is open: however slow the reader is, nobody waits for it.
    """
    yield BOM + lines([[one.heading for one in columns]], separator)
    for rows in batches:
        yield lines(([cell(one.value(row), mark) for one in columns] for row in rows), separator)


def weight_of_a_row(kind):
    """Return the number of bytes that an entry takes in the file, more or less: the mean of some entries."""
    return library.remembered(f"weight of {kind.name}", {kind.model_label}, partial(_weight_of_a_row, kind))


def _weight_of_a_row(kind):
    pks = list(kind.public().order_by("pk").values_list("pk", flat=True)[:SAMPLE])
    _headings, *parts = sheet(kind.columns, kind.for_export(pks))
    return len("".join(parts).encode()) / max(len(pks), 1)


def lines(rows, separator):
    text = StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def cell(value, mark=","):
    """What a cell holds: numbers stay numbers, a text that a spreadsheet would calculate stays a text."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case int():
            return value
        case Decimal() | float():
            return number(value).replace(".", mark)
        case date():
            return value.isoformat()
        case str():
            return f"'{value}" if value.startswith(FORMULA) else str(value)
    return cell(" | ".join(value))


def number(value):
    """Without an exponent, nor cents that are not there: « 40000 », « 1250.5 »."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
