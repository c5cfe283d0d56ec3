"""Reading official numbers in the cells of a row: their control sums are checked, never corrected (INSEE)."""

from stdnum.fr import siren, siret

from curation.imports.cells import Cells


def read_siren(cells: Cells, column: str = "siren") -> str:
    """The SIREN of a cell; empty when the cell is, and when it is refused."""
    value = str(siren.compact(cells.raw(column)))
    if not value or siren.is_valid(value):
        return value
    cells.refuse(column, "ce n’est pas un SIREN : neuf chiffres, clé de contrôle comprise")
    return ""


def read_siret(cells: Cells, column: str = "siret", beside: str = "") -> str:
    """The SIRET of a cell, likewise; `beside` is the SIREN of the row, with which it begins."""
    value = str(siret.compact(cells.raw(column)))
    if not value or siret.is_valid(value) and value.startswith(beside):
        return value
    why = "ce n’est pas un SIRET : quatorze chiffres, clé de contrôle comprise"
    cells.refuse(column, "ce SIRET ne commence pas par le SIREN de la ligne" if siret.is_valid(value) else why)
    return ""
