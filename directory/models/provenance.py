"""Where an imported entry comes from: the lists that were brought in, and their rows."""

from types import MappingProxyType

from django.db import models
from django.db.models import F, Q

from ..fields import PartialDateField, ToldField
from .recorded import Recorded, RecordedQuerySet

SHIPPED_NAME, SHIPPED_SLUG = "Contenu livré", "contenu-livre"


class SourceListQuerySet(RecordedQuerySet):
    def shipped(self):
        """Return the list of the content shipped with the program, stored."""
        return self.get_or_create(is_shipped=True, defaults={"name": SHIPPED_NAME, "slug": SHIPPED_SLUG})[0]

    def taught(self, table, source_list=None):
        """Return what was chosen for the headings of files of a table, by any list, at last by the one given.

        `{key of the heading: column, or blank for none}`.
        """
        lists = [*self.exclude(columns={}), *([source_list] if source_list else [])]
        return {key: column for one in lists for key, column in one.columns.get(table, {}).items()}

    def shipped_or_new(self):
        """Return the same list without a write: it may not be stored yet."""
        new = self.model(is_shipped=True, name=SHIPPED_NAME, slug=SHIPPED_SLUG)
        return self.filter(is_shipped=True).first() or new

    def gathering_of(self, identifier):
        """When the last gathered of the lists that tell of an entry was gathered: one value, for a subquery."""
        told = self.filter(records__identifier=identifier).exclude(gathered_on="")
        return told.order_by("-gathered_on").values("gathered_on")[:1]


class SourceList(Recorded):
    """A list that somebody keeps: « Cultures connectées 2025, Région ». A row is known within its list.

    Two lists that use the same row number speak of two things, and neither erases what the other told.
    """

    name = models.CharField("nom", max_length=120, unique=True)
    slug = models.SlugField(
        "clé",
        max_length=120,
        unique=True,
        help_text="Les identifiants permanents des fiches créées par la liste en sont tirés : elle ne change jamais.",
    )
    source_url = models.URLField("adresse de la source", max_length=1000, blank=True)
    gathered_on = PartialDateField("relevée le")
    is_shipped = models.BooleanField("livrée avec le programme", default=False, editable=False)
    created_at = models.DateTimeField("connue depuis le", auto_now_add=True)
    columns = ToldField(
        "colonnes choisies",
        default=dict,
        blank=True,
        editable=False,
        help_text="Par table, la colonne choisie pour chaque titre de colonne : {titre : colonne, vide pour aucune}.",
    )

    # {key so far: key now} of rows that somebody said to be corrected, while their file is brought in
    corrected = MappingProxyType({})

    objects = SourceListQuerySet.as_manager()

    class Meta:
        verbose_name = "liste"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_shipped"],
                condition=Q(is_shipped=True),
                name="one_list_is_shipped",
                violation_error_message="Une seule liste est livrée avec le programme.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def rows(self):
        """Its rows that are stored; a list that is to be written has none."""
        return self.records.all() if self.pk else SourceRecord.objects.none()

    def learn(self, table, chosen):
        """Remember the columns chosen for headings, `{key of the heading: column}`; return whether that is new."""
        known = self.columns.get(table, {})
        learnt = {**known, **chosen}
        if learnt == known:
            return False
        self.columns = {**self.columns, table: learnt}
        return True

    def seed(self, table, key):
        """Return what the identifier of a new entry is drawn from; that of the shipped content never changes."""
        return f"{table}:{key}" if self.is_shipped else f"{self.slug}:{table}:{key}"


class SourceRecordQuerySet(models.QuerySet):
    """The words of imports."""

    def to_place(self):
        """Rows of which some texts found no place, and that nobody has dealt with since."""
        return self.exclude(unplaced={}).exclude(unplaced=F("settled"))

    def absent(self):
        """Rows that the last file of their list lacked, and that nobody has dealt with since."""
        return self.filter(left_at__isnull=False, is_absence_settled=False)


class SourceRecord(models.Model):
    """A row of an imported list and the entry it made.

    It makes an import idempotent whatever was retitled since, and tells which values staff changed
    by hand: those that differ from `values`, which an import never overwrites.
    """

    source_list = models.ForeignKey(SourceList, models.PROTECT, related_name="records", verbose_name="liste")
    dataset = models.CharField("table", max_length=60)
    key = models.CharField("clé de la ligne", max_length=500)
    identifier = models.CharField("identifiant de la fiche", max_length=16, db_index=True)
    told = ToldField("ce que dit la ligne", default=dict, blank=True)
    values = ToldField("dernières valeurs importées", default=dict, blank=True)
    unplaced = ToldField(
        "valeurs à placer",
        default=dict,
        blank=True,
        help_text="Par colonne, les textes gardés tels quels faute de correspondance.",
    )
    settled = ToldField(
        "valeurs placées à la main",
        default=dict,
        blank=True,
        help_text="Les valeurs à placer, telles qu’elles étaient quand une personne s’en est occupée.",
    )
    imported_at = models.DateTimeField("importée le", auto_now=True)
    left_at = models.DateTimeField("absente de sa liste depuis le", null=True, blank=True)
    is_absence_settled = models.BooleanField("absence réglée", default=False)

    objects = SourceRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne importée"
        verbose_name_plural = "lignes importées"
        ordering = ["source_list", "dataset", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_list", "dataset", "key"],
                name="source_row_makes_one_entry",
                violation_error_message="Cette ligne de la liste a déjà fait une fiche.",
            )
        ]

    def __str__(self):
        return f"{self.source_list}, {self.dataset} : {self.key}"

    @property
    def is_to_place(self):
        """Says of one row what `to_place()` says of many."""
        return self.unplaced not in ({}, self.settled)


class Sourced(Recorded):
    """A row that depends on an entry, with the page that says it."""

    source_url = models.URLField(
        "adresse de la source", max_length=1000, blank=True, help_text="La page qui le dit. Vide : celle de la fiche."
    )

    class Meta:
        abstract = True
