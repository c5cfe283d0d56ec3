"""The vocabularies that class entries: data that staff edit."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify

from french.folding import fold

from ..fields import KeyField, UniqueKey
from .recorded import Recorded, RecordedQuerySet
from .slugs import first_free

SLUG_LENGTH = 120


class TermQuerySet(RecordedQuerySet):
    """The words of the thesaurus."""

    def of(self, vocabulary):
        """Terms of one vocabulary."""
        return self.filter(vocabulary=vocabulary)

    def active(self):
        """Terms one may still choose."""
        return self.filter(is_archived=False)

    def protected(self):
        """Terms that come with the policy: the five métiers, the four objectives."""
        return self.filter(is_protected=True)

    def delete(self):
        if self.protected().exists():
            raise ValidationError("Les métiers et les objectifs de la politique régionale ne se suppriment pas.")
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Term(Recorded):
    """A word of the trade, with its other writings; at most two levels deep."""

    class Vocabulary(models.TextChoices):
        METIER = "metier", "métier"
        DISCIPLINE = "discipline", "discipline"
        TECHNOLOGY = "technologie", "technologie"
        OUTPUT = "forme", "forme de réalisation"
        OBJECTIVE = "objectif", "objectif de la politique"
        SECTOR = "secteur", "secteur"
        ACTOR_TYPE = "porteur", "type de structure"
        SERVICE = "service", "service d’un tiers-lieu"
        EQUIPMENT = "equipement", "équipement d’un tiers-lieu"
        STAGE = "stade", "stade d’un projet"
        THEME = "theme", "thème d’un rendez-vous ou d’une ressource"

    vocabulary = models.CharField("vocabulaire", max_length=12, choices=Vocabulary)
    name = models.CharField("terme", max_length=120, help_text="La forme affichée, au singulier et en minuscules.")
    slug = models.SlugField(
        "adresse",
        max_length=SLUG_LENGTH,
        blank=True,
        help_text="Valeur du filtre dans les adresses. Vide : tirée du terme.",
    )
    key = KeyField("terme normalisé")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="terme général",
        help_text="Filtrer par le terme général trouve aussi les termes qu’il contient.",
    )
    definition = models.TextField("définition", blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    is_protected = models.BooleanField("vient de la politique régionale", default=False, editable=False)
    is_archived = models.BooleanField("archivé", default=False, help_text="Reste sur les fiches, n’est plus proposé.")
    default_sector = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.SECTOR},
        verbose_name="secteur habituel",
        help_text="Pour un type de structure : le secteur qu’elle représente dans un projet, sauf mention contraire.",
    )
    is_public_body = models.BooleanField(
        "organisme public", default=False, help_text="Pour un type de structure : son aide est une aide publique."
    )
    updated_at = models.DateTimeField("modifié le", auto_now=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "terme"
        ordering = ["vocabulary", "position", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "slug"],
                name="term_slug_is_unique_in_its_vocabulary",
                violation_error_message="Ce vocabulaire a déjà un terme à cette adresse.",
            ),
            UniqueKey(
                fields=["vocabulary", "key"],
                name="term_is_unique_in_its_vocabulary",
                violation_error_message="Ce vocabulaire a déjà ce terme.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="term_is_not_its_own_parent",
                violation_error_message="Un terme ne se contient pas lui-même.",
            ),
        ]

    def __str__(self):
        return self.name

    def derive(self):
        super().derive()
        self.slug = self.slug or first_free(slugify(fold(self.name)) or "terme", self._slug_is_taken, SLUG_LENGTH)

    def delete(self, *args, **kwargs):
        if self.is_protected:
            raise ValidationError("Les métiers et les objectifs de la politique régionale ne se suppriment pas.")
        return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        self._check_two_levels()
        if TermLabel.objects.filter(vocabulary=self.vocabulary, key=fold(self.name)).exclude(term=self.pk).exists():
            raise ValidationError({"name": "C’est déjà une autre écriture d’un terme de ce vocabulaire."})

    def _slug_is_taken(self, slug):
        return Term.objects.of(self.vocabulary).filter(slug=slug).exclude(pk=self.pk).exists()

    def _check_two_levels(self):
        if self.parent and (self.parent.vocabulary != self.vocabulary or self.parent.parent):
            raise ValidationError({"parent": "Le terme général est du même vocabulaire, sans terme général lui-même."})
        if self.parent and self.pk and self.children.exists():
            raise ValidationError({"parent": "Ce terme en contient d’autres : il ne peut pas avoir de terme général."})


class TermLabel(Recorded):
    """Another writing of a term: « fab lab » for « fablab », « RA » for « réalité augmentée »."""

    BELONGS_TO = "term"

    term = models.ForeignKey(Term, models.CASCADE, related_name="labels", verbose_name="terme")
    vocabulary = models.CharField(max_length=12, choices=Term.Vocabulary, editable=False)
    label = models.CharField("autre écriture", max_length=120)
    key = KeyField(of=("label",))

    class Meta:
        verbose_name = "autre écriture"
        verbose_name_plural = "autres écritures"
        ordering = ["label"]
        constraints = [
            UniqueKey(
                fields=["vocabulary", "key"],
                name="label_means_one_term_in_its_vocabulary",
                violation_error_message="Cette écriture désigne déjà un terme de ce vocabulaire.",
            )
        ]

    def __str__(self):
        return self.label

    def derive(self):
        super().derive()
        self.vocabulary = self.term.vocabulary

    def clean(self):
        super().clean()
        if hasattr(self, "term"):
            self._check_that_it_is_new(self.term.vocabulary)

    def _check_that_it_is_new(self, vocabulary):
        if Term.objects.of(vocabulary).filter(key=fold(self.label)).exists():
            raise ValidationError({"label": "C’est déjà un terme de ce vocabulaire."})
        if TermLabel.objects.filter(vocabulary=vocabulary, key=fold(self.label)).exclude(pk=self.pk).exists():
            raise ValidationError({"label": "Cette écriture désigne déjà un terme de ce vocabulaire."})
