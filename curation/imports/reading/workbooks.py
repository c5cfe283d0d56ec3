"""Opening spreadsheets: XLSX by openpyxl, which tells what is hidden or merged; XLS and ODS by calamine."""

import io
import re
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from .book import Book, Merge, Tab, UnreadableError, check_size, trimmed

ZIPPED, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# What openpyxl raises for a workbook cut short or altered: bad XML is a SyntaxError, a locked file a RuntimeError.
DAMAGES = (BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, OSError, EOFError, RuntimeError)
UNREADABLE = "Ce classeur ne se lit pas : l’enregistrer en .xlsx ou en CSV UTF-8."
MAX_UNZIPPED = 50 * 1024 * 1024  # bytes of a workbook: shared texts are all held at once
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')  # in the format of a number, what is shown as it is
DECIMALS = re.compile(r"0[.,](0+)(?![#0])")
CENTS, DIGITS = 2, 12  # a format that shows fewer decimals hides cents; without a format, a cell shows so many digits


def open_workbook(data: bytes) -> Book:
    """Return the book of a spreadsheet; raise UnreadableError when it is damaged or would unfold too far."""
    is_zipped = data.startswith(ZIPPED)
    try:
        if is_zipped:
            _check_unzipped(data)
        if is_zipped and ODS not in data[:200]:
            return Book(tuple(_tabs_of_xlsx(data)))
        return Book(tuple(_tabs_of_others(data)))
    except (*DAMAGES, CalamineError) as error:
        raise UnreadableError(UNREADABLE) from error


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


def _tabs_of_xlsx(data: bytes) -> Iterator[Tab]:
    """Each tab with the stored values of its formulas; those that were never computed are named."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells which ornaments it leaves aside
        book = load_workbook(io.BytesIO(data), data_only=True)
        formulas = load_workbook(io.BytesIO(data)) if _has_formulas(data) else None
    for sheet in book.worksheets:
        check_size(sheet.max_row, sheet.max_row * sheet.max_column)
        written = formulas[sheet.title] if formulas else None
        rows = [[shown(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
        for cell in _never_computed(sheet, written) if written else ():
            rows[cell.row - 1][cell.column - 1] = shown(cell.value)  # « =A1/3 », which no importer takes for a value
        merges = tuple(_merges(sheet.merged_cells.ranges))
        yield Tab(
            name=sheet.title,
            lines=_filled(rows, merges),
            is_hidden=sheet.sheet_state != "visible",
            hidden=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
            merges=merges,
        )


def _has_formulas(data: bytes) -> bool:
    with ZipFile(io.BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return any(re.search(rb"<f[ >/]", parts.read(name)) for name in sheets)


def _never_computed(sheet: Any, written: Any) -> Iterator[Any]:
    """The formulas of which the workbook does not hold the value."""
    for row in written.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet.cell(cell.row, cell.column).value is None:
                yield cell


def _tabs_of_others(data: bytes) -> Iterator[Tab]:
    """The tabs of an XLS or an ODS, of which calamine tells values, merged cells and what is hidden whole."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for told in book.sheets_metadata:
        sheet = book.get_sheet_by_name(told.name)
        check_size(sheet.total_height, sheet.total_height * sheet.total_width)
        rows = [[shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        merges = tuple(
            _merge(first + 1, last + 1, column + 1, last_column + 1)
            for (first, column), (last, last_column) in sheet.merged_cell_ranges or ()
        )
        is_hidden = told.visible != SheetVisibleEnum.Visible
        yield Tab(told.name, _filled(rows, merges), is_hidden=is_hidden, merges=merges)


def _merges(ranges: Any) -> Iterator[Merge]:
    for one in sorted(ranges, key=lambda it: (it.min_row, it.min_col)):
        yield _merge(one.min_row, one.max_row, one.min_col, one.max_col)


def _merge(first: int, last: int, column: int, last_column: int) -> Merge:
    name = f"{get_column_letter(column)}{first}:{get_column_letter(last_column)}{last}"
    return Merge(name, first, last, column, last_column)


def _filled(rows: list[list[str]], merges: tuple[Merge, ...]) -> tuple[tuple[str, ...], ...]:
    """The texts of a tab, those of merged cells in each of their lines."""
    for merge in merges:
        for line in range(merge.first, min(merge.last, len(rows))):
            rows[line][merge.column - 1] = rows[merge.first - 1][merge.column - 1]
    return tuple(map(trimmed, rows))


def shown(value: object, style: str | None = "") -> str:
    """What a cell shows, but for dates, which are written as ISO does; `style` is its number format."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case int() | float():
            return _number(value, LITERAL.sub("", style or ""))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
        case str() | timedelta():
            return str(value)
    return "="  # a formula that openpyxl does not give as a text


def _number(value: float, style: str) -> str:
    """A number with the decimals that its format shows, 60 for « 60 % », which is stored as 0.6."""
    if "%" in style:
        value = round(value * 100, 6)
    elif found := DECIMALS.search(style):
        value = round(value, max(len(found[1]), CENTS))
    elif isinstance(value, float):
        value = float(f"{value:.{DIGITS}g}") if abs(value) < 10**DIGITS else value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
