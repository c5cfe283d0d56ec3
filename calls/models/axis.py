"""An axis of a round: what part of it one applies to."""

from django.db import models
from django.utils.text import slugify

from directory.fields import KeyField, UniqueKey
from directory.likeness import Comparable, Likeness, Verdict
from directory.models import Sourced
from french.folding import fold

from .funded import Funded
from .round import Round


class Axis(Comparable, Funded, Sourced):
    """An axis of a round: axes change from one year to the next."""

    PARENT = BELONGS_TO = "round"
    WITHIN = ("round", "key")
    REFUSAL = "Des financements de cet axe sont de son ancienne édition : détachez-les d’abord de l’axe."

    round = models.ForeignKey(Round, models.CASCADE, related_name="axes", verbose_name="édition")
    name = models.CharField("axe", max_length=150)
    slug = models.SlugField(max_length=150, editable=False)
    key = KeyField()
    definition = models.TextField("ce qu’il finance", blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "axe"
        verbose_name_plural = "axes"
        ordering = ["position", "pk"]
        constraints = [
            UniqueKey(
                fields=["round", "key"],
                name="axis_is_told_once_in_its_round",
                violation_error_message="Cette édition a déjà cet axe.",
            )
        ]

    def __str__(self):
        return self.name

    def derive(self):
        super().derive()
        self.slug = slugify(fold(self.name))[:150]

    def compare(self, other):
        """Two axes of one name: a round has each once."""
        return Likeness(Verdict.SAME, "même nom")

    def take_over(self, other):
        """What was funded through the other one was funded through this one."""
        other.fundings.update(axis=self)
