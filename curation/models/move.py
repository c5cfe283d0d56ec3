"""How far an entry goes towards readers, step by step: who moved it, when, with which word."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery

from directory.models import Entry

Status = Entry.Status
SHOWN = 4  # steps on the form of an entry


class MoveQuerySet(models.QuerySet):
    def made_by(self, user):
        """The making of entries by an account."""
        return self.filter(before="", by=user)

    def told_of(self, identifier):
        """The last steps of an entry, the latest first."""
        return self.filter(identifier=identifier).select_related("by").order_by("-pk")[:SHOWN]

    def asking(self):
        """The asking for a review."""
        return self.filter(after=Status.REVIEW).exclude(before=Status.REVIEW)

    def asker_of(self, identifier):
        """The account that asked last that an entry be read; None when nobody did, or its account is no more."""
        last = self.asking().filter(identifier=identifier).select_related("by").last()
        return last.by if last else None

    def sent_back_to(self, user):
        """The identifiers of the drafts that came back to whoever asked that they be read."""
        of_the_entry = Move.objects.filter(identifier=OuterRef("identifier")).order_by("-pk")
        last, asked = of_the_entry.values("pk")[:1], of_the_entry.asking().values("by")[:1]
        back = self.filter(before=Status.REVIEW, after=Status.DRAFT).exclude(by=user)
        return back.annotate(last=Subquery(last), asker=Subquery(asked)).filter(pk=models.F("last"), asker=user.pk)


class Move(models.Model):
    """Somebody made an entry, asked that it be read, said a word of it, sent it back, published it, withdrew it."""

    identifier = models.CharField("identifiant de la fiche", max_length=16, db_index=True)
    before = models.CharField("statut d’avant", max_length=10, choices=Status, blank=True)  # none: it is made
    after = models.CharField("statut", max_length=10, choices=Status)  # the same: a word, and nothing else
    word = models.TextField("mot", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="moves", verbose_name="par"
    )
    at = models.DateTimeField("le", auto_now_add=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = "étape de publication"
        verbose_name_plural = "étapes de publication"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.done} : {self.word}" if self.word else self.done

    @property
    def done(self):
        """What was done, in words."""
        if self.before == self.after:
            return "un mot"
        match self.before, self.after:
            case "", Status.DRAFT:
                return "créée"
            case _, Status.REVIEW:
                return "relecture demandée"
            case Status.REVIEW, Status.DRAFT:
                return "renvoyée"
            case _, Status.DRAFT:
                return "remise en brouillon"
            case _, Status.PUBLISHED:
                return "publiée"
        return "retirée"
