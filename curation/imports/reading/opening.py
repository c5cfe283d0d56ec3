"""From a file to a book, and to the plain table of those that are ours: no line above the names of the columns."""

from pathlib import Path

from french.typography import plural

from .book import MAX_BYTES, Book, Tab, UnreadableError
from .sheet import Row, Sheet, folded_name
from .texts import open_text
from .workbooks import OLE, ZIPPED, open_workbook


def open_book(path: Path) -> Book:
    """What a file holds, whatever its name ends with; raise UnreadableError, at once if it is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"{path.name} : ce fichier est trop lourd, {MAX_BYTES // 1024**2} Mo au plus.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path} : ce fichier ne s’ouvre pas.") from error
    return open_workbook(data) if data.startswith((ZIPPED, OLE)) else open_text(data)


def read_sheet(path: Path) -> Sheet:
    """The table of a file whose first line that is not empty names the columns; UnreadableError when it has none."""
    book = open_book(path)
    first, *others = book.tabs
    note = f"seule la première feuille, « {first.name} », est lue"
    return _sheet(first, (*book.notes, *([note] if others else [])))


def _sheet(tab: Tab, notes: tuple[str, ...]) -> Sheet:
    filled = [(line, cells) for line, cells in enumerate(tab.lines, start=1) if cells]
    if not filled:
        raise UnreadableError("Ce fichier est vide : sa première ligne doit nommer les colonnes.")
    (line, header), *others = filled
    folded = [folded_name(name) for name in header]
    if repeated := sorted({name for name in header if folded.count(folded_name(name)) > 1 or not name}):
        raise UnreadableError(f"Colonnes répétées, ou sans nom : {', '.join(name or '(vide)' for name in repeated)}.")
    rows = []
    for number, cells in others:
        check_width(number, cells, header)
        rows.append(Row(number, dict(zip(header, cells + ("",) * (len(header) - len(cells)), strict=True))))
    return Sheet(header, tuple(rows), notes, line)


def check_width(line: int, cells: tuple[str, ...], header: tuple[str, ...]) -> None:
    if len(cells) > len(header):
        columns = f"{len(header)} {plural(len(header), 'colonne')}"
        raise UnreadableError(f"La ligne {line} a {len(cells)} cellules pour {columns} : un séparateur est de trop.")
