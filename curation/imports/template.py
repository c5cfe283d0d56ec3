"""The workbook that people fill in for an importer: our French headings, one example, the values allowed."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

WIDTH, LEAST = 60, 14  # of columns, in characters
ROWS = 5_000  # that may be filled in
LONGEST_LIST = 250  # characters that a workbook takes as the values of a cell


def template(importer):
    """Return the bytes of an XLSX: a tab to fill in, a tab that says what each column is for."""
    book, vocabulary = Workbook(), importer.vocabulary()
    sheet = book.active
    sheet.title = importer.title
    sheet.append([vocabulary.heading(column) for column in vocabulary.columns])
    sheet.append([vocabulary.example.get(column, "") for column in vocabulary.columns])
    sheet.freeze_panes = "A2"
    allowed = importer.allowed()
    for position, column in enumerate(vocabulary.columns, start=1):
        letter, heading = get_column_letter(position), vocabulary.heading(column)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(LEAST, len(heading) + 2)
        values = ",".join(allowed.get(column, ()))
        if values and len(values) <= LONGEST_LIST:
            rule = DataValidation(type="list", formula1=f'"{values}"', showErrorMessage=False)
            rule.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(rule)
    _explain(book.create_sheet("Aide"), importer, vocabulary, allowed)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _explain(sheet, importer, vocabulary, allowed):
    """One line for each column: whether it must be there, what it is for, the values that it may have."""
    sheet.append(["Colonne", "Obligatoire", "À quoi elle sert", "Valeurs admises"])
    for column in vocabulary.columns:
        is_required = "oui" if column in importer.required else "non"
        meaning, values = importer.optional.get(column, ""), " ; ".join(allowed.get(column, ()))
        sheet.append([vocabulary.heading(column), is_required, meaning, values])
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter in "ABCD":
        sheet.column_dimensions[letter].width = WIDTH if letter > "B" else WIDTH / 2
        sheet[f"{letter}1"].font = Font(bold=True)
