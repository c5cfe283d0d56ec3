"""Workbooks to fill in, one for each sort of file."""

from io import BytesIO

from django.utils.module_loading import import_string
from openpyxl import Workbook
from openpyxl.styles import Font

WIDTH = 22  # characters


def template_of(sort):
    """Return the bytes of a workbook: the headings that the importer reads, and what each is for on a second sheet."""
    importer = import_string(sort.importer)
    book = Workbook()
    sheet = book.active
    sheet.title = sort.label[:31]
    sheet.append([*importer.required, *importer.optional])
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = WIDTH
    notes = book.create_sheet("Mode d’emploi")
    notes.append(["Colonne", "Ce qu’elle dit"])
    for name in importer.required:
        notes.append([name, "attendue"])
    for name, meaning in importer.optional.items():
        notes.append([name, meaning])
    written = BytesIO()
    book.save(written)
    return written.getvalue()
