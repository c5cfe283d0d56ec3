"""Reading files and cells, merging with what staff edited, bringing the thesaurus."""

from datetime import date, datetime
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from curation.imports.cells import Cells, check_columns
from curation.imports.reading import UnreadableError, read_sheet
from curation.imports.reading.sheet import Row, Sheet
from curation.imports.reconcile import reconcile
from curation.imports.report import Heading, Outcome, Report
from curation.imports.terms import current_thesaurus
from directory.models import Term, TermLabel
from projects.models import Project
from tests.programme import PROGRAMME, bring, changed, told
from tests.staff import rewrite


def saved(tmp_path, data):
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    return path


def workbook(tmp_path, *rows, others=0):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for _ in range(others):
        book.create_sheet()
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_any_spreadsheet_is_read(tmp_path, delimiter, encoding):
    text = f"nom{delimiter}œuvre\r\nÉlan{delimiter}« Été »\r\n"

    sheet = read_sheet(saved(tmp_path, text.encode(encoding)))

    assert sheet.columns == ("nom", "œuvre")
    assert sheet.rows == (Row(2, {"nom": "Élan", "œuvre": "« Été »"}),)
    assert bool(sheet.notes) == (encoding == "cp1252")


def test_row_keeps_the_number_that_a_spreadsheet_shows(tmp_path):
    path = saved(tmp_path, b'a,b\n"deux\nlignes",x\n,\n1,2\n')

    lines = [row.line for row in read_sheet(path).rows]

    assert lines == [2, 4]


@pytest.mark.parametrize("start", ["\n \n", ";;\n\n", "\nsep=;\n", '\r\n"SEP=;"\r\n'])
def test_what_stands_above_the_columns_is_skipped_and_counted(tmp_path, start):
    sheet = read_sheet(saved(tmp_path, f"{start}a;b\n\n1;2\n".encode()))

    assert (sheet.columns, sheet.line) == (("a", "b"), 3)
    assert sheet.rows == (Row(5, {"a": "1", "b": "2"}),)


def test_announced_delimiter_is_the_one(tmp_path):
    sheet = read_sheet(saved(tmp_path, b"sep=;\na;b,c,d\n"))

    assert sheet.columns == ("a", "b,c,d")


def test_blank_lines_of_a_workbook_are_counted(tmp_path):
    sheet = read_sheet(workbook(tmp_path, [None], ["nom"], [None], ["Élan"]))

    assert (sheet.columns, sheet.line, sheet.rows) == (("nom",), 2, (Row(4, {"nom": "Élan"}),))


def test_columns_are_known_whatever_their_case_and_spaces():
    sheet = Sheet(("Title", "CALL SLUG", "Autre"), (Row(2, {"Title": "a", "CALL SLUG": "b", "Autre": "c"}),))

    found = sheet.called(["title", "call_slug"])

    assert found.columns == ("title", "call_slug", "Autre")
    assert found.rows[0].cells == {"title": "a", "call_slug": "b", "Autre": "c"}


def test_accents_of_a_mac_are_composed(tmp_path):
    path = saved(tmp_path, "nom\nE\u0301lan\n".encode())

    assert read_sheet(path).rows[0].cells == {"nom": "Élan"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "vide"),
        (b"nom,nom\n", "répétées"),
        (b"nom,Nom\n", "répétées"),
        (b"nom\na,b\n", "ligne 2 a 2 cellules pour 1 colonne :"),
        (b'nom\n"a\n', "mal formé"),
        (b"nom\n\x81\n", "Encodage inconnu"),
        (b"\xd0\xcf\x11\xe0", "ne se lit pas"),
        (b"PK\x03\x04", "ne se lit pas"),
    ],
)
def test_file_that_is_no_table_is_refused(tmp_path, data, message):
    with pytest.raises(UnreadableError, match=message):
        read_sheet(saved(tmp_path, data))


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="ne s’ouvre pas"):
        read_sheet(tmp_path / "nowhere.csv")


def test_workbook_gives_texts(tmp_path):
    moment = datetime(2025, 4, 17, 18, 30)  # noqa: DTZ001
    path = workbook(tmp_path, list("abcdefg"), [2015.0, 12.5, 33, True, date(2025, 4, 17), moment, None])

    (row,) = read_sheet(path).rows

    assert list(row.cells.values()) == ["2015", "12.5", "33", "oui", "2025-04-17", "2025-04-17T18:30", ""]


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [(0.6, "0%", "60"), (0.07, "0.00%", "7"), (0.125, "0.0 %", "12.5"), (1, "0%", "100"), (60, '0" %"', "60")],
)
def test_percentage_of_a_workbook_is_read_as_it_shows(tmp_path, value, style, text):
    book = Workbook()
    book.active.append(["taux"])
    book.active.append([value])
    book.active["A2"].number_format = style
    book.save(tmp_path / "taux.xlsx")

    assert [row.cells["taux"] for row in read_sheet(tmp_path / "taux.xlsx").rows] == [text]


@pytest.mark.parametrize("length", [0, 60, 300])
@pytest.mark.parametrize("part", ["sheet1.xml", "workbook.xml", "styles.xml", "[Content_Types].xml"])
def test_damaged_workbook_is_refused_in_a_sentence(tmp_path, part, length):
    sound, broken = workbook(tmp_path, ["nom"], ["Élan"]), tmp_path / "broken.xlsx"
    with ZipFile(sound) as whole, ZipFile(broken, "w") as cut:
        for name in whole.namelist():
            cut.writestr(name, whole.read(name)[: length if name.endswith(part) else None])

    with pytest.raises(UnreadableError, match="Ce classeur ne se lit pas"):
        read_sheet(broken)


def test_workbook_with_altered_bytes_is_refused_in_a_sentence(tmp_path):
    path = workbook(tmp_path, ["nom"], ["Élan"])
    data = path.read_bytes()
    start = data.index(b"sheet1.xml") + 20

    path.write_bytes(data[:start] + b"\xff" * 40 + data[start + 40 :])

    with pytest.raises(UnreadableError, match="Ce classeur ne se lit pas"):
        read_sheet(path)


def test_workbook_with_several_sheets_says_which_is_read(tmp_path):
    path = workbook(tmp_path, ["nom"], ["Élan"], others=1)

    assert read_sheet(path).notes == ("seule la première feuille, « Sheet », est lue",)


def test_formula_is_refused(tmp_path):
    report = Report("essai")

    Cells(read_sheet(workbook(tmp_path, ["a"], ["=1+1"])).rows[0], report)

    assert told(report, Heading.REFUSED) == [(2, "a", "=1+1", "une formule ne se lit pas : écrire sa valeur")]


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "a\x00b", "a\u202eb", "a\u2067b"])
def test_cell_that_holds_no_text_is_refused(value):
    report = Report("essai")

    Cells(Row(2, {"a": value}), report)

    assert report.is_refused


@pytest.mark.parametrize("title", ["MÃ©diation", "M\ufffddiation", "Au cÅ“ur de lâ€™Ã®le"])
def test_spoilt_accents_are_a_doubt_and_no_refusal(title):
    report = Report("essai")

    Cells(Row(2, {"title": title}), report)

    assert [cell[:3] for cell in told(report, Heading.DOUBT)] == [(2, "title", title)]
    assert not report.is_refused


@pytest.mark.django_db
def test_turning_sign_keeps_a_file_out(tmp_path):
    report = bring(changed(tmp_path, "projects", title="Atelier \u202egnp.exe"))

    assert (2, "title", "Atelier �gnp.exe") in [cell[:3] for cell in told(report, Heading.REFUSED)]
    assert not Project.objects.exists()


def zipped(tmp_path, **parts):
    """A workbook whose parts hold what is given."""
    path = workbook(tmp_path, ["nom"], ["Élan"])
    with ZipFile(path) as book:
        held = {name: book.read(name) for name in book.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for name, content in (held | parts).items():
            book.writestr(name, content)
    return path


def test_workbook_that_unfolds_too_far_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    path = zipped(tmp_path, **{"xl/sharedStrings.xml": bytes(51 * 1024 * 1024)})
    monkeypatch.setattr("curation.imports.reading.workbooks.load_workbook", None)

    with pytest.raises(UnreadableError, match="trop grand : 51 Mo une fois ouvert, 50 au plus"):
        read_sheet(path)


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("rows", "most"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', {}),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', {"MAX_CELLS": 16_383}),
    ],
)
def test_workbook_of_too_many_cells_is_refused(tmp_path, monkeypatch, rows, most):
    path = zipped(tmp_path, **{"xl/worksheets/sheet1.xml": SHEET.format(rows)})
    for name, value in most.items():
        monkeypatch.setattr(f"curation.imports.reading.book.{name}", value)

    with pytest.raises(UnreadableError, match="trop grand"):
        read_sheet(path)


def test_csv_of_too_many_rows_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="50\u00a0000 lignes"):
        read_sheet(saved(tmp_path, b"a\n" + b"1\n" * 50_000))


def read(method, value, **options):
    """What a cell says, and whether it is refused."""
    report = Report("essai")
    cells = Cells(Row(2, {"a": value}), report)
    return getattr(cells, method)("a", **options), report.is_refused


@pytest.mark.parametrize(
    ("value", "amount"),
    [("25000", 25000), ("25 000 €", 25000), ("25\u202f000,5", Decimal("25000.5")), ("0", 0), ("", None)],
)
def test_amount_is_read(value, amount):
    assert read("amount", value) == (amount, False)


@pytest.mark.parametrize("value", ["25.000", "25,000", "-1", "vingt", "25 k€", "12345678901", "1e5"])
def test_amount_that_may_be_read_in_two_ways_is_refused(value):
    assert read("amount", value) == (None, True)


@pytest.mark.parametrize(("value", "rate"), [("50", 50), ("12,5 %", Decimal("12.5"))])
def test_percentage_is_read(value, rate):
    assert read("percentage", value) == (rate, False)


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("percentage", "101"),
        ("year", "15"),
        ("year", "3015"),
        ("date", "17/13/2025"),
        ("yes", "peut-être"),
        ("url", "ftp://exemple.fr"),
        ("url", "exemple"),
        ("url", "https://exemple .fr"),
        ("url", "http://[exemple"),
    ],
)
def test_wrong_cell_is_refused(method, value):
    assert read(method, value)[1] is True


def test_items_are_told_once():
    assert read("items", " a ; b;a;; ") == (("a", "b"), False)


def test_text_that_is_too_long_is_refused():
    assert read("line_of_text", "a" * 251)[1] is True


def test_columns_that_are_missing_or_unknown_refuse_the_file():
    report = Report("essai")

    check_columns(Sheet(("a", "x"), ()), ("a", "b"), ("c",), report)

    assert [(value, message) for _, _, value, message in told(report, Heading.REFUSED)] == [
        ("b", "il manque ces colonnes"),
        ("x", "ces colonnes sont inconnues"),
    ]


def test_columns_that_are_missing_are_told_whole():
    report, required = Report("essai"), [f"colonne_{number}" for number in range(30)]

    check_columns(Sheet(("a",), (), line=3), required, ("a",), report)

    assert f"ligne 3, «\u00a0{', '.join(required)}\u00a0»" in str(report.of(Heading.REFUSED)[0])


def test_merge_follows_the_file_where_staff_did_not_edit():
    reconciled = reconcile({"a": 1, "b": 1}, {"a": 1, "b": 2}, {"a": 3, "b": 3})

    assert (reconciled.changes, reconciled.kept) == ({"a": 3}, {"b": 2})
    assert reconciled.imported == {"a": 3, "b": 1}


def test_merge_fills_only_what_is_empty_in_an_entry_that_no_import_made():
    reconciled = reconcile({}, {"a": "", "b": "à la main"}, {"a": "x", "b": "y"})

    assert (reconciled.changes, reconciled.kept) == ({"a": "x"}, {"b": "à la main"})


def test_report_says_where_and_what():
    report = Report("essai")

    report.tell(Heading.REFUSED, 12, "call_slug", "xyz", "dispositif inconnu")

    assert list(report.lines()) == [
        "À corriger (1)",
        "  ligne 12, colonne call_slug, «\u00a0xyz\u00a0»\u00a0: dispositif inconnu",
    ]


def test_report_counts():
    report = Report("essai")

    report.outcomes.update([Outcome.CREATED, Outcome.CREATED, Outcome.UNCHANGED])

    assert report.counts == "2 créées, 0 modifiée, 1 inchangée"


# The thesaurus


@pytest.fixture
def thesaurus(db):
    bring(PROGRAMME / "thesaurus.csv")


def test_thesaurus_has_two_levels_and_other_writings(thesaurus):
    term = Term.objects.get(name="archéologie")

    assert term.parent.name == "patrimoine"
    assert {label.label for label in TermLabel.objects.filter(term__name="réalité virtuelle")} == {"RV", "VR"}
    assert Term.objects.protected().count() == 3


def test_thesaurus_comes_once(thesaurus):
    report = bring(PROGRAMME / "thesaurus.csv")

    assert report.counts == "0 créée, 0 modifiée, 19 inchangées"


def test_term_that_staff_renamed_or_deleted_stays_so(thesaurus):
    rewrite(Term.objects.get(slug="musique"), name="musiques")
    Term.objects.get(slug="fablab").delete()
    TermLabel.objects.filter(label="VR").delete()

    report = bring(PROGRAMME / "thesaurus.csv")

    assert report.counts == "0 créée, 0 modifiée, 19 inchangées"
    assert not TermLabel.objects.filter(label__in=["VR", "fab lab"]).exists()
    assert Term.objects.get(slug="musique").name == "musiques"


def test_thesaurus_follows_its_file_where_staff_did_not_edit(thesaurus, tmp_path):
    path = changed(tmp_path, "thesaurus", row=2, definition="Autre définition.", labels="médiation culturelle|méd.")

    report = bring(path)

    assert report.counts == "0 créée, 1 modifiée, 18 inchangées"
    assert Term.objects.get(name="médiation").definition == "Autre définition."
    assert current_thesaurus().find("metier", "Méd.").slug == "mediation"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"vocabulary": "inconnu"}, "valeur inconnue"),
        ({"term": "fablab"}, "répète la ligne"),
        ({"parent": "inconnu"}, "terme inconnu"),
        ({"labels": "RV"}, "désigne déjà un terme"),
        ({"labels": "réalité virtuelle"}, "déjà un terme"),
        ({"labels": "x" * 121}, "120 caractères"),
        ({"vocabulary": "discipline", "parent": "archéologie"}, "sans terme général lui-même"),
        ({"term": "VR"}, "déjà une autre écriture"),
    ],
)
def test_wrong_thesaurus_is_refused_whole(db, tmp_path, cells, message):
    report = bring(changed(tmp_path, "thesaurus", row=7, **cells))

    assert message in str(report.of(Heading.REFUSED)[-1])
    assert not Term.objects.exists()


@pytest.mark.parametrize("text", ["VR", "réalité virtuelle", "Réalités virtuelles", "REALITE VIRTUELLE"])
def test_thesaurus_knows_every_writing_of_a_term(thesaurus, text):
    assert current_thesaurus().find("technologie", text).slug == "realite-virtuelle"


def test_thesaurus_does_not_guess(thesaurus):
    found = current_thesaurus()

    assert found.find("technologie", "réalité") is None
    assert found.find("discipline", "VR") is None


def test_type_is_read_at_the_beginning_of_a_name(thesaurus):
    found = current_thesaurus()

    assert found.at_the_beginning("porteur", "Ville de Cenon").slug == "commune"
    assert found.at_the_beginning("porteur", "Villeneuve en scène") is None
