"""A table as it is understood: the names of its columns, its rows, what is told of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from french.folding import fold

from .told import Told


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
    told: tuple[Told, ...] = ()  # what was left aside, and what has to be asked
    headings: Mapping[str, str] = field(default_factory=dict)  # as the file writes them → the column; blank: none

    def called(self, names: Iterable[str]) -> "Sheet":
        """The same table, its columns under these names when only case, spaces or accents differ."""
        expected = {folded_name(name): name for name in names}
        known = {column: expected.get(folded_name(column), column) for column in self.columns}
        rows = (Row(row.line, {known[column]: text for column, text in row.cells.items()}) for row in self.rows)
        return replace(self, columns=tuple(known.values()), rows=tuple(rows))


def folded_name(column: str) -> str:
    """« CALL_SLUG », « Call slug »: what names a column, however it is written."""
    return fold(column.replace("_", " "))
