"""What an import wrote in the database, row by row: what lets it be undone."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .deposit import Deposit


class Trace(models.Model):
    """A row of a table that an import made, changed or removed, as it was before and after.

    A many-to-many field is told as a row of its table under the key of what it leads from: `{"links": [keys]}`.
    """

    deposit = models.ForeignKey(Deposit, models.CASCADE, related_name="traces", verbose_name="import")
    kind = models.CharField("table", max_length=80)  # label of the model, of that of a many-to-many field
    row = models.BigIntegerField("clé")
    identifier = models.CharField("identifiant de la fiche", max_length=16, blank=True, db_index=True)
    before = models.JSONField("avant", null=True, encoder=DjangoJSONEncoder)  # None: it was not there
    after = models.JSONField("après", null=True, encoder=DjangoJSONEncoder)  # None: it is gone

    class Meta:
        verbose_name = "trace d’import"
        verbose_name_plural = "traces d’import"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.deposit}, {self.kind} {self.row}"
