"""What is told of a territory: the names it had, established facts, pictures."""

from django.db import models

from directory.fields import KeyField, PartialDateField
from directory.models import EntryImage, Recorded

from .territory import Territory


class FormerName(Recorded):
    """A name that people still type for a commune: before a merger, a renaming, or of a commune déléguée."""

    BELONGS_TO = "territory"

    class Kind(models.TextChoices):
        MERGER = "commune_nouvelle", "commune nouvelle"
        ASSOCIATION = "fusion_association", "fusion-association"
        SIMPLE_MERGER = "fusion_simple", "fusion simple"
        RENAMING = "renommage", "changement de nom"
        ALIAS = "alias", "autre écriture"

    territory = models.ForeignKey(
        Territory, models.CASCADE, related_name="former_names", verbose_name="commune actuelle"
    )
    name = models.CharField("ancien nom", max_length=250)
    key = KeyField(db_index=True)
    code = models.CharField("ancien code Insee", max_length=5, blank=True)
    kind = models.CharField("cause", max_length=20, choices=Kind)
    ended_on = PartialDateField("jusqu’au")

    class Meta:
        verbose_name = "ancien nom"
        verbose_name_plural = "anciens noms"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "name", "code"],
                name="former_name_is_told_once",
                violation_error_message="Cet ancien nom est déjà noté.",
            )
        ]

    def __str__(self):
        return self.name


class Fact(Recorded):
    """Something established about a territory, with its source: « 65 des 186 tiers-lieux régionaux »."""

    BELONGS_TO = "territory"

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="facts", verbose_name="territoire")
    text = models.TextField("fait")
    date = PartialDateField("date")
    source_url = models.URLField("adresse de la source", max_length=1000)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "fait établi"
        verbose_name_plural = "faits établis"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "text"],
                name="fact_is_told_once",
                violation_error_message="Ce fait est déjà noté.",
            )
        ]

    def __str__(self):
        return self.text


class TerritoryImage(EntryImage):
    """A picture of a territory or a tiers-lieu."""

    entry = models.ForeignKey(Territory, models.CASCADE, related_name="images", verbose_name="territoire")

    class Meta(EntryImage.Meta):
        pass
