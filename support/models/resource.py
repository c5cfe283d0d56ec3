"""What is written, filmed or drawn for those who make projects."""

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from actors.models import Actor
from calls.models import Call
from directory.models import Entry, EntryImage, EntryQuerySet, Term
from projects.models import Project

from .scope import Scope
from .words import ResourceInWords


class ResourceQuerySet(EntryQuerySet):
    """The words of resources."""

    def in_order(self):
        """The latest first, then those whose year is not known."""
        return self.order_by(models.F("year").desc(nulls_last=True), "key")

    def of_actor(self, actor):
        return self.filter(authors=actor)

    def of_project(self, project):
        return self.filter(projects=project)

    def of_call(self, call):
        return self.filter(calls=call)

    def for_listing(self):
        """With what a list shows of each."""
        return self.prefetch_related("authors")

    def for_export(self):
        """With what files tell of each."""
        return self.for_listing().prefetch_related("metiers", "themes")

    def for_detail(self):
        """With all that the page of a resource tells; of other entries, what is published."""
        events = self.model.events.rel.related_model.objects.published().for_listing().in_order()
        return self.prefetch_related(
            *("authors", "metiers", "themes", "images"),
            *(Prefetch(name, self.model.model_of(name).objects.published()) for name in ("calls", "projects")),
            Prefetch("events", events),
        )


class Resource(ResourceInWords, Entry):
    """A guide, a study, a method, the film of a webinar: what one may read, see or use elsewhere."""

    class Kind(models.TextChoices):
        GUIDE = "guide", "guide"
        METHOD = "methode", "méthode"
        TOOL = "outil", "outil"
        STUDY = "etude", "étude"
        CASE = "etude-de-cas", "étude de cas"
        FEEDBACK = "retour-d-experience", "retour d’expérience"
        REPORT = "compte-rendu", "compte rendu"
        REPLAY = "replay", "replay"
        FILM = "film", "film"
        DIRECTORY = "annuaire", "annuaire"
        MAP = "carte", "carte"
        WHITE_PAPER = "livre-blanc", "livre blanc"
        DOSSIER = "dossier", "dossier"
        ARTICLE = "article", "article"
        FEATURE = "article-de-fond", "article de fond"
        PAPER = "article-scientifique", "article scientifique"
        INTERVIEW = "entretien", "entretien"
        POLICY = "politique-publique", "politique publique"
        ORIENTATION = "document-d-orientation", "document d’orientation"
        OPINION = "avis", "avis"
        FACT_SHEET = "fiche", "fiche de présentation"
        OTHER = "autre", "autre ressource"

    class Level(models.TextChoices):
        FIRST = "decouverte", "pour découvrir"
        USUAL = "pratique", "pour pratiquer"
        EXPERT = "expertise", "pour spécialistes"

    Scope = Scope
    IDENTIFIER_PREFIX = "d"
    SECTION = "Ressources"
    SECTION_VIEW = "support:resource-list"

    kind = models.CharField("type", max_length=30, choices=Kind, default=Kind.OTHER)
    authors = models.ManyToManyField(Actor, blank=True, related_name="resources", verbose_name="auteurs")
    other_authors = models.CharField("autres auteurs", max_length=250, blank=True, help_text="Sans fiche ici.")
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    scope = models.CharField("portée", max_length=15, choices=Scope, blank=True)
    audience = models.CharField("pour qui", max_length=250, blank=True)
    level = models.CharField("niveau", max_length=10, choices=Level, blank=True)
    website = models.URLField("adresse de la ressource", max_length=1000, blank=True)
    licence = models.CharField("licence", max_length=150, blank=True, help_text="Telle que l’auteur l’écrit.")
    file_format = models.CharField("format", max_length=60, blank=True, help_text="« PDF, 40 pages », « vidéo ».")
    weight = models.CharField("poids", max_length=30, blank=True, help_text="« 2,4 Mo ».")
    duration = models.CharField("durée", max_length=60, blank=True, help_text="« 1 h 20 », « 10 minutes de lecture ».")
    is_free = models.BooleanField("gratuite", null=True, blank=True, help_text="Vide : non précisé.")
    metiers = models.ManyToManyField(
        Term,
        blank=True,
        related_name="resources_of_metier",
        limit_choices_to={"vocabulary": Term.Vocabulary.METIER},
        verbose_name="métiers",
    )
    themes = models.ManyToManyField(
        Term,
        blank=True,
        related_name="resources_of_theme",
        limit_choices_to={"vocabulary": Term.Vocabulary.THEME},
        verbose_name="thèmes",
    )
    calls = models.ManyToManyField(Call, blank=True, related_name="resources", verbose_name="dispositifs")
    projects = models.ManyToManyField(Project, blank=True, related_name="resources", verbose_name="projets")

    objects = ResourceQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "ressource"
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__range=(1900, 2100)),
                name="resource_year_is_plausible",
                violation_error_message="Une année a quatre chiffres, de 1900 à 2100.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("support:resource-detail", kwargs={"slug": self.slug})


class ResourceImage(EntryImage):
    """A picture of a resource."""

    entry = models.ForeignKey(Resource, models.CASCADE, related_name="images", verbose_name="ressource")

    class Meta(EntryImage.Meta):
        pass
