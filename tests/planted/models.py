"""Residences of artists, and the notebooks that they leave."""

from django.db import models
from django.urls import reverse

from directory.models import Entry, EntryQuerySet, Term


class ResidenceQuerySet(EntryQuerySet):
    def for_detail(self):
        return self.prefetch_related("metiers")


class Residence(Entry):
    """Some months that an artist spends at work somewhere."""

    IDENTIFIER_PREFIX = "z"
    SECTION = "Résidences"
    SECTION_VIEW = "planted:list"

    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    metiers = models.ManyToManyField(
        Term,
        blank=True,
        related_name="residences",
        limit_choices_to={"vocabulary": Term.Vocabulary.METIER},
        verbose_name="métiers",
    )

    objects = ResidenceQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "résidence"

    def get_absolute_url(self):
        return reverse("planted:detail", kwargs={"slug": self.slug})


class Notebook(Entry):
    """What a residence leaves: it has a page, in the section of residences, and nothing else."""

    IDENTIFIER_PREFIX = "y"
    SECTION = "Résidences"
    SECTION_VIEW = "planted:list"

    residence = models.ForeignKey(Residence, models.CASCADE, related_name="notebooks", verbose_name="résidence")

    class Meta(Entry.Meta):
        verbose_name = "carnet"

    def get_absolute_url(self):
        return reverse("planted:notebook", kwargs={"slug": self.slug})
