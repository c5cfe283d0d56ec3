"""Reading the tables that people send: CSV from any spreadsheet, or a workbook. Every cell becomes a text."""

import csv
import io
import re
import unicodedata
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from french.folding import fold
from french.typography import number, plural

DELIMITERS = ",;\t"
WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ANNOUNCED = re.compile(r'\A(\s*)"?sep=([,;\t])"?[,;\t]*(?=[\r\n])', re.IGNORECASE)  # a line meant for Excel
# What openpyxl raises for a workbook cut short or altered: bad XML is a SyntaxError, a locked file a RuntimeError.
DAMAGES = (BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, OSError, EOFError, RuntimeError)
MAX_UNZIPPED = 50 * 1024 * 1024  # bytes of a workbook: shared texts are all held at once
MAX_ROWS, MAX_CELLS = 50_000, 500_000  # empty ones included: some seconds, and some hundred megabytes
LITERAL = re.compile(r'"[^"]*"|\\.')  # in the format of a number, what is shown as it is

T = TypeVar("T", bound=Sized)


class UnreadableError(Exception):
    """A file that is no table at all; the message says in French what to do."""


@dataclass(frozen=True)
class Row:
    """A row, under the number that a spreadsheet shows."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A table: the names of its columns, its rows that are not empty, what the reader must know."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    line: int = 1  # of the names of the columns

    def called(self, names: Iterable[str]) -> "Sheet":
        """The same table, its columns under these names when only case, spaces or accents differ."""
        expected = {_folded(name): name for name in names}
        known = {column: expected.get(_folded(column), column) for column in self.columns}
        rows = (Row(row.line, {known[column]: text for column, text in row.cells.items()}) for row in self.rows)
        return replace(self, columns=tuple(known.values()), rows=tuple(rows))


def read_sheet(path: Path) -> Sheet:
    """The table that a file holds, whatever its name ends with; raise UnreadableError when it holds none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path} : ce fichier ne s’ouvre pas.") from error
    if data.startswith(OLD_WORKBOOK):
        raise UnreadableError("Ancien classeur Excel : l’enregistrer en .xlsx ou en CSV UTF-8.")
    return _from_workbook(data) if data.startswith(WORKBOOK) else _from_csv(data)


def _from_csv(data: bytes) -> Sheet:
    text, notes = _decoded(data)
    lines = io.StringIO(ANNOUNCED.sub(r"\1", text), newline="")
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    try:
        return _sheet(_bounded(reader), notes)
    except csv.Error as error:
        message = f"Le CSV est mal formé à la ligne {reader.line_num} : un guillemet manque, ou est de trop."
        raise UnreadableError(message) from error


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a CSV: UTF-8, or what Windows writes in France when nobody asks for UTF-8."""
    if data.startswith(UTF_16):
        raise UnreadableError("Fichier en UTF-16 : l’enregistrer en CSV UTF-8.")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _decoded_from_windows(data)


def _decoded_from_windows(data: bytes) -> tuple[str, tuple[str, ...]]:
    note = "fichier lu comme du Windows-1252, faute d’être en UTF-8 : vérifier les accents"
    try:
        return data.decode("cp1252"), (note,)
    except UnicodeDecodeError as error:
        raise UnreadableError("Encodage inconnu : enregistrer le fichier en CSV UTF-8.") from error


def _delimiter(text: str) -> str:
    """The one that the file announces, otherwise the most frequent in its first line that is not blank."""
    if announced := ANNOUNCED.match(text):
        return announced[2]
    header = next(filter(str.strip, text.splitlines()), "")
    return max(DELIMITERS, key=header.count)


def _from_workbook(data: bytes) -> Sheet:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells which ornaments it leaves aside
        try:
            _check_unzipped(data)
            workbook = load_workbook(io.BytesIO(data), read_only=True)
            first, *others = workbook.worksheets
            first.reset_dimensions()  # some programs write a wrong one
            rows = [[_text(_shown(cell)) for cell in row] for row in _bounded(first.iter_rows())]
        except DAMAGES as error:
            raise UnreadableError("Ce classeur ne se lit pas : l’enregistrer en .xlsx ou en CSV UTF-8.") from error
    note = f"seule la première feuille, « {first.title} », est lue"
    return _sheet(rows, (note,) if others else ())


def _check_unzipped(data: bytes) -> None:
    """Refuse a workbook that a few kilobytes unfold into what no list holds. A part never gives more than it says."""
    with ZipFile(io.BytesIO(data)) as parts:
        size = sum(part.file_size for part in parts.infolist())
    if size > MAX_UNZIPPED:
        megabytes, most = size // 1024**2, MAX_UNZIPPED // 1024**2
        raise UnreadableError(
            f"Ce classeur est trop grand : {megabytes} Mo une fois ouvert, {most} au plus. Le partager, ou ôter les "
            "lignes vides et les images."
        )


def _bounded(rows: Iterable[T]) -> list[T]:
    """All the rows, as long as there are no more than a list may have."""
    kept: list[T] = []
    cells = 0
    for row in rows:
        kept.append(row)
        cells += len(row)
        if len(kept) > MAX_ROWS or cells > MAX_CELLS:
            raise UnreadableError(
                f"Ce tableau est trop grand : {number(MAX_ROWS)} lignes et {number(MAX_CELLS)} cellules au plus, "
                "vides comprises. Le partager, ou supprimer les lignes vides qui le suivent."
            )
    return kept


def _shown(cell: Any) -> object:
    """The value of a cell; that of a percentage as it shows, 60 for « 60 % », which is stored as 0.6."""
    is_percentage = "%" in LITERAL.sub("", cell.number_format or "")
    return round(cell.value * 100, 6) if is_percentage and type(cell.value) in (int, float) else cell.value


def _text(value: object) -> str:
    """What a cell of a workbook shows, but for dates, which are written as ISO does."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case str() | int() | float():
            return str(value)
    return "="  # a formula that openpyxl does not give as a text


def _sheet(lines: list[list[str]], notes: tuple[str, ...]) -> Sheet:
    cleaned = (_without_empty_end([_clean(cell) for cell in cells]) for cells in lines)
    filled = [(line, cells) for line, cells in enumerate(cleaned, start=1) if cells]
    if not filled:
        raise UnreadableError("Ce fichier est vide : sa première ligne doit nommer les colonnes.")
    (line, header), *others = filled
    folded = [_folded(name) for name in header]
    if repeated := sorted({name for name in header if folded.count(_folded(name)) > 1 or not name}):
        raise UnreadableError(f"Colonnes répétées, ou sans nom : {', '.join(name or '(vide)' for name in repeated)}.")
    return Sheet(tuple(header), tuple(_rows(header, others)), notes, line)


def _rows(header: list[str], lines: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    for line, cells in lines:
        if len(cells) > len(header):
            columns = f"{len(header)} {plural(len(header), 'colonne')}"
            message = f"La ligne {line} a {len(cells)} cellules pour {columns} : un séparateur est de trop."
            raise UnreadableError(message)
        yield Row(line, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))


def _folded(column: str) -> str:
    """« CALL_SLUG », « Call slug »: what names a column, however it is written."""
    return fold(column.replace("_", " "))


def _without_empty_end(line: list[str]) -> list[str]:
    """Spreadsheets write empty cells after the last one."""
    filled = len(line)
    while filled and not line[filled - 1]:
        filled -= 1
    return line[:filled]


def _clean(cell: str) -> str:
    """The text in its composed form (a Mac writes « e » then its accent), without the spaces around it."""
    return unicodedata.normalize("NFC", cell).replace("\r\n", "\n").strip()
