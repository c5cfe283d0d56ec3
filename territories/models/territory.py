"""Where: the territories of the region, the three pôles, the tiers-lieux."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from directory.fields import PartialDateField
from directory.models import Entry, Term

from .containment import containers_of
from .queryset import TerritoryQuerySet


class Territory(Entry):
    """A perimeter or a place of the region. A territory knows every territory that contains it."""

    class Kind(models.TextChoices):
        REGION = "region", "région"
        DEPARTEMENT = "departement", "département"
        EPCI = "epci", "intercommunalité"
        COMMUNE = "commune", "commune"
        POLE = "pole", "pôle"
        TIERS_LIEU = "tiers-lieu", "tiers-lieu"

    class Frr(models.TextChoices):
        """Classes of « France ruralités revitalisation » (DGCL, July 2025)."""

        NONE = "none", "hors zonage"
        SOCLE = "socle", "FRR"
        PLUS = "plus", "FRR+"
        BENEFICIARY = "beneficiaire", "bénéficiaire jusqu’en 2027 (ancienne ZRR)"
        PARTLY = "beneficiaire_partiel", "bénéficiaire en partie jusqu’en 2027"

    class Opening(models.TextChoices):
        UNKNOWN = "", "non renseigné"
        PLANNED = "en-projet", "en projet"
        OPEN = "ouvert", "ouvert"
        CLOSED = "ferme", "fermé"

    WIDENING = (Kind.TIERS_LIEU, Kind.COMMUNE, Kind.EPCI, Kind.POLE, Kind.DEPARTEMENT, Kind.REGION)
    TONES = {Opening.PLANNED: "soon", Opening.OPEN: "open"}
    IDENTIFIER_PREFIX = "t"
    SECTION = "Territoires"
    SECTION_VIEW = "territories:list"
    IN_FRR = (Frr.SOCLE, Frr.PLUS)

    kind = models.CharField("type", max_length=12, choices=Kind, db_index=True)
    code = models.CharField(
        "code officiel", max_length=9, blank=True, help_text="Code Insee, ou SIREN d’une intercommunalité."
    )
    official_name = models.CharField("nom officiel", max_length=250, blank=True)
    locative = models.CharField(
        "« en… », « à… »", max_length=250, blank=True, help_text="« en Charente », « à La Rochelle »."
    )
    genitive = models.CharField(
        "« de… », « du… »", max_length=250, blank=True, help_text="« de la Charente », « du Dorat »."
    )
    population = models.PositiveIntegerField("population municipale", null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    postal_codes = models.CharField("codes postaux", max_length=100, blank=True, help_text="Séparés par une espace.")
    frr = models.CharField("France ruralités revitalisation", max_length=20, choices=Frr, blank=True)
    specialities = models.TextField(
        "spécialités", blank=True, help_text="Pour un pôle : une par ligne, selon la politique régionale."
    )
    vintage = models.CharField("millésime", max_length=120, blank=True, help_text="Millésime des sources officielles.")
    containers = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="contained",
        editable=False,
        verbose_name="compris dans",
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="a été absorbée par"
    )
    obsolete_since = PartialDateField("n’existe plus depuis")

    located_in = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="places_located_here",
        limit_choices_to=Q(kind__in=[Kind.COMMUNE, Kind.DEPARTEMENT], obsolete_since=""),
        verbose_name="commune",
        help_text="La commune du tiers-lieu ; à défaut, son département.",
    )
    opening = models.CharField("état", max_length=10, choices=Opening, blank=True, default=Opening.UNKNOWN)
    opening_note = models.CharField(
        "précision sur l’état", max_length=250, blank=True, help_text="« bail jusqu’à fin 2025, suite inconnue »."
    )
    opened = PartialDateField("ouvert depuis")
    address = models.CharField("adresse postale", max_length=250, blank=True)
    website = models.URLField("site", max_length=500, blank=True)
    services = models.ManyToManyField(
        Term,
        blank=True,
        related_name="territories_with_service",
        limit_choices_to={"vocabulary": Term.Vocabulary.SERVICE},
        verbose_name="services",
    )
    equipment = models.ManyToManyField(
        Term,
        blank=True,
        related_name="territories_with_equipment",
        limit_choices_to={"vocabulary": Term.Vocabulary.EQUIPMENT},
        verbose_name="équipements",
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "territoire"
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "code"],
                condition=~Q(code=""),
                name="territory_code_is_unique_in_its_kind",
                violation_error_message="Un territoire de ce type a déjà ce code.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["pole", "tiers-lieu"]) | ~Q(code=""),
                name="official_territory_has_a_code",
                violation_error_message="Un territoire officiel a un code.",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(obsolete_since=""),
                name="territory_with_successor_is_obsolete",
                violation_error_message="Un territoire qui a un successeur a une date de disparition.",
            ),
            models.CheckConstraint(
                condition=Q(located_in=None) | Q(kind="tiers-lieu"),
                name="only_tiers_lieu_is_located",
                violation_error_message="Seul un tiers-lieu se situe dans une commune.",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="territory_point_is_on_earth",
                violation_error_message="Latitude et longitude vont ensemble, en degrés.",
            ),
        ]

    @classmethod
    def after_save(cls, territories):
        """A tiers-lieu finds its containers from where it is; the others receive them from the import."""
        super().after_save(territories)
        for territory in territories:
            if territory.is_tiers_lieu:
                territory.containers.set(containers_of(territory))

    def absorb(self, other):
        """Be found under the name of the other one too."""
        if other.key != self.key:
            self.former_names.get_or_create(
                name=other.name, code="", defaults={"kind": self.former_names.model.Kind.ALIAS}
            )

    def get_absolute_url(self):
        view = "tiers-lieu-detail" if self.is_tiers_lieu else "detail"
        return reverse(f"territories:{view}", kwargs={"slug": self.slug})

    def clean(self):
        super().clean()
        if (
            self.is_tiers_lieu
            and self.located_in
            and self.located_in.kind not in (self.Kind.COMMUNE, self.Kind.DEPARTEMENT)
        ):
            raise ValidationError(
                {"located_in": "Un tiers-lieu se situe dans une commune ou, à défaut, un département."}
            )

    @property
    def section(self):
        return "Tiers-lieux" if self.is_tiers_lieu else self.SECTION

    @property
    def section_url(self):
        return reverse("territories:tiers-lieu-list") if self.is_tiers_lieu else super().section_url

    @property
    def replaced_by(self):
        """A commune that disappeared leads to the one that holds it now."""
        return self.merged_into or self.successor

    @property
    def is_tiers_lieu(self):
        return self.kind == self.Kind.TIERS_LIEU

    @property
    def dated(self):
        """What official files say dates from its vintage, which its page tells apart."""
        return super().dated if self.is_tiers_lieu or self.data_date else ""

    @property
    def departement(self):
        """The département that contains the territory, if one does; read from the containers, to be prefetched."""
        return next((other for other in self.containers.all() if other.kind == self.Kind.DEPARTEMENT), None)

    @property
    def full_name(self):
        """The name with what tells it from its homonyms: « Mérignac (Gironde) », « Poitiers (pôle) »."""
        if self.kind == self.Kind.POLE:
            return f"{self.name} (pôle)"
        narrow = self.kind in (self.Kind.COMMUNE, self.Kind.TIERS_LIEU)
        departement = self.departement if narrow else None
        return f"{self.name} ({departement.name})" if departement else self.name

    @property
    def phrase(self):
        """The territory inside a sentence: « en Charente »; its name alone where no usage is known."""
        return self.locative or self.name

    @property
    def beside(self):
        """The département that tells where it is, beside what it is: for a commune or a pôle, which are small."""
        return self.departement if self.kind in (self.Kind.COMMUNE, self.Kind.POLE) else None

    @property
    def wider(self):
        """What contains the territory, the smallest first; read from the containers, to be prefetched."""
        others = (other for other in self.containers.all() if other not in (self, self.located_in))
        return sorted(others, key=lambda other: (self.WIDENING.index(other.kind), other.key))

    def projects_around(self):
        """Projects that act in the place, or that an actor seated there holds."""
        projects = self.projects.model.objects
        return projects.in_territory(self) | projects.held_from(self)

    @property
    def tone(self):
        """The shape beside the opening of a tiers-lieu (`components/status.html`)."""
        return self.TONES.get(self.opening, "")

    def readable_on(self, entry):
        """The territory, or where it is when the page of an entry may not tell it: a draft, an example."""
        return self if self.is_published and entry.may_tell(self) else self.located_in

    @property
    def commune(self):
        """The commune that it is, or where a tiers-lieu stands; None when that is not known."""
        place = self.located_in if self.is_tiers_lieu else self
        return place if place and place.kind == self.Kind.COMMUNE else None

    @property
    def locality(self):
        """Where a tiers-lieu stands: its commune, told from its homonyms; any other territory is its own locality."""
        if not self.is_tiers_lieu:
            return self.full_name
        place, departement = self.located_in, self.departement
        if not place or not departement or place == departement:
            return place.name if place else ""
        return f"{place.name} ({departement.name})"

    @property
    def caption(self):
        """The line under the name of a tiers-lieu in a list: « Pau (Pyrénées-Atlantiques) · ouvert · à 12 km »."""
        opening = self.get_opening_display() if self.opening else ""
        return " · ".join(filter(None, (self.locality or "Commune à préciser", opening, self.far)))

    @property
    def is_in_frr(self):
        return self.frr in self.IN_FRR


class TiersLieu(Territory):
    """A tiers-lieu, as staff curate it: a hybrid place inside a commune."""

    class Manager(models.Manager.from_queryset(TerritoryQuerySet)):
        def get_queryset(self):
            return super().get_queryset().tiers_lieux()

    objects = Manager()

    class Meta:
        proxy = True
        verbose_name = "tiers-lieu"
        verbose_name_plural = "tiers-lieux"

    def derive(self):
        super().derive()
        self.kind = self.Kind.TIERS_LIEU
