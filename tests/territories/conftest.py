"""The reference shipped with the project, read once."""

from pathlib import Path

import pytest

from territories.imports.reference import read_reference
from territories.matching.answers import Commune, FormerName, departement_of
from territories.matching.matcher import CommuneMatcher

REFERENCE = Path(__file__).parents[2] / "data" / "nouvelle_aquitaine" / "territories"


@pytest.fixture(scope="session")
def reference():
    return read_reference(REFERENCE)


@pytest.fixture(scope="session")
def communes(reference):
    return [
        Commune(row.code, row.name, departement_of(row.code), tuple(row.postal_codes.split()))
        for row in reference.territories
        if row.kind == "commune"
    ]


@pytest.fixture(scope="session")
def matcher(reference, communes):
    former = [FormerName(row.name, row.code, row.old_code, row.ended_on) for row in reference.former_names]
    departements = {row.code: row.name for row in reference.territories if row.kind == "departement"}
    return CommuneMatcher(communes, former, departements)
