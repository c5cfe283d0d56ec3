"""The documents of a round: its rules, its form, its guide."""

from functools import partial
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import slugify

from directory.likeness import Comparable, Likeness, Verdict
from directory.models import Sourced
from french.folding import fold

from .cleaning import LARGEST, cleaned
from .round import Round


def check_document(file):
    """Refuse at once, in the form, what may not be stored."""
    if not getattr(file, "_committed", True):
        cleaned(whole(file))


def whole(file):
    file.open()
    file.seek(0)
    return file.read(LARGEST + 1)


class Document(Comparable, Sourced):
    """A document of a round: a link, or a file of which we keep our own copy, without its metadata."""

    BELONGS_TO = "round"
    WITHIN = ("round", "url")

    round = models.ForeignKey(Round, models.CASCADE, related_name="documents", verbose_name="édition")
    title = models.CharField("document", max_length=150)
    url = models.URLField(
        "adresse", max_length=1000, blank=True, help_text="Préférée : chez le financeur, il reste à jour."
    )
    file = models.FileField(
        "fichier",
        upload_to="documents/",
        blank=True,
        validators=[check_document],
        help_text="PDF, OpenDocument ou Office, 10 Mo au plus, gardé sans ses métadonnées.",
    )
    size = models.PositiveIntegerField(default=0, editable=False)
    is_accessible = models.BooleanField(
        "ce fichier est accessible",
        null=True,
        blank=True,
        help_text="Se lit avec une synthèse vocale : titres, textes.",
    )
    accessible_url = models.URLField("version accessible", max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "document"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(file=""),
                name="document_is_somewhere",
                violation_error_message="Un document a une adresse, ou un fichier.",
            )
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self._remove(type(self)._base_manager.filter(pk=self.pk).first())
            content, suffix = cleaned(whole(self.file))
            self.size, self.file = len(content), ContentFile(content, f"{uuid4().hex}{suffix}")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._remove(self)
        return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.file and self.is_accessible is None:
            raise ValidationError({"is_accessible": "Dites si ce fichier est accessible, ou s’il ne l’est pas."})

    def compare(self, other):
        """One address, one document; of files, nothing tells that two are the same."""
        return Likeness(Verdict.SAME, "même adresse") if self.url else None

    @property
    def suffix(self):
        return self.file.name.rpartition(".")[2] if self.file else ""

    @property
    def described(self):
        """« Règlement (PDF, 240 Ko) »: what it is and weighs, before one asks for it."""
        return f"{self.title} ({self.suffix.upper()}, {filesizeformat(self.size)})" if self.file else self.title

    @property
    def filename(self):
        return f"{slugify(fold(self.title)) or 'document'}.{self.suffix}"

    @property
    def address(self):
        """Where one gets it; of a draft, where staff do."""
        if not self.file:
            return self.url
        name = "calls:document" if self.round.is_published else "admin:calls_round_document"
        return reverse(name, args=[self.pk, self.filename])

    @staticmethod
    def _remove(document):
        """Once the database surely no longer names it, remove the file of a document, if there is one."""
        if document and document.file:
            transaction.on_commit(partial(document.file.storage.delete, document.file.name))
