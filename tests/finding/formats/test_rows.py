"""Lists as JSON lines: the columns under their names, with the types that programs count with."""

import json
from datetime import date
from decimal import Decimal

import pytest

from finding.formats.rows import plain
from tests.factories import FundingFactory, MetierFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_line_tells_an_entry_by_the_names_of_columns(client):
    project = ProjectFactory(name="Carte\nà jour", metiers=[MetierFactory(name="médiation")], website="")
    FundingFactory(project=project, funder__is_public_body=True, amount_voted="12500.50")

    response = client.get("/projets/?format=jsonl")
    (line,) = response.getvalue().decode().splitlines()

    wanted = {"identifier": project.identifier, "metiers": ["médiation"], "public_amount": 12500.5, "website": None}
    told = json.loads(line)
    assert {name: told[name] for name in wanted} == wanted
    assert response.headers["Content-Disposition"].endswith('.jsonl"')


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        (True, True),
        (0, 0),
        (Decimal("40000.00"), 40000),
        (Decimal("1250.50"), 1250.5),
        (date(2026, 12, 1), "2026-12-01"),
        ([], []),
        ("=1+1", "=1+1"),
    ],
)
def test_value_keeps_its_type(value, expected):
    assert (plain(value), type(plain(value))) == (expected, type(expected))
