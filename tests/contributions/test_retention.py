"""What is kept of reports, and until when."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from contributions.models import Report
from tests.contributions.sending import send
from tests.factories import ReportFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def erase():
    out = StringIO()
    call_command("erase_reports", stdout=out)
    return out.getvalue().strip()


def test_reports_are_erased_after_a_year_whatever_their_state():
    for state in Report.State:
        ReportFactory(received_at=datetime(2026, 3, 2, 12, tzinfo=UTC), state=state)
    young = ReportFactory(received_at=datetime(2026, 3, 2, 12, 1, tzinfo=UTC))

    told = [erase(), erase()]

    assert told == ["Signalements effacés : 4.", "Signalements effacés : 0."]
    assert list(Report.objects.all()) == [young]


def test_report_is_erased_on_the_day_that_its_receipt_tells():
    report = ReportFactory(received_at=NOON - timedelta(days=365))

    assert report.kept_until == NOON.date()
    assert erase() == "Signalements effacés : 1."


def test_sender_is_forgotten_after_an_hour():
    ReportFactory(sender="ancien", received_at=NOON - timedelta(hours=1))
    ReportFactory(sender="neuf", received_at=NOON - timedelta(minutes=59))

    erase()

    assert set(Report.objects.values_list("sender", flat=True)) == {"", "neuf"}


def test_report_that_comes_makes_the_old_ones_go(client):
    ReportFactory(received_at=NOON - timedelta(days=366))
    ReportFactory(sender="ancien", received_at=NOON - timedelta(hours=2))

    send(client)

    assert Report.objects.count() == 2
    assert not Report.objects.filter(sender="ancien").exists()


def test_privacy_page_tells_how_long(client):
    page = client.get("/donnees-personnelles/").content.decode()

    assert 'id="signalements"' in page
    assert "un an après l’avoir reçu" in page
