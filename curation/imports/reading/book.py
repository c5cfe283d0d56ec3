"""What a file holds before anything is understood of it: tabs, lines, texts."""

import unicodedata
from collections.abc import Iterable, Sized
from dataclasses import dataclass
from typing import TypeVar

from french.typography import number

T = TypeVar("T", bound=Sized)

MAX_BYTES = 15 * 1024**2  # of a file
MAX_LINES, MAX_CELLS = 50_000, 500_000  # of a tab, empty ones included: some seconds, and some hundred megabytes


class UnreadableError(Exception):
    """A file that is no table at all; the message says in French what to do."""


@dataclass(frozen=True)
class Merge:
    """Merged cells, numbered from one: each line of the first column was given the text of the first cell."""

    name: str  # « B2:B4 »
    first: int
    last: int
    column: int
    last_column: int

    @property
    def across(self) -> range:
        """The columns that it spans."""
        return range(self.column, self.last_column + 1)


@dataclass(frozen=True)
class Tab:
    """A tab of a workbook, as texts; line 1 first."""

    name: str
    lines: tuple[tuple[str, ...], ...]
    is_hidden: bool = False
    hidden: frozenset[int] = frozenset()  # lines that a filter, or somebody, hides
    merges: tuple[Merge, ...] = ()
    is_strict: bool = False  # a cell too many is a separator too many


@dataclass(frozen=True)
class Book:
    """A file: its tabs, and what its reader must know of it."""

    tabs: tuple[Tab, ...]
    notes: tuple[str, ...] = ()


def bounded(lines: Iterable[T]) -> list[T]:
    """All the lines, as long as there are no more than a list may have."""
    kept: list[T] = []
    cells = 0
    for line in lines:
        kept.append(line)
        cells += len(line)
        check_size(len(kept), cells)
    return kept


def check_size(lines: int, cells: int) -> None:
    if lines > MAX_LINES or cells > MAX_CELLS:
        raise UnreadableError(
            f"Ce tableau est trop grand : {number(MAX_LINES)} lignes et {number(MAX_CELLS)} cellules au plus, "
            "vides comprises. Le partager, ou supprimer les lignes vides qui le suivent."
        )


def trimmed(cells: Iterable[str]) -> tuple[str, ...]:
    """The cells of a line, cleaned, without the empty ones that spreadsheets write after the last."""
    line = [clean(cell) for cell in cells]
    while line and not line[-1]:
        line.pop()
    return tuple(line)


def clean(cell: str) -> str:
    """The text in its composed form (a Mac writes « e » then its accent), without the spaces around it."""
    return unicodedata.normalize("NFC", cell).replace("\r\n", "\n").strip()
