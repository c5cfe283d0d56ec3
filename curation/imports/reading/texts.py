"""Opening a CSV of any spreadsheet: its encoding, its separator, its quotes."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from .book import Book, Tab, UnreadableError, bounded, trimmed

DELIMITERS = ";,\t|"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ANNOUNCED = re.compile(r'\A(\s*)"?sep=([,;\t|])"?[,;\t|]*(?=[\r\n])', re.IGNORECASE)  # a line meant for Excel
LOOKED_AT = 30  # lines that tell the separator


def open_text(data: bytes) -> Book:
    """Return the book, of one tab, of a CSV; raise UnreadableError when a quote is lost, naming its line."""
    text, notes = decoded(data)
    delimiter = delimiter_of(text)
    lines = _lines(ANNOUNCED.sub(r"\1", text), delimiter)
    return Book((Tab("", tuple(map(trimmed, lines)), is_strict=True),), notes)


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file: UTF-8, UTF-16 when it says so, or what Windows writes in France unless asked otherwise."""
    try:
        if data.startswith(UTF_16):
            return data.decode("utf-16"), ()
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = "fichier lu comme du Windows-1252, faute d’être en UTF-8 : vérifier les accents"
    try:
        return data.decode("cp1252"), (note,)
    except UnicodeDecodeError as error:
        raise UnreadableError("Encodage inconnu : enregistrer le fichier en CSV UTF-8.") from error


def delimiter_of(text: str) -> str:
    """The separator that the file announces, otherwise the one that parts most lines in as many cells."""
    if announced := ANNOUNCED.match(text):
        return announced[2]
    return max(DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> int:
    """How many separators the lines of the most usual width have."""
    try:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), LOOKED_AT)
        widths = Counter(len(row) for row in rows if any(map(str.strip, row)))
    except csv.Error:  # a cell longer than a cell may be
        return 0
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def _lines(text: str, delimiter: str) -> list[list[str]]:
    """The cells of each line. What a quote that nobody closed would swallow is refused, where the quote opens."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    starts = [1]

    def each() -> Iterator[list[str]]:
        for cells in reader:
            if any(_swallows(cell, delimiter, len(cells)) for cell in cells):
                raise csv.Error
            yield cells
            starts.append(reader.line_num + 1)

    try:
        return bounded(each())
    except csv.Error as error:
        told = (
            f"Le CSV est mal formé : un guillemet s’ouvre à la ligne {starts[-1]} et ne se ferme pas, ou est de trop."
        )
        raise UnreadableError(told) from error


def _swallows(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell holds whole lines of the file: each has as many separators as a line of it would have left."""
    _, *others = cell.split("\n")
    return len(others) > 1 and all(line.count(delimiter) > 1 for line in others[:-1]) and width >= 1
