"""The mail to the team: received once, over a real server, and the report kept without it."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from contributions.mailing import claim, mail, message
from contributions.models import Report
from tests.contributions.sending import send, text_of
from tests.contributions.smtp import mail_server
from tests.factories import ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def team(settings):
    settings.PUBLISHER = settings.PUBLISHER | {"email": "equipe@exemple.fr"}
    settings.ADMINS = [("", "admin@exemple.fr")]


@pytest.fixture
def server(settings):
    with mail_server() as server:
        use(settings, server.port)
        yield server


@pytest.fixture
def closed_port(settings):
    """A server that is down."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    use(settings, port)
    return port


def use(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


def send_reports():
    out = StringIO()
    call_command("send_reports", stdout=out)
    return out.getvalue().strip()


def test_mail_is_received_once_by_a_real_server(client, server):
    receipt = client.get(send(client, message="Été 2024 :\n.\nla date est fausse.").url)

    (received,) = [message_from_bytes(one, policy=policy.default) for one in server.received]
    report = Report.objects.get()
    assert received["To"] == "equipe@exemple.fr"
    assert received["Reply-To"] == "lectrice@exemple.fr"
    assert received["Subject"] == f"[{report.reference}] une erreur sur une fiche"
    assert received.get_content_type() == "text/plain"
    assert "Été 2024 :\n.\nla date est fausse." in received.get_content().replace("\r\n", "\n")
    assert f"http://testserver/gestion/contributions/report/{report.pk}/change/" in received.get_content()
    assert report.mailed_at
    assert "Un courriel l’a transmis à l’équipe" in text_of(receipt)
    assert send_reports() == "Courriels partis : 0. En attente : 0."
    assert len(server.received) == 1


def test_report_is_kept_when_the_server_is_down(client, closed_port, caplog):
    receipt = client.get(send(client).url)

    report = Report.objects.get()
    assert report.mailed_at is None
    assert "Connection" in report.mail_failure
    assert "n’est pas parti" in text_of(receipt)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert report.reference in caplog.text
    assert "lectrice@exemple.fr" not in caplog.text


def test_report_that_was_not_mailed_is_sent_by_the_command_once_the_server_is_back(client, closed_port, settings):
    send(client)
    still_down = send_reports()

    with mail_server() as server:
        use(settings, server.port)
        told = [send_reports(), send_reports()]

    assert still_down == "Courriels partis : 0. En attente : 1."
    assert told == ["Courriels partis : 1. En attente : 0.", "Courriels partis : 0. En attente : 0."]
    assert len(server.received) == 1
    assert (Report.objects.get().mail_failure, Report.objects.unmailed().count()) == ("", 0)


def test_next_sender_does_not_wait_for_a_server_that_is_down(client, closed_port, caplog):
    for number in range(3):
        send(client, message=f"Message {number}")

    assert len(caplog.records) == 1
    assert Report.objects.unmailed().count() == 3


def test_report_is_received_when_what_became_of_its_mail_cannot_be_written(client, monkeypatch):
    def locked(report):
        raise OperationalError("database is locked")

    monkeypatch.setattr("contributions.mailing.claim", locked)

    assert send(client).status_code == 302


def test_mail_that_another_process_is_sending_is_not_sent_twice(mailoutbox):
    report = ReportFactory()
    claim(report)

    assert mail(report) is False
    assert mailoutbox == []


def test_mail_of_a_process_that_died_is_sent(mailoutbox):
    report = ReportFactory(mailing_since=timezone.now() - timedelta(minutes=11))

    assert mail(report) is True
    assert len(mailoutbox) == 1


def test_mail_of_a_report_that_the_team_has_found_is_not_sent(mailoutbox):
    ReportFactory(state="traite")

    assert send_reports() == "Courriels partis : 0. En attente : 0."
    assert mailoutbox == []


def test_administrators_are_told_when_the_team_has_no_address(settings, mailoutbox):
    settings.PUBLISHER = settings.PUBLISHER | {"email": ""}

    mail(ReportFactory())

    assert [one.to for one in mailoutbox] == [["admin@exemple.fr"]]


@pytest.mark.parametrize(
    "without",
    [
        {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"},
        {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"},
        {"PUBLISHER": {"email": ""}, "ADMINS": []},
    ],
)
def test_receipt_says_that_no_mail_leaves(client, settings, capsys, without):
    for name, value in without.items():
        setattr(settings, name, getattr(settings, name) | value if name == "PUBLISHER" else value)

    receipt = client.get(send(client).url)

    assert "Aucun courriel ne l’en prévient" in text_of(receipt)
    assert Report.objects.unmailed().count() == 1
    assert "La date est fausse" not in capsys.readouterr().out
    with pytest.raises(CommandError, match="1 signalements attendent"):
        send_reports()


@pytest.mark.parametrize("email", ["a@exemple.fr\nBcc: b@exemple.fr", "a@exemple.fr\r\n\r\nCorps"])
def test_line_break_never_makes_a_header(email):
    """The form refuses it; were it stored, the mail would not leave."""
    report = ReportFactory(email=email)

    assert mail(report) is False
    assert "BadHeaderError" in Report.objects.get().mail_failure


def test_mail_is_plain_text_whatever_is_written():
    report = ReportFactory(message="<b>Gras</b> & {{ report }}\nBcc: autre@exemple.fr", page_title="L’été & co")

    sent = message(report).message()

    assert sent.get_content_type() == "text/plain"
    assert sent["Bcc"] is None
    assert "<b>Gras</b> & {{ report }}\nBcc: autre@exemple.fr" in message(report).body


def test_each_attempt_is_the_same_message():
    report = ReportFactory()

    assert len({message(report).message()["Message-ID"] for _ in range(2)}) == 1
