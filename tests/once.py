"""Rows that are long to make: made once for a module, found as they were by each of its tests."""

import pytest
from django.db import transaction


def once(make):
    """A fixture that makes rows for all the tests of a module; what each of them writes is undone after it.

    From the first test that asks for them, all the tests of the module find the rows in the database.
    """

    @pytest.fixture(scope="module")
    def rows(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return rows
