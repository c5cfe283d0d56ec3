"""What is told of a territory: the names it had, established facts, pictures."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT

from directory.fields import KeyField, PartialDateField
from directory.models import EntryImage, Recorded, RecordedQuerySet, SourceRecord

from .territory import Territory

FACTS = "facts"  # the rows of a list that told facts


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


class FactQuerySet(RecordedQuerySet):
    def with_gathering(self):
        """Add `gathered_on`: when the list that told each of them in these words was gathered; None when none did."""
        rows = SourceRecord.objects.filter(dataset=FACTS, identifier=OuterRef("territory__identifier"))
        told = rows.annotate(said=KT("values__text")).filter(said=OuterRef("text"))
        told = told.exclude(source_list__gathered_on="")
        latest = told.order_by("-source_list__gathered_on").values("source_list__gathered_on")[:1]
        return self.annotate(gathered_on=Subquery(latest))


class Fact(Recorded):
    """Something established about a territory, with its source: « 65 des 186 tiers-lieux régionaux »."""

    BELONGS_TO = "territory"
    gathered_on = None  # when its list was gathered, as `with_gathering` reads it

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="facts", verbose_name="territoire")
    text = models.TextField("fait")
    date = PartialDateField("date")
    source_url = models.URLField("adresse de la source", max_length=1000)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    objects = FactQuerySet.as_manager()

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

    @property
    def dated(self):
        """From when it dates: « 2024 », else « relevé le 30 novembre 2026 », else nothing."""
        if self.date:
            return self.date.display
        return f"relevé {self.gathered_on.locative}" if self.gathered_on else ""


class TerritoryImage(EntryImage):
    """A picture of a territory or a tiers-lieu."""

    entry = models.ForeignKey(Territory, models.CASCADE, related_name="images", verbose_name="territoire")

    class Meta(EntryImage.Meta):
        pass
