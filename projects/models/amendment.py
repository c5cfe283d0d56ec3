"""What becomes of a grant after the vote: decisions that change its amount, the last of which may cancel it."""

from decimal import Decimal
from math import inf

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from directory.fields import AmountField, PartialDateField
from directory.models import Recorded, RecordedQuerySet, record
from french.typography import euros

from .oddities import Bounds, oddities


class AmendmentQuerySet(RecordedQuerySet):
    def last_first(self):
        """The one that stands comes first: a cancellation, else the latest; of one date, the one written last."""
        is_cancellation = Case(When(amount=0, then=0), default=1)
        return self.order_by(is_cancellation, "-decided_on", "-pk")


class Amendment(Recorded):
    """A later decision of the funder that changes the amount of a grant (avenant). Brought to 0 €, it is cancelled.

    Each will be a line of the SCDL « Subventions » schema, with its own date and reference.
    """

    BELONGS_TO = "funding"

    funding = models.ForeignKey(
        "projects.Funding", models.CASCADE, related_name="amendments", verbose_name="financement"
    )
    amount = AmountField("nouveau montant (€)", help_text="Le montant entier après la décision. 0 : aide annulée.")
    decided_on = PartialDateField("date de la décision")
    decision_reference = models.CharField("référence de la décision", max_length=100, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "avenant"
        ordering = ["decided_on", "-amount", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="amendment_is_not_negative",
                violation_error_message="Un montant n’est pas négatif.",
            ),
            models.UniqueConstraint(
                fields=["funding", "decided_on", "decision_reference", "amount"],
                name="amendment_is_told_once",
                violation_error_message="Cet avenant est déjà noté.",
            ),
        ]

    def __str__(self):
        return self.in_words(self.amount, self.decided_on, self.decision_reference)

    @classmethod
    def record_owners(cls, rows):
        """A grant is no entry: its project is recorded, or the grant itself when it has none."""
        grants = cls.owner_kind().objects.filter(pk__in=rows)
        cls.owner_kind().record_owners(grants.values_list("project", flat=True))
        record(cls.owner_kind(), grants.alone())

    @classmethod
    def order(cls, amendment):
        """Says of rows in Python what `last_first` says to the database: the greatest stands, the last of equals."""
        return not amendment.amount, amendment.decided_on, amendment.pk or inf

    def doubts(self):
        """Return what a person is asked to confirm of the amount, in sentences."""
        grant = self.funding if self.funding_id else None  # which is saved with it
        return [*oddities(None, self.amount, grant and grant.amount_paid, grant.bounds if grant else Bounds())]

    @property
    def told(self):
        """What tells it from another of its grant, as lists tell it: [date, reference, amount]."""
        return [str(self.decided_on), self.decision_reference, f"{self.amount:.2f}"]

    @classmethod
    def in_words(cls, amount, decided_on, reference):
        """« porté à 8 000 € (3 mai 2024, 24.CP.12) », « annulé (2025) »."""
        became = f"porté à {euros(Decimal(amount))}" if Decimal(amount) else "annulé"
        when = ", ".join(filter(None, (decided_on and decided_on.display, reference)))
        return f"{became} ({when})" if when else became


def net(path=""):
    """The « voté net » of grants in SQL: the amount that stands after the amendments, else the one voted.

    `path` leads to the grants, « fundings__ ». Null: not known. Of one grant in Python, `Funding.net` says the same.
    """
    last = Amendment.objects.filter(funding=OuterRef(f"{path}pk")).last_first()
    return Coalesce(Subquery(last.values("amount")[:1]), F(f"{path}amount_voted"))


def is_cancelled(path=""):
    """Whether grants are cancelled, in SQL; of one in Python, `Funding.is_cancelled`."""
    return Q(Exists(Amendment.objects.filter(funding=OuterRef(f"{path}pk"), amount=0))) & ~Q(
        **{f"{path}amount_voted": 0}
    )
