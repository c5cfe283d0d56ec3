"""What people outside of the team send."""

from datetime import timedelta

from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from directory.models.identifiers import new_identifier

KEPT = timedelta(days=365)
SENDER_KEPT = timedelta(hours=1)  # what a limit for each hour needs, and no more
RECEIPT = "contributions.receipt"  # what its signature is good for


def new_reference():
    """Draw « S-2026-7K3Q9XMB »: it tells neither the number of reports nor another reference."""
    return f"S-{timezone.localdate().year}-{new_identifier('').upper()}"


class ReportQuerySet(models.QuerySet):
    def to_handle(self):
        """Nobody has begun."""
        return self.filter(state=Report.State.TO_HANDLE)

    def in_hand(self):
        return self.filter(state=Report.State.IN_HAND)

    def removals(self):
        return self.filter(subject=Report.Subject.REMOVAL)

    def unmailed(self):
        """The team was not told by mail, and has not found them by itself either."""
        return self.to_handle().filter(mailed_at=None)

    def lately_from(self, sender):
        """Received within the hour from the sender."""
        return self.filter(sender=sender, received_at__gt=timezone.now() - SENDER_KEPT)

    def outdated(self):
        return self.filter(received_at__lte=timezone.now() - KEPT)

    def receive(self, reference, **told):
        """Store a report once, even when two clicks send it at the same time. Return (report, whether it is new).

        Another text under the same reference comes from a form that was sent, gone back to and changed: it is another
        report, or what was written the second time would be lost.
        """
        report, is_new = self.get_or_create(reference=reference, defaults=told)
        if is_new or all(getattr(report, name) == value for name, value in told.items()):
            return report, is_new
        return self.create(reference=new_reference(), **told), True

    receive.alters_data = True

    def forget(self):
        """Erase the reports older than a year, and who sent the others more than an hour ago. Return how many went."""
        long_ago = self.filter(received_at__lte=timezone.now() - SENDER_KEPT)
        long_ago.exclude(sender="").update(sender="")
        return self.outdated().delete()[0]

    forget.alters_data = True


class Report(models.Model):
    """What a reader tells the team of the directory: an error, a gap, a wish to be taken out of it.

    What was received is never changed; the team adds how far it is, and its notes.
    """

    class Subject(models.TextChoices):
        ERROR = "erreur", "une erreur sur une fiche"
        GAP = "complement", "une fiche à compléter"
        REMOVAL = "retrait", "demander un retrait (données personnelles, image, droits)"
        OTHER = "autre", "autre"

    class State(models.TextChoices):  # in alphabetical order, these values are in the order in which lists show them
        TO_HANDLE = "a-traiter", "à traiter"
        IN_HAND = "en-cours", "en cours"
        DROPPED = "sans-suite", "sans suite"
        DONE = "traite", "traité"

    reference = models.CharField("référence", max_length=20, unique=True, editable=False, default=new_reference)
    subject = models.CharField("sujet", max_length=10, choices=Subject)
    page = models.CharField("page concernée", max_length=300, blank=True)
    page_title = models.CharField("titre de la page", max_length=300, blank=True)
    identifier = models.CharField("identifiant de la fiche", max_length=16, blank=True)
    message = models.TextField("message")
    email = models.EmailField("adresse de réponse", blank=True)
    received_at = models.DateTimeField("reçu le", default=timezone.now, editable=False)
    sender = models.CharField("empreinte de l’expéditeur", max_length=32, blank=True, editable=False)
    mailed_at = models.DateTimeField("courriel parti le", null=True, editable=False)
    mailing_since = models.DateTimeField("courriel en cours d’envoi depuis", null=True, editable=False)
    mail_failure = models.CharField("échec du courriel", max_length=200, blank=True, editable=False)
    state = models.CharField("état", max_length=10, choices=State, default=State.TO_HANDLE, db_index=True)
    note = models.TextField("note interne", blank=True, help_text="Jamais publiée. Effacée avec le signalement.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "signalement"
        ordering = ["-received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(message=""),
                name="report_has_a_message",
                violation_error_message="Un signalement dit quelque chose.",
            )
        ]

    def __str__(self):
        return self.reference

    @property
    def received_on(self):
        return timezone.localdate(self.received_at)

    @property
    def kept_until(self):
        """The day when it is erased."""
        return timezone.localdate(self.received_at + KEPT)

    @property
    def receipt_url(self):
        """Where its sender reads that it was received: signed, since a reference is told in mails and on the phone."""
        return reverse("contact-receipt", kwargs={"sealed": signing.dumps(self.reference, salt=RECEIPT)})
