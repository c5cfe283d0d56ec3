"""Where an imported entry comes from."""

from django.db import models
from django.db.models import F


class SourceRecordQuerySet(models.QuerySet):
    """The words of imports."""

    def to_place(self):
        """Rows of which some texts found no place, and that nobody has dealt with since."""
        return self.exclude(unplaced={}).exclude(unplaced=F("settled"))


class SourceRecord(models.Model):
    """A row of an imported file and the entry it made.

    It makes an import idempotent whatever was retitled since, and tells which values staff changed
    by hand: those that differ from `values`, which an import never overwrites.
    """

    dataset = models.CharField("jeu de données", max_length=60)
    key = models.CharField("clé de la ligne", max_length=500)
    identifier = models.CharField("identifiant de la fiche", max_length=16, db_index=True)
    values = models.JSONField("dernières valeurs importées", default=dict, blank=True)
    unplaced = models.JSONField(
        "valeurs à placer",
        default=dict,
        blank=True,
        help_text="Par colonne, les textes gardés tels quels faute de correspondance.",
    )
    settled = models.JSONField(
        "valeurs placées à la main",
        default=dict,
        blank=True,
        help_text="Les valeurs à placer, telles qu’elles étaient quand une personne s’en est occupée.",
    )
    imported_at = models.DateTimeField("importée le", auto_now=True)

    objects = SourceRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne importée"
        verbose_name_plural = "lignes importées"
        ordering = ["dataset", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "key"],
                name="source_row_makes_one_entry",
                violation_error_message="Cette ligne du fichier a déjà fait une fiche.",
            )
        ]

    def __str__(self):
        return f"{self.dataset} : {self.key}"

    @property
    def is_to_place(self):
        """Says of one row what `to_place()` says of many."""
        return self.unplaced not in ({}, self.settled)
