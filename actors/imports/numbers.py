"""Reading official numbers in the cells of a row: their control sums are checked, never corrected (INSEE)."""

from stdnum.fr import siren, siret

from curation.imports.cells import Cells


def read_siren(cells: Cells, column: str = "siren") -> str:
    """The SIREN of a cell, which may be blank."""
    value = str(siren.compact(cells.raw(column)))
    if value and not siren.is_valid(value):
        cells.refuse(column, "ce n’est pas un SIREN : neuf chiffres, clé de contrôle comprise")
    return value


def read_siret(cells: Cells, column: str = "siret", beside: str = "") -> str:
    """The SIRET of a cell, which may be blank; `beside` is the SIREN of the row, with which it begins."""
    value = str(siret.compact(cells.raw(column)))
    if value and not siret.is_valid(value):
        cells.refuse(column, "ce n’est pas un SIRET : quatorze chiffres, clé de contrôle comprise")
    elif value and not value.startswith(beside):
        cells.refuse(column, "ce SIRET ne commence pas par le SIREN de la ligne")
    return value
