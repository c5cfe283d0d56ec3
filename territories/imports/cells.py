"""The cells that official files have: codes, numbers, degrees."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from curation.imports.cells import Cells, check_columns
from curation.imports.reading import read_sheet
from curation.imports.report import Heading, Report

POSTAL_CODES = re.compile(r"(\d{5}( \d{5})*)?")


class RefusedError(Exception):
    """Files of which nothing is imported, with everything that is wrong in them."""

    def __init__(self, *reports: Report):
        super().__init__(", ".join(report.title for report in reports))
        self.reports = reports


class OfficialCells(Cells):
    """The cells of one row of an official file."""

    def code(self, column: str, *lengths: int) -> str:
        """A code: a fixed number of signs, kept as text for its zeros."""
        value = self.raw(column)
        if len(value) not in lengths or not value.isalnum():
            self.refuse(column, f"un code de {' ou '.join(map(str, lengths))} caractères est attendu")
        return value

    def integer(self, column: str) -> int | None:
        value = self.raw(column)
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", value):
            self.refuse(column, "ce n’est pas un nombre entier")
            return None
        return int(value)

    def degrees(self, column: str, limit: int) -> float | None:
        value = self.raw(column)
        if not value:
            return None
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", value) or abs(float(value)) > limit:
            self.refuse(column, f"ce n’est pas un nombre de degrés, de -{limit} à {limit}")
            return None
        return float(value)

    def postal_codes(self, column: str) -> str:
        if not POSTAL_CODES.fullmatch(self.raw(column)):
            self.refuse(column, "des codes postaux ont cinq chiffres et sont séparés par une espace")
        return self.raw(column)

    def choice(self, column: str, values: Collection[str]) -> str:
        """One of the values of a nomenclature, written exactly so."""
        if self.raw(column) not in values:
            self.refuse(column, f"valeur inconnue : écrire {' ou '.join(value or 'rien' for value in values)}")
        return self.raw(column)


def read_table(path: Path, columns: Collection[str], others: bool = False) -> tuple[Report, Iterator[OfficialCells]]:
    """The rows of a file that has these columns, and the report where they tell what is wrong.

    With `others`, the file may have more columns: those of an official file change from year to year.
    """
    sheet = read_sheet(path)
    report = Report(path.name, sheet.notes)
    check_columns(sheet, columns, sheet.columns if others else (), report)
    rows = () if report.of(Heading.REFUSED) else sheet.rows
    return report, (OfficialCells(row, report) for row in rows)
