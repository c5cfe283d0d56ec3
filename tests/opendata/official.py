"""Grants that lack nothing, and what the official schemas say of a file."""

import csv
import json
from datetime import date
from decimal import Decimal
from io import StringIO

from frictionless import Resource, Schema

from projects.models import Funding
from tests.factories import FundingFactory
from tests.sources import ROOT

SCHEMAS = ROOT / "tests" / "opendata" / "schemas"
SIRET, RNA = "20005375900011", "W332000001"


def whole(**but):
    """A grant that lacks nothing."""
    told = {
        "amount_voted": Decimal("12500.50"),
        "convention_date": date(2024, 5, 3),
        "decision_reference": "24.CP.12",
        "payment_terms": Funding.Payment.STAGED,
        "paid_from": date(2024, 6, 1),
        "paid_until": date(2025, 6, 1),
        "eu_notified": False,
    }
    return FundingFactory(**told | but)


def lines_of(text):
    return list(csv.DictReader(StringIO(text)))


def problems(text, name):
    """What the official schema, as the register publishes it, refuses of a file."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
    schema.pop("custom_checks", None)  # of Validata alone: numbers are checked when they are written
    resource = Resource(data=text.encode(), format="csv", schema=Schema.from_descriptor(schema))
    return [error.message for task in resource.validate().tasks for error in task.errors]
