"""How far an entry goes towards readers, step by step: who moved it, when, with which word."""

from django.conf import settings
from django.db import models

from directory.models import Entry


class MoveQuerySet(models.QuerySet):
    def made_by(self, user):
        """The making of entries by an account."""
        return self.filter(before="", by=user)


class Move(models.Model):
    """Somebody made an entry, asked that it be read, sent it back, published it, withdrew it."""

    identifier = models.CharField("identifiant de la fiche", max_length=16, db_index=True)
    before = models.CharField("statut d’avant", max_length=10, choices=Entry.Status, blank=True)  # none: it is made
    after = models.CharField("statut", max_length=10, choices=Entry.Status)
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
        return f"{self.identifier} : {self.get_before_display() or 'créée'} → {self.get_after_display()}"
