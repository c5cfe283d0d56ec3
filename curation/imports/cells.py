"""Reading the cells of a row. What is wrong is told, never guessed, and reading goes on to the end of the file."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar
from urllib.parse import urlsplit

from django.db.models import TextChoices

from french.amounts import parse_euros, parse_percentage
from french.damage import TURNING, is_damaged, turning_sign
from french.dates import PartialDate
from french.folding import fold
from french.typography import NBSP

from .reading.sheet import Row, Sheet
from .report import Heading, Report

T = TypeVar("T")

SPACES = re.compile(r"[\s\u00a0\u202f]+")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SPREADSHEET_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|NOM\?|VALEUR!)")
YES_OR_NO = {"oui": True, "non": False}
BARE_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
YEARS = range(1900, 2101)


def check_columns(sheet: Sheet, required: Collection[str], optional: Collection[str], report: Report) -> None:
    """Refuse a file that lacks a column, or has one that nobody would read."""
    missing = [name for name in required if name not in sheet.columns]
    unknown = [name for name in sheet.columns if name not in required and name not in optional]
    if missing:
        report.tell(Heading.REFUSED, sheet.line, "", ", ".join(missing), "il manque ces colonnes")
    if unknown:
        report.tell(Heading.REFUSED, sheet.line, "", ", ".join(unknown), "ces colonnes sont inconnues")


class Cells:
    """The cells of one row, read by column and by kind. Every method tells the report what it cannot read."""

    def __init__(self, row: Row, report: Report):
        self.line = row.line
        self._cells = row.cells
        self._report = report
        for column, value in row.cells.items():
            self._check(column, value)

    def tell(self, heading: Heading, column: str, value: str, message: str) -> None:
        self._report.tell(heading, self.line, column, value, message)

    def refuse(self, column: str, message: str, value: str | None = None) -> None:
        self.tell(Heading.REFUSED, column, self.raw(column) if value is None else value, message)

    def raw(self, column: str) -> str:
        """The text of the cell, empty when the file does not have the column."""
        return self._cells.get(column, "")

    def text(self, column: str, longest: int = 0) -> str:
        """A text of one or more lines."""
        value = self.raw(column)
        if longest and len(value) > longest:
            self.refuse(column, f"texte trop long ({len(value)} caractères, {longest} au plus)")
        return value

    def line_of_text(self, column: str, longest: int = 250, required: bool = False) -> str:
        """A text of one line: a name, a title."""
        value = " ".join(self.text(column, longest).split())
        if required and not value:
            self.refuse(column, "cette valeur est obligatoire")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of « a;b », each once."""
        parts = (" ".join(part.split()) for part in self.raw(column).split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))

    def url(self, column: str, longest: int = 1000) -> str:
        """A web address; one without its protocol is that of the web page that browsers would open."""
        value = self.text(column, longest)
        if BARE_ADDRESS.fullmatch(value):
            self.tell(Heading.READ, column, value, f"adresse sans protocole, lue https://{value}")
            value = f"https://{value}"
        if value and not _is_web_address(value):
            self.refuse(column, "ce n’est pas une adresse web (http:// ou https://)")
        return value

    def urls(self, column: str) -> tuple[str, ...]:
        for value in self.items(column):
            if not _is_web_address(value):
                self.refuse(column, "ce n’est pas une adresse web (http:// ou https://)", value)
        return self.items(column)

    def amount(self, column: str) -> Decimal | None:
        """Euros: « 25 000 », « 25000,50 », « 25 000 € ». « 25.000 » may be read in two ways and is refused."""
        return self._number(column, parse_euros)

    def percentage(self, column: str) -> Decimal | None:
        return self._number(column, parse_percentage)

    def year(self, column: str, years: range = YEARS) -> int | None:
        value = self.raw(column)
        found = _year_of(value)
        if value and found not in years:
            self.refuse(column, f"ce n’est pas une année, de {years.start} à {years.stop - 1}")
            return None
        if value and value != str(found):
            self.tell(Heading.READ, column, value, f"l’année de cette date{NBSP}: {found}")
        return found

    def date(self, column: str) -> PartialDate:
        try:
            return PartialDate.parse(self.raw(column))
        except ValueError as error:
            self.refuse(column, str(error).rstrip("."), value="")
            return PartialDate("")

    def yes(self, column: str) -> bool:
        """« oui » or « non »; empty is « non »."""
        return self.one_of(column, YES_OR_NO) or False

    def one_of(self, column: str, meanings: Mapping[str, T]) -> T | None:
        value = fold(self.raw(column))
        if value and value not in meanings:
            self.refuse(column, f"valeur inconnue : écrire {' ou '.join(meanings)}")
        return meanings.get(value)

    def _number(self, column: str, parse: Callable[[str], Decimal]) -> Decimal | None:
        try:
            return parse(self.raw(column)) if self.raw(column) else None
        except ValueError as error:
            self.refuse(column, str(error).rstrip("."), value="")  # the message repeats the value
            return None

    def _check(self, column: str, value: str) -> None:
        """Some cells hold no text that one may keep."""
        if value.startswith("="):
            self.refuse(column, "une formule ne se lit pas : écrire sa valeur")
        if SPREADSHEET_ERROR.fullmatch(value):
            self.refuse(column, "le tableur signale une erreur dans cette cellule")
        if CONTROL.search(value):
            self.refuse(column, "cette cellule contient un caractère de contrôle", value=CONTROL.sub("�", value))
        if sign := turning_sign(value):
            message = f"un signe invisible ({sign}) retourne le sens de lecture : retaper ce texte"
            self.refuse(column, message, value=TURNING.sub("�", value))
        if is_damaged(value):
            self.tell(Heading.DOUBT, column, value, "accents abîmés : ce texte a été lu dans un mauvais encodage")


def choices(enumeration: type[TextChoices]) -> dict[str, str]:
    """The values of a list of choices, as a file may write them: « en-ligne », « en ligne »."""
    return {fold(word): one.value for one in enumeration if one.value for word in (one.value, one.label)}


def each_row(sheet: Sheet, report: Report) -> Iterator[Cells]:
    return (Cells(row, report) for row in sheet.rows)


class Keys:
    """The keys of the rows met so far: two rows never make one entry."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def check(self, cells: Cells, key: str, column: str, otherwise: str = "") -> None:
        """Refuse a row that repeats another; `otherwise` says what to write when they are two things."""
        first = self._lines.setdefault(key, cells.line)
        if first != cells.line:
            cells.refuse(column, f"cette ligne répète la ligne {first}{otherwise}")


def key_of(*parts: str) -> str:
    """The key of a row: what names it in its file, whatever the case, the accents or the hyphens."""
    return "|".join(fold(part) for part in parts)


def _year_of(value: str) -> int | None:
    """The year that a cell says, or that of its date: a spreadsheet shows « 2026 » and holds a day."""
    if re.fullmatch(r"\d{4}", value):
        return int(value)
    try:
        return PartialDate.parse(value).year
    except ValueError:
        return None


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not SPACES.search(value)
    except ValueError:
        return False
