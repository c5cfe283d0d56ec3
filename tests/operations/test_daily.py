"""What is due every day is done, be one of the tasks broken."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from operations.management.commands import daily

pytestmark = pytest.mark.django_db


def test_every_task_is_done_though_one_fails(monkeypatch):
    monkeypatch.setattr(daily, "TASKS", ("no_such_command", "erase_reports"))
    out = StringIO()

    with pytest.raises(CommandError, match="no_such_command"):
        call_command("daily", stdout=out)

    assert "Signalements effacés" in out.getvalue()


def test_day_without_anything_to_do_is_quiet():
    call_command("daily", stdout=StringIO())
