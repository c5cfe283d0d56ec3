"""A workbook for Excel and LibreOffice: all the entries of a list in their order, with typed cells."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from django.shortcuts import render
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from french.typography import number

from .attachment import attachment

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 5000  # entries: a workbook is made whole before it is sent, unlike the CSV
BOLD = Font(bold=True)
WIDTH = 24  # of a column, in letters
DAY = "yyyy-mm-dd"


def as_workbook(view):
    listing = view.listing
    if listing.total > MOST:
        told = {"counted": listing.counted, "most": number(MOST)}
        context = told | {"sheet_url": listing.file_url("csv"), "list_url": listing.url()}
        return render(view.request, "finding/too_long.html", context, status=400)
    return attachment(workbook(listing.kind, listing.ordered_pks), listing.file_name, CONTENT_TYPE, "xlsx")


def workbook(kind, pks):
    """Yield the file, in one part: a generator, so that it is made in the place of a file and not of a page."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(kind.section[:31])  # letters of a title, at most
    sheet.freeze_panes = "A2"
    for column in range(1, len(kind.columns) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    sheet.append([heading(sheet, one.heading) for one in kind.columns])
    for entries in kind.for_export(pks):
        for entry in entries:
            sheet.append([cell(sheet, one.value(entry)) for one in kind.columns])
    file = BytesIO()
    book.save(file)
    yield file.getvalue()


def heading(sheet, text):
    made = WriteOnlyCell(sheet, text)
    made.font = BOLD
    return made


def cell(sheet, value):
    """What a cell holds: a number and a day are what they are, a text is never calculated nor taken for an error."""
    match value:
        case None | "":
            return None
        case bool():
            return "oui" if value else "non"
        case date():
            made = WriteOnlyCell(sheet, value)
            made.number_format = DAY
            return made
        case str():
            made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
            made.data_type = "s"
            return made
        case int() | float() | Decimal():
            return value
    return cell(sheet, " | ".join(value))
