"""How a file is understood: its table, under the names of the columns that its importer reads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from french.folding import fold

from ..imports.sheet import Row, Sheet, read_sheet

MOST_ROWS = 5000


@dataclass(frozen=True)
class Heading:
    """A column of the file, what it is taken for ("": left aside) and what its first cells say."""

    text: str
    column: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Understanding:
    """A file as a table that an importer reads, how that came to be, and what else it might be."""

    sheet: Sheet
    headings: tuple[Heading, ...]
    sheets: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # columns that must be there and are not

    @property
    def left_aside(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.headings if not one.column)


def understand(path: Path, importer: Any, choices: Mapping[str, Any]) -> Understanding:
    """Read a file for an importer; `choices` is what somebody chose: {"columns": {heading: column or ""}}."""
    read = read_sheet(path)
    columns = (*importer.required, *importer.optional)
    folded = {fold(name.replace("_", " ")): name for name in columns}
    chosen = choices.get("columns", {})
    taken = {text: chosen.get(text, folded.get(fold(text.replace("_", " ")), "")) for text in read.columns}
    headings = tuple(Heading(text, taken[text], examples(read, text)) for text in read.columns)
    missing = tuple(name for name in importer.required[:1] if name not in taken.values())
    return Understanding(under(read, taken, importer.required), headings, missing=missing)


def under(read: Sheet, taken: Mapping[str, str], required: tuple[str, ...]) -> Sheet:
    """The table under the names that its importer knows; a column that the file lacks says nothing."""
    absent = [name for name in required if name not in taken.values()]
    blanks = dict.fromkeys(absent, "")
    named = ((row.line, {taken[text]: cell for text, cell in row.cells.items() if taken[text]}) for row in read.rows)
    rows = tuple(Row(line, cells | blanks) for line, cells in named)
    return replace(read, columns=(*filter(None, taken.values()), *absent), rows=rows)


def examples(read: Sheet, text: str) -> tuple[str, ...]:
    cells = (row.cells[text] for row in read.rows[:50])
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:2]
