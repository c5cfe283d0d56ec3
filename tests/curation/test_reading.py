"""Reading lists as they are published: what is understood, what is left aside, what is asked."""

import io
from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from actors.imports.importer import ActorImporter
from curation.imports.reading import Choices, UnreadableError, Vocabulary, open_book, understand
from curation.imports.reading.book import MAX_BYTES
from curation.imports.reading.told import Sort
from curation.imports.template import template
from projects.imports.importer import ProjectImporter
from tests.factories import SourceListFactory
from tests.programme import IMPORTERS, load

TITLES = Vocabulary(
    columns=("title", "holder", "amount", "place"),
    headings={
        "title": "Intitulé du projet / objet",
        "holder": "Porteur / nom du bénéficiaire",
        "amount": "Montant voté / montant",
    },
    always=("title", "holder"),
    money=("amount",),
    example={"title": "Exemple : bal", "holder": "Association Exemple"},
)


def text(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "liste.csv"
    path.write_bytes(content.encode(encoding))
    return path


def book(tmp_path, *tabs):
    """A workbook: of each tab its rows, or (its rows, what is done to it)."""
    made = Workbook()
    made.remove(made.active)
    for number, (rows, change) in enumerate(tabs):
        sheet = made.create_sheet(f"F{number}")
        for row in rows:
            sheet.append(row)
        change(sheet)
    made.save(tmp_path / "liste.xlsx")
    return tmp_path / "liste.xlsx"


def table(path, **choices):
    return understand(open_book(path), TITLES, Choices(**choices))


def rows(sheet):
    return [(row.line, *row.cells.values()) for row in sheet.rows]


def told(sheet, sort):
    return [(it.line, it.value, it.message) for it in sheet.told if it.sort is sort]


def as_it_is(sheet):
    """Nothing is done to the tab."""


HEAD, BAL = ["Objet", "Porteur", "Montant"], ["Bal", "Zig", 10]

# headings


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("Objet;Nom du bénéficiaire;Montant (€)\n", 1),
        ("Votes du 12 mars;;\nService culture\n\nOBJET;nomBeneficiaire;MONTANT VOTE EN EUROS\n", 4),
        ("Projet;;Aide\nObjet;Porteur;Montant\n", 2),
        ("Objet;Nom du;Montant\n;bénéficiaire;voté\n", 2),
        ('"title\n(intitulé)";holder;amount\n', 1),
        ("\n" * 20 + "Objet;Porteur;Montant\n", 21),
    ],
)
def test_line_of_headings_is_found_whatever_stands_above_it(tmp_path, lines, line):
    sheet = table(text(tmp_path, f"{lines}Bal, en ville;Zig;10\n"))

    assert sheet.columns == ("title", "holder", "amount")
    assert [row[1:] for row in rows(sheet)] == [("Bal, en ville", "Zig", "10")]
    assert sheet.line == line


def test_file_that_names_no_column_is_refused_and_says_what_is_expected(tmp_path):
    with pytest.raises(UnreadableError, match="Aucune des quinze .* «.Intitulé du projet.» ou «.Porteur.»"):
        table(text(tmp_path, "a;b\n1;2\n"))


def test_columns_that_nobody_reads_are_left_aside_and_told(tmp_path):
    sheet = table(text(tmp_path, "Objet;Porteur;Secteur;Objet;Vide\nBal;Zig;Culture;Bis;\n"))

    assert rows(sheet) == [(2, "Bal", "Zig")]
    assert told(sheet, Sort.ASIDE) == [(1, "Secteur, Objet", "ces colonnes ne sont pas lues")]


def test_column_of_a_heading_is_what_somebody_chose(tmp_path):
    path = text(tmp_path, "Objet;Qui;Porteur;Montant\nBal;Zig;Zag;5\n")

    sheet = table(path, columns={"Qui": "holder", "Montant": ""}, constants={"place": "Dax"})

    assert [dict(row.cells) for row in sheet.rows] == [{"place": "Dax", "title": "Bal", "holder": "Zig"}]
    assert sheet.headings == {"Objet": "title", "Qui": "holder", "Porteur": "", "Montant": ""}


# rows


def test_totals_titles_repeated_headings_and_our_example_are_left_aside(tmp_path):
    lines = [
        *("Objet;Porteur;Montant", "Exemple : bal;Association Exemple;1", "Musique;;", "Bal;Zig;10", "Sous-total;;10"),
        *("Objet;Porteur;Montant", "Total Recall;Zag;5", ";;25", "TOTAL GÉNÉRAL;;25"),
    ]

    sheet = table(text(tmp_path, "\n".join(lines)))

    assert rows(sheet) == [(4, "Bal", "Zig", "10"), (7, "Total Recall", "Zag", "5")]
    assert [line for line, *_ in told(sheet, Sort.ASIDE)] == [2, 3, 5, 6, 8, 9]


@pytest.mark.parametrize("hidden", [None, True, False])
def test_rows_that_a_filter_hides_are_asked_about(tmp_path, hidden):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    sheet = table(book(tmp_path, ([HEAD, BAL, ["Nuit", "Zag", 5]], hide)), hidden=hidden)

    assert [line for line, *_ in rows(sheet)] == ([2, 3] if hidden else [2])
    assert len(told(sheet, Sort.ASKED)) == (hidden is None)
    assert len(told(sheet, Sort.ASIDE)) == (hidden is False)


def test_list_of_more_rows_than_may_be_looked_at_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="5\u00a0001 lignes"):
        table(text(tmp_path, "Objet;Porteur\n" + "Bal;Zig\n" * 5001))


# workbooks


def test_tab_read_is_the_visible_one_that_has_the_columns(tmp_path):
    def hide(sheet):
        sheet.sheet_state = "hidden"

    path = book(tmp_path, ([["Lisez-moi"]], as_it_is), ([HEAD, ["Vieux", "Zig", 1]], hide), ([HEAD, BAL], as_it_is))

    assert rows(table(path)) == [(2, "Bal", "Zig", "10")]
    assert table(path).notes[0] == (
        "feuille lue\u00a0: «\u00a0F2\u00a0» ; laissées de côté\u00a0: «\u00a0F0\u00a0», «\u00a0F1\u00a0» (masquée)"
    )
    assert rows(table(path, tab="F1")) == [(2, "Vieux", "Zig", "1")]
    with pytest.raises(UnreadableError, match="«.F0.», «.F1.» ou «.F2.»"):
        table(path, tab="Autre")


def test_workbook_of_which_only_a_hidden_tab_has_the_columns_is_refused(tmp_path):
    def hide(sheet):
        sheet.sheet_state = "hidden"

    with pytest.raises(UnreadableError, match="Seule une feuille masquée, «.F1.»"):
        table(book(tmp_path, ([["Lisez-moi"]], as_it_is), ([HEAD, BAL], hide)))


def test_merged_cells_have_their_text_on_each_line(tmp_path):
    sheet = table(book(tmp_path, ([HEAD, BAL, ["Nuit", None, 5]], lambda it: it.merge_cells("B2:B3"))))

    assert rows(sheet) == [(2, "Bal", "Zig", "10"), (3, "Nuit", "Zig", "5")]
    assert [message[-5:] for *_, message in told(sheet, Sort.READ)] == ["B2:B3"]


def test_merged_amount_is_refused_by_its_name(tmp_path):
    sheet = table(book(tmp_path, ([HEAD, BAL, ["Nuit", "Zag", None]], lambda it: it.merge_cells("C2:C3"))))

    assert [line for line, *_, message in told(sheet, Sort.REFUSED) if "C2:C3" in message] == [2]


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (33333.33333333334, "# ##0,00 €", "33333.33"),
        (33333.33333333334, "General", "33333.3333333"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, "#,##0", "1234.5"),
        (22530001100015, "General", "22530001100015"),
        (date(2026, 3, 12), "dd/mm/yyyy", "2026-03-12"),
    ],
)
def test_number_is_read_as_its_cell_shows_it(tmp_path, value, style, shown):
    def style_it(sheet):
        sheet["C2"].number_format = style

    assert rows(table(book(tmp_path, ([HEAD, ["Bal", "Zig", value]], style_it)))) == [(2, "Bal", "Zig", shown)]


def test_formula_has_its_stored_value_and_one_that_was_never_computed_is_shown(tmp_path):
    path = book(tmp_path, ([HEAD, ["Bal", "Zig", "=1+1"], ["Nuit", "Zag", "=2+2"]], as_it_is))
    with ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"
    )
    with ZipFile(path, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)

    assert rows(table(path)) == [(2, "Bal", "Zig", "2"), (3, "Nuit", "Zag", "=2+2")]


MANIFEST = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:body><office:spreadsheet><table:table table:name="Votes">
 <table:table-row>{}</table:table-row><table:table-row>{}</table:table-row>
 </table:table></office:spreadsheet></office:body></office:document-content>"""


def test_open_document_is_read(tmp_path):
    def cell(content):
        told = f'office:value-type="string"><text:p>{content}</text:p>'
        if isinstance(content, int):
            told = f'office:value-type="float" office:value="{content}"><text:p>{content}</text:p>'
        return f"<table:table-cell {told}</table:table-cell>"

    written = io.BytesIO()
    with ZipFile(written, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr("content.xml", ODS.format("".join(map(cell, HEAD)), "".join(map(cell, BAL))))
    (tmp_path / "liste.ods").write_bytes(written.getvalue())

    assert rows(table(tmp_path / "liste.ods")) == [(2, "Bal", "Zig", "10")]


# texts


def test_quote_that_nobody_closed_is_told_where_it_opens(tmp_path):
    lines = ["Objet;Porteur;Montant", "Bal;Zig;1", '"Nuit;Zag;2', *["Jour;Zog;3"] * 5]

    with pytest.raises(UnreadableError, match="à la ligne 3"):
        table(text(tmp_path, "\n".join(lines)))
    with pytest.raises(UnreadableError, match="à la ligne 3"):
        table(text(tmp_path, "\n".join([*lines, 'Soir";Zug;4'])))


def test_text_of_several_lines_in_quotes_is_one_cell(tmp_path):
    sheet = table(text(tmp_path, 'Objet;Porteur\n"Bal\nen ville ; gratuit\npour tous";Zig\n'))

    assert rows(sheet) == [(2, "Bal\nen ville ; gratuit\npour tous", "Zig")]


def test_file_that_is_too_heavy_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "liste.csv"
    with path.open("wb") as made:
        made.truncate(MAX_BYTES + 1)

    with pytest.raises(UnreadableError, match="trop lourd, 15 Mo"):
        open_book(path)


# templates


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["projects", "actors", "calls", "rounds"])
def test_template_has_our_headings_and_its_example_is_no_row(tmp_path, name):
    importer = IMPORTERS[name]()
    (tmp_path / "modele.xlsx").write_bytes(template(importer))

    sheet = importer.sheet_of(tmp_path / "modele.xlsx")

    assert set(sheet.columns) == {*importer.required, *importer.optional}
    assert (sheet.rows, told(sheet, Sort.ASIDE)[-1][2]) == ((), "l’exemple du modèle")


@pytest.mark.django_db
def test_template_tells_the_values_allowed():
    load("thesaurus")

    help_tab = load_workbook(io.BytesIO(template(ProjectImporter())))["Aide"]

    allowed = {row[0]: row[3] for row in help_tab.iter_rows(values_only=True)}
    assert "médiation" in allowed["Métiers"].split(" ; ")


# what somebody chose


@pytest.mark.django_db
def test_column_chosen_once_is_chosen_for_the_next_file_of_any_list(tmp_path):
    path = text(tmp_path, "Structure retenue;Ville\nAssociation Zig;\n")
    assert ActorImporter(SourceListFactory()).sheet_of(path).columns == ("commune",)

    chosen = Choices(columns={"Structure retenue": "name"})
    ActorImporter(SourceListFactory(), choices=chosen).run(path)

    assert ActorImporter(SourceListFactory()).sheet_of(path).columns == ("name", "commune")
