"""What each list says of a grant."""

from django.db import models
from django.db.models import Q

from directory.fields import ToldField
from directory.models import SourceRecord

from .funding import Funding


class FundingTelling(models.Model):
    """What one row of a list told of one grant.

    A grant stays as long as a telling or a hand holds it. Without a grant, a telling waits for somebody to say
    whether it tells one that is there, or it told one that a hand removed.
    """

    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="tellings", verbose_name="ligne importée")
    rank = models.PositiveSmallIntegerField("rang dans la ligne")
    funding = models.ForeignKey(
        Funding,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tellings",
        verbose_name="aide",
        help_text="La même aide, si elle est déjà dans le répertoire.",
    )
    is_undecided = models.BooleanField("à décider", default=False)
    told = ToldField("ce que dit la ligne", default=dict)
    values = ToldField("dernières valeurs importées", default=dict)

    class Meta:
        verbose_name = "aide dite par une liste"
        verbose_name_plural = "aides dites par les listes"
        ordering = ["record", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "rank"],
                name="grant_is_told_once_by_a_row",
                violation_error_message="Cette ligne a déjà dit cette aide.",
            ),
            models.CheckConstraint(
                condition=Q(is_undecided=False) | Q(funding=None),
                name="undecided_telling_has_no_grant",
                violation_error_message="Une aide à décider n’est encore aucune de celles du répertoire.",
            ),
        ]

    def __str__(self):
        return f"{self.record.source_list}, {self.record.key}"
