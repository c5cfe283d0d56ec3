"""What is told of a file as it is understood, before any importer reads it."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """Why something is told; each is a heading of the report of an import, of the same name."""

    REFUSED = "REFUSED"
    ASKED = "ASKED"
    ASIDE = "ASIDE"
    DOUBT = "DOUBT"
    READ = "READ"


@dataclass(frozen=True)
class Told:
    """Something told of a cell, of a line, or of the whole table: its line is then 0."""

    sort: Sort
    line: int
    value: str
    message: str
    column: str = ""
