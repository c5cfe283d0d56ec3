"""The mail that tells the team of a report: sent once, and the report is there whatever becomes of it."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .models import Report

SENDS_NOTHING = (  # a message that nobody receives is not said to be sent, and what people wrote is not for a log
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
)
FAILURES = (SMTPException, OSError, ValueError)  # the server, the way to it, an address wrongly set
LEASE = timedelta(minutes=10)  # longer than any sending: a process that died while sending is given up
REST = timedelta(minutes=5)

logger = logging.getLogger(__name__)


def recipients():
    """The addresses of the team; none when no mail leaves this installation."""
    if settings.EMAIL_BACKEND in SENDS_NOTHING:
        return []
    team = settings.PUBLISHER["email"]
    return [team] if team else [address for _, address in settings.ADMINS]


def mail_now(report):
    """Mail a report while its sender waits. What fails, or is not tried, is left to `send_reports`."""
    try:
        return not is_resting() and mail(report)
    except DatabaseError:  # it is stored, which is what its sender has to be told
        logger.exception("Report %s is kept, but what became of its mail is not", report.reference)
        return False


def is_resting():
    """Whether the mail of a recent report failed: who writes next does not wait for a server that is down."""
    recent = Report.objects.filter(received_at__gt=timezone.now() - REST)
    return recent.exclude(mail_failure="").exists()


def mail(report):
    """Send a report to the team, if nobody else does it at the same time. Return whether it left."""
    if not recipients() or not claim(report):
        return False
    try:
        message(report).send()
    except FAILURES as error:
        logger.error("Report %s is kept but could not be mailed: %s", report.reference, error)
        report.mail_failure = f"{type(error).__name__} : {error}"[:200]
    else:
        report.mailed_at, report.mail_failure = timezone.now(), ""
    report.mailing_since = None
    report.save(update_fields=["mailed_at", "mail_failure", "mailing_since"])
    return bool(report.mailed_at)


def claim(report):
    """Take the sending of a report for oneself; False when it is sent, or when another process is at it."""
    now = timezone.now()
    free = Report.objects.filter(
        Q(mailing_since=None) | Q(mailing_since__lte=now - LEASE), pk=report.pk, mailed_at=None
    )
    return bool(free.update(mailing_since=now))


def message(report):
    """Plain text. The headers hold our own words and an address that was checked; Django refuses line breaks there."""
    return EmailMessage(
        subject=f"[{report.reference}] {report.get_subject_display()}",
        body=render_to_string("contributions/mail.txt", facts(report)),
        to=recipients(),
        reply_to=[report.email] if report.email else None,
        # the same for each attempt: a mailbox can tell that it has it already
        headers={"Message-ID": f"<{report.reference}@{urlsplit(settings.SITE_URL).hostname}>"},
    )


def facts(report):
    change = reverse("admin:contributions_report_change", args=[report.pk])
    return {
        "report": report,
        "page": f"{settings.SITE_URL}{report.page}" if report.page else "",
        "change": f"{settings.SITE_URL}{change}",
    }
