"""Where an imported entry comes from."""

from django.db import models


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
    imported_at = models.DateTimeField("importée le", auto_now=True)

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
