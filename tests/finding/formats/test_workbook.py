"""Lists as workbooks: typed cells, texts that nothing calculates, a list that is too long."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.timezone import localdate
from openpyxl import Workbook, load_workbook

from finding.formats.workbook import cell
from tests.factories import FundingFactory, MetierFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def opened(client, address="/projets/?format=xlsx"):
    response = client.get(address)
    return response, load_workbook(BytesIO(response.getvalue())).active


def test_cells_are_typed_under_headings_that_stay(client):
    metiers = [MetierFactory(name="jeu"), MetierFactory(name="médiation")]
    project = ProjectFactory(name='=HYPERLINK("x")', summary="#N/A", metiers=metiers)
    FundingFactory(project=project, funder__is_public_body=True, amount_voted="12500.50")

    response, sheet = opened(client)
    told = {heading.value: cell for heading, cell in zip(*sheet.iter_rows(), strict=True)}

    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].font.bold) == ("A2", True, False)
    assert (told["Nom"].value, told["Nom"].data_type) == ('=HYPERLINK("x")', "s")
    assert (told["Résumé"].value, told["Résumé"].data_type) == ("#N/A", "s")
    assert told["Aides publiques, voté net (€)"].value == 12500.5
    assert told["Métiers"].value == "jeu | médiation"
    assert response.headers["Content-Disposition"] == f'attachment; filename="projets-{localdate()}.xlsx"'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        (False, "non"),
        (-3, -3),
        (Decimal("1250.50"), 1250.5),
        (date(2026, 12, 1), "2026-12-01"),
        ([], None),
        (["@a", "b"], "@a | b"),
        ("+1", "+1"),
        ("a\x0bb", "ab"),
    ],
)
def test_cell_is_read_again_as_it_was_written(value, expected):
    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    sheet.append([cell(sheet, value), "end"])
    book.save(file)

    found = load_workbook(file).active["A1"]
    assert (found.value.date().isoformat() if found.is_date else found.value) == expected


def test_list_that_is_too_long_is_led_to_its_csv(client, monkeypatch):
    monkeypatch.setattr("finding.formats.workbook.MOST", 1)
    ProjectFactory(), ProjectFactory()

    refused = client.get("/projets/?tri=titre&format=xlsx")

    page = refused.content.decode()
    assert refused.status_code == 400
    assert "Cette liste compte 2 projets" in page
    assert 'href="/projets/?tri=titre&amp;format=csv"' in page
    assert opened(client, "/projets/?format=xlsx&q=introuvable")[0].status_code == 200
