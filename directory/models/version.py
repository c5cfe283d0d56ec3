"""What entries were: a version of each entry for each transaction that touched it, read and restored by staff.

`directory.versions` reads, compares and restores them; here is how they are stored.
"""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef
from django.db.models.signals import pre_save

from ..fields import ToldField

# the content shipped with the program, loaded again with each release: only the latest of its versions are kept
LOADING = "chargement du contenu livré"


class Layout(models.Model):
    """What the fields of all models were called at a time, so that versions are read without today's models.

    `models` is `{label of a model: {"name": …, "fields": {name: what `described` says of a field}}}`.
    """

    digest = models.CharField("empreinte", max_length=64, unique=True)
    models = models.JSONField("champs")

    class Meta:
        verbose_name = "noms des champs"
        verbose_name_plural = "noms des champs"

    def __str__(self):
        return self.digest[:8]


class Revision(models.Model):
    """A transaction that wrote: who, when, by what, and why when it was said."""

    at = models.DateTimeField("le", auto_now_add=True, db_index=True)
    # an account that did something is deactivated, never deleted
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="revisions", verbose_name="par"
    )
    cause = models.CharField("au moyen de", max_length=300, blank=True)
    why = models.TextField("pourquoi", blank=True)
    layout = models.ForeignKey(Layout, models.PROTECT, related_name="+", verbose_name="noms des champs")

    class Meta:
        verbose_name = "écriture"
        ordering = ["-pk"]

    def __str__(self):
        return self.cause or f"écriture {self.pk}"


class VersionQuerySet(models.QuerySet):
    """The words of history."""

    def of(self, row):
        """Those of one entry, the last one first."""
        model = type(row)._meta.concrete_model
        return self.filter(kind=model._meta.label_lower, row=row.pk).order_by("-pk")

    def newest(self):
        """The last one of each entry."""
        later = self.model.objects.filter(kind=OuterRef("kind"), row=OuterRef("row")).order_by("-pk")
        return self.filter(pk=models.Subquery(later.values("pk")[:1]))


class Version(models.Model):
    """An entry, a term or a list as it was at the end of a transaction, with all the rows that are a part of it.

    `rows` is `{label of a model: {key: {field: value}}}`, the row of the entry itself among them: a snapshot, see
    `directory.versions.snapshots`. It is empty once the entry is deleted.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="versions", verbose_name="écriture")
    kind = models.CharField("type", max_length=60)
    row = models.BigIntegerField("clé")
    rows = ToldField("valeurs", default=dict)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "row", "-id"], name="versions_of_an_entry")]

    def __str__(self):
        return f"{self.kind} {self.row}, version {self.pk}"


def refuse_raw(sender, raw, **kwargs):
    """The history of another database names other rows."""
    if raw:
        raise ValueError(
            "l’historique est propre à sa base, faites la copie avec dumpdata --exclude directory.version "
            "--exclude directory.revision --exclude directory.layout"
        )


for one in (Layout, Revision, Version):
    pre_save.connect(refuse_raw, sender=one, dispatch_uid=f"directory.refuse_raw_{one.__name__}")
