"""Two entries that may be one."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q


class DoubleQuerySet(models.QuerySet):
    def among(self, entries):
        """The pairs of which both are among some entries, and that nobody parted.

        Each entry is looked up by its identifier: in a list of all of them, SQLite would go through it for each pair.
        """
        there = entries.filter(merged_into=None).order_by()
        both = [Exists(there.filter(identifier=OuterRef(name))) for name in ("one", "other")]
        return self.filter(*both, is_apart=False)


class Double(models.Model):
    """A pair of entries that look alike, and whether somebody said that they are two: it is asked no more then."""

    one = models.CharField("identifiant de la première", max_length=16)  # in the order of the alphabet
    other = models.CharField("identifiant de la seconde", max_length=16, db_index=True)
    reason = models.CharField("en quoi elles se ressemblent", max_length=100)
    score = models.PositiveSmallIntegerField("à quel point", default=0)  # of a hundred
    is_apart = models.BooleanField("deux fiches", default=False, db_index=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="dit par"
    )
    said_at = models.DateTimeField("dit le", null=True)

    objects = DoubleQuerySet.as_manager()

    class Meta:
        verbose_name = "doublon probable"
        verbose_name_plural = "doublons probables"
        ordering = ["-score", "one", "other"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="pair_of_entries_is_told_once",
                violation_error_message="Ces deux fiches sont déjà rapprochées.",
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="pair_of_entries_is_in_order",
                violation_error_message="Une fiche n’est pas son propre doublon.",
            ),
        ]

    def __str__(self):
        return f"{self.one}, {self.other} : {self.reason}"
