"""The content shipped for the region: it takes half a minute to load, so that one process loads it once for all."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Keep these tests together when the suite runs on several processes."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("shipped"))


@pytest.fixture(scope="package")
def content(django_db_setup, django_db_blocker):
    """What loading the content says; it stays in the database for all the tests of this folder."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def load():
    out = StringIO()
    call_command("load_content", stdout=out)
    return out.getvalue()
