"""Reading official numbers in the cells of a row: their control sums are checked, never corrected (INSEE)."""

import re

from stdnum.fr import siren, siret

from curation.imports.cells import Cells
from curation.imports.report import Heading

EXPONENT = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
LOST = "0" * 5


def read_siren(cells: Cells, column: str = "siren") -> str:
    """The SIREN of a cell; empty when the cell is, and when it is refused."""
    value = str(siren.compact(cells.raw(column)))
    if not value or siren.is_valid(value):
        return value
    cells.refuse(column, "ce n’est pas un SIREN : neuf chiffres, clé de contrôle comprise")
    return ""


def read_siret_or_doubt(cells: Cells, column: str) -> str:
    """The SIRET of a cell of a list that others keep; told and left aside when it cannot be one.

    A spreadsheet shows « 8,14E+13 » once it took it for a number: the last digits are lost.
    """
    value = str(siret.compact(cells.raw(column))).strip("'’ ")
    if not value or siret.is_valid(value):
        return value
    if EXPONENT.fullmatch(value) or (len(value) == len("12345678900011") and value.endswith(LOST)):
        why = "SIRET abîmé par un tableur, ses derniers chiffres sont perdus : laissé de côté"
    else:
        why = "ce n’est pas un SIRET (quatorze chiffres, clé de contrôle comprise) : laissé de côté"
    cells.tell(Heading.DOUBT, column, cells.raw(column), why)
    return ""


def read_siret(cells: Cells, column: str = "siret", beside: str = "") -> str:
    """The SIRET of a cell, likewise; `beside` is the SIREN of the row, with which it begins."""
    value = str(siret.compact(cells.raw(column)))
    if not value or siret.is_valid(value) and value.startswith(beside):
        return value
    why = "ce n’est pas un SIRET : quatorze chiffres, clé de contrôle comprise"
    cells.refuse(column, "ce SIRET ne commence pas par le SIREN de la ligne" if siret.is_valid(value) else why)
    return ""
