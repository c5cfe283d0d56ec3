"""Lists as files for spreadsheets, read by something else than what writes them."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.utils.timezone import localdate
from hypothesis import example, given
from hypothesis import strategies as st

from directory.registry import KINDS
from finding.formats.sheet import BOM, cell, lines
from projects.models import Project
from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    FunderFactory,
    FundingFactory,
    MetierFactory,
    ProjectFactory,
    RoundFactory,
    SourceListFactory,
    SourceRecordFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db

SEARCHED = KINDS.searched()


def read(response, delimiter=";"):
    """The rows of a file, by heading."""
    text = response.getvalue().decode()
    assert text.startswith(BOM)
    return list(csv.DictReader(StringIO(text.removeprefix(BOM), newline=""), delimiter=delimiter))


@pytest.fixture
def project():
    dax = CommuneFactory(name="Dax", code="40088")
    carrier = ActorFactory(name="Association", siret="12345678200010", rna="W123456789")
    call = CallFactory(name="Cultures connectées")
    project = ProjectFactory(
        name="Carte", metiers=[MetierFactory(name="médiation")], territories=[dax], holder=carrier, data_date="2025-06"
    )
    FundingFactory(
        project=project,
        funder=FunderFactory(name="Région", is_public_body=True),
        amount_voted="12500.50",
        call=call,
        round=RoundFactory(call=call, name="Édition 2025"),
    )
    Project._base_manager.update(edited_at=datetime(2026, 11, 29, 23, 30, tzinfo=UTC))  # the next day, in Paris
    source_list = SourceListFactory(gathered_on="2026-11")
    SourceRecordFactory(source_list=source_list, identifier=project.identifier)
    return project


def test_file_tells_what_is_known_of_an_entry(client, project):
    (row,) = read(client.get("/projets/?format=csv"))

    told = {
        "Identifiant permanent": project.identifier,
        "Nom": "Carte",
        "Adresse de la fiche": f"http://testserver{project.get_absolute_url()}",
        "Métiers": "médiation",
        "Porteurs": "Association",
        "SIRET des porteurs": "12345678200010",
        "Codes Insee des communes": "40088",
        "Financeurs": "Région",
        "Dispositifs": "Cultures connectées",
        "Éditions": "Édition 2025",
        "Aides publiques, voté net (€)": "12500,5",
        "Date de la donnée": "2025-06",
        "Source relevée le": "2026-11",
        "Mise à jour de la fiche": "2026-11-30",
    }
    assert {heading: row[heading] for heading in told} == told


def test_file_is_named_after_the_list_and_the_day(client):
    response = client.get("/tiers-lieux/?format=csv")

    assert response.headers["Content-Disposition"] == f'attachment; filename="tiers-lieux-{localdate()}.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_file_may_be_written_as_programs_read_it(client, project):
    (row,) = read(client.get("/projets/?format=csv&separateur=virgule"), ",")

    assert row["Aides publiques, voté net (€)"] == "12500.5"


def test_file_holds_all_the_entries_in_the_order_that_is_asked(client):
    for number in range(12):
        ProjectFactory(name=f"Projet {number:02}")

    rows = read(client.get("/projets/?format=csv&tri=titre&page=2"))

    assert [row["Nom"] for row in rows] == [f"Projet {number:02}" for number in range(12)]


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_file_of_nothing_has_its_headings(client, kind):
    response = client.get(f"{kind.list_url}?format=csv&q=introuvable&territoire=inconnu")

    assert response.getvalue().decode() == BOM + lines([[column.heading for column in kind.columns]], ";")


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_file_costs_as_many_queries_for_one_entry_as_for_three(client, kind, django_assert_max_num_queries):
    def queries():
        client.get(kind.list_url)
        with django_assert_max_num_queries(50) as captured:
            read(client.get(f"{kind.list_url}?format=csv"))
        return len(captured)

    factory_of(kind.name)()
    one = queries()
    factory_of(kind.name)(), factory_of(kind.name)()

    assert queries() == one


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_columns_have_one_name_and_one_heading_each(kind):
    for told in ([one.name for one in kind.columns], [one.heading for one in kind.columns]):
        assert len({*told}) == len(told)


def test_nothing_is_read_while_what_was_read_is_not_sent(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("finding.kinds.CHUNK", 2)
    for _ in range(5):
        ActorFactory()
    parts = iter(client.get("/acteurs/?format=csv").streaming_content)

    with django_assert_num_queries(0):
        next(parts)

    assert [part.count(b"\r\n") for part in parts] == [2, 2, 1]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "oui"),
        (-3, -3),
        (Decimal("-40000.00"), "-40000"),
        (Decimal("1250.50"), "1250,5"),
        (Decimal("0.00"), "0"),
        (45.25, "45,25"),
        (date(2026, 12, 1), "2026-12-01"),
        (["a", "b"], "a | b"),
        ([], ""),
        ("=1+1", "'=1+1"),
        ("-1", "'-1"),
        (["@a", "b"], "'@a | b"),
    ],
)
def test_cell_keeps_numbers_and_makes_texts_of_formulas(value, expected):
    assert cell(value) == expected


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2), min_size=1))
@example([["=cmd|' /C calc'!A0", 'a\r\nb;"c"']])
def test_no_text_becomes_a_formula_or_another_cell(rows):
    written = lines([[cell(value) for value in row] for row in rows], ";")

    found = list(csv.reader(StringIO(written, newline=""), delimiter=";"))

    assert [[value.removeprefix("'") for value in row] for row in found] == [
        [value.removeprefix("'") for value in row] for row in rows
    ]
    assert not any(value.startswith(tuple("=+-@\t\r\n")) for row in found for value in row)
