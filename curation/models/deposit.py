"""A file that somebody of the team deposited, and what was decided of it."""

from datetime import timedelta
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from directory.models import SourceList

KEPT = timedelta(days=90)  # a file that nobody touched: it may name persons, and its report says what it brought


def private():
    """The storage of files that no address leads to."""
    return storages["private"]


def drawn_name(deposit, file_name):
    """A name that says nothing of the file but its format."""
    return f"{uuid4().hex}{PurePath(file_name).suffix.lower()[:5]}"


class DepositQuerySet(models.QuerySet):
    def to_confirm(self):
        """Deposits that wait for somebody."""
        return self.filter(state__in=[Deposit.State.READ, Deposit.State.CHECKED])

    def stale(self):
        """Deposits whose file is kept no longer."""
        return self.filter(touched_at__lt=timezone.now() - KEPT).exclude(file="")


class Deposit(models.Model):
    """A file on its way into the directory: read, checked, written, perhaps undone. The file itself never changes."""

    class State(models.TextChoices):
        READ = "lu", "à comprendre"
        CHECKED = "verifie", "à vérifier"
        WRITTEN = "ecrit", "écrit"
        UNDONE = "annule", "annulé"

    table = models.SlugField("sorte de fichier", max_length=60)
    file = models.FileField("fichier", storage=private, upload_to=drawn_name, blank=True)
    file_name = models.CharField("nom du fichier", max_length=250)
    source_list = models.ForeignKey(
        SourceList, models.SET_NULL, null=True, blank=True, related_name="deposits", verbose_name="liste"
    )
    new_list = models.CharField("liste nouvelle", max_length=120, blank=True)
    choices = models.JSONField("comment le fichier est compris", default=dict, blank=True)
    state = models.CharField("état", max_length=10, choices=State, default=State.READ, db_index=True)
    publishes = models.BooleanField("publie les fiches", default=False)
    plan = models.JSONField("ce qui est prévu", default=dict, blank=True, encoder=DjangoJSONEncoder)
    report = models.JSONField("ce qui a été fait", default=dict, blank=True, encoder=DjangoJSONEncoder)
    deposited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="déposé par"
    )
    deposited_at = models.DateTimeField("déposé le", auto_now_add=True)
    touched_at = models.DateTimeField("touché le", auto_now=True)
    asked_at = models.DateTimeField("confirmation demandée le", null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="confirmé par"
    )
    written_at = models.DateTimeField("écrit le", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="annulé par"
    )
    undone_at = models.DateTimeField("annulé le", null=True, blank=True)

    objects = DepositQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]

    def __str__(self):
        return f"import {self.pk}"

    @property
    def list_name(self):
        return self.source_list.name if self.source_list else self.new_list

    @property
    def kept_until(self):
        return self.touched_at + KEPT


class Decision(models.Model):
    """What somebody said of a deposit: of a cell, of a row, of a name. The last one said of a thing stands."""

    class Subject(models.TextChoices):
        CELL = "cellule", "cellule corrigée"
        ROW = "ligne", "ligne laissée de côté"
        VALUE = "valeur", "garder, ou prendre le fichier"
        ACTOR = "acteur", "acteur reconnu"
        PROJECT = "fiche", "fiche reconnue"
        PERSON = "personne", "personne ou structure"
        CORRECTION = "correction", "ligne corrigée"
        TWIN = "jumelle", "deux lignes, un projet"

    deposit = models.ForeignKey(Deposit, models.CASCADE, related_name="decisions", verbose_name="import")
    subject = models.CharField("sujet", max_length=12, choices=Subject)
    line = models.PositiveIntegerField("ligne", default=0, help_text="0 : toutes les lignes.")
    about = models.CharField("à propos de", max_length=300, blank=True)
    answer = models.TextField("réponse", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="par"
    )
    made_at = models.DateTimeField("le", auto_now=True)

    class Meta:
        verbose_name = "décision d’import"
        verbose_name_plural = "décisions d’import"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deposit", "subject", "line", "about"],
                name="one_decision_on_each_thing_of_a_deposit",
                violation_error_message="Cette décision est déjà prise : c’est la dernière qui compte.",
            )
        ]

    def __str__(self):
        return f"{self.get_subject_display()}, ligne {self.line}, {self.about} : {self.answer}"
