"""How a file is understood: the reader of `curation.imports.reading`, and what somebody chose to read of the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..imports.reading import Choices, UnreadableError, open_book, understand
from ..imports.reading.sheet import Sheet
from ..imports.reading.told import Sort

EXAMPLES = 2


@dataclass(frozen=True)
class Heading:
    """A column of the file, what it is taken for ("": left aside) and what its first cells say."""

    text: str
    column: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Understanding:
    """A file as a table that an importer reads, and what else it might be."""

    sheet: Sheet
    headings: tuple[Heading, ...]
    tabs: tuple[tuple[str, bool], ...]  # the name of each, and whether it is hidden
    missing: tuple[str, ...]  # columns that must be there and are not
    asks_about_hidden: bool
    problem: str = ""  # why no table was found in it


def read(path: Path, importer: Any, chosen: Mapping[str, Any]) -> Understanding:
    """Read a file as an importer does, with what somebody chose; raise UnreadableError when it is no table at all."""
    book, vocabulary, problem = open_book(path), importer.vocabulary(), ""
    try:
        sheet = understand(book, vocabulary, choices_of(chosen))
    except UnreadableError as error:
        sheet, problem = Sheet((), ()), str(error)
    headings = tuple(
        Heading(text, column, examples(sheet, column) if column else ()) for text, column in sheet.headings.items()
    )
    missing = tuple(vocabulary.heading(name) for name in importer.required if name not in sheet.columns)
    tabs = tuple((tab.name, tab.is_hidden) for tab in book.tabs)
    asks = any(one.sort is Sort.ASKED for one in sheet.told) or "hidden" in chosen
    return Understanding(sheet, headings, tabs, missing, asks, problem)


def choices_of(chosen: Mapping[str, Any]) -> Choices:
    """What somebody chose of a file, as it is kept with the deposit."""
    return Choices(
        tab=chosen.get("tab", ""),
        line=chosen.get("line", 0),
        columns=chosen.get("columns", {}),
        hidden=chosen.get("hidden"),
    )


def examples(sheet: Sheet, column: str) -> tuple[str, ...]:
    cells = (row.cells.get(column) for row in sheet.rows[:50])
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:EXAMPLES]
