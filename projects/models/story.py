"""What a project tells those who come after: its life, its lessons, what remains, what can be taken up again."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from directory.fields import PartialDateField
from directory.models import Sourced, Term
from directory.models.licences import Licence
from directory.timed import Began
from french.dates import PartialDate
from french.typography import NBSP, typographic

from .project import Project


class Told(Sourced):
    """A row of the story of a project, with the page that says it."""

    BELONGS_TO = "project"

    class Meta:
        abstract = True


class Aim(Told):
    """An objective of the policy that a project serves, and what shows that it does."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="aims", verbose_name="projet")
    term = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="aims",
        limit_choices_to={"vocabulary": Term.Vocabulary.OBJECTIVE},
        verbose_name="objectif",
    )
    justification = models.TextField(
        "en quoi", blank=True, help_text="Une phrase : ce qui, dans le projet, sert cet objectif."
    )

    class Meta:
        verbose_name = "objectif de la politique"
        verbose_name_plural = "objectifs de la politique"
        ordering = ["term__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "term"],
                name="aim_is_told_once",
                violation_error_message="Cet objectif est déjà noté pour ce projet.",
            )
        ]

    def __str__(self):
        return self.term.name


class Step(Told):
    """A moment of the life of a project."""

    DONE = Began("date")

    project = models.ForeignKey(Project, models.CASCADE, related_name="steps", verbose_name="projet")
    date = PartialDateField("date", db_index=True)
    label = models.CharField("étape", max_length=200)

    class Meta:
        verbose_name = "étape"
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(date=""), name="step_has_a_date", violation_error_message="Une étape a une date."
            )
        ]

    def __str__(self):
        return self.label

    @property
    def is_done(self):
        return self.DONE.holds(self, timezone.now())


class Lesson(Told):
    """What the team of a project learnt, said to the next ones."""

    class Kind(models.TextChoices):
        WORKED = "marche", "ce qui a marché"
        FAILED = "echec", "ce qui n’a pas marché"
        ADVICE = "conseil", "conseil"

    project = models.ForeignKey(Project, models.CASCADE, related_name="lessons", verbose_name="projet")
    kind = models.CharField("nature", max_length=8, choices=Kind, default=Kind.ADVICE)
    title = models.CharField("en une phrase", max_length=150)
    text = models.TextField("détail", blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "enseignement"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class Deliverable(Told):
    """Something a project made: does it still exist, where, and may one take it up again?"""

    class State(models.TextChoices):
        UNKNOWN = "", "non vérifié"
        ONLINE = "en-ligne", "en ligne"
        ON_SITE = "sur-place", "sur place"
        IN_USE = "en-usage", "en usage"
        ARCHIVED = "archive", "archivé"
        MOVED = "deplace", "déplacé"
        GONE = "disparu", "disparu"
        ABANDONED = "abandonne", "abandonné"

    TONES = {
        State.ONLINE: "on",
        State.ON_SITE: "on",
        State.IN_USE: "on",
        State.ARCHIVED: "archived",
        State.MOVED: "moved",
    }

    project = models.ForeignKey(Project, models.CASCADE, related_name="deliverables", verbose_name="projet")
    name = models.CharField("réalisation", max_length=200)
    description = models.CharField("contenu", max_length=300, blank=True)
    url = models.URLField("adresse", max_length=1000, blank=True)
    state = models.CharField("état", max_length=12, choices=State, blank=True, default=State.UNKNOWN)
    host = models.CharField("hébergé par", max_length=200, blank=True)
    archive_url = models.URLField("adresse de l’archive", max_length=1000, blank=True)
    checked_on = models.DateField("vérifié le", null=True, blank=True)
    licence = models.CharField("licence", max_length=20, choices=Licence, blank=True, default=Licence.UNKNOWN)
    is_reusable = models.BooleanField("à reprendre", default=False, help_text="Le projet le met en commun.")
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "réalisation"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    @property
    def tone(self):
        """The shape beside the state (`components/status.html`)."""
        return self.TONES.get(self.state, "")

    @property
    def terms(self):
        """Under which licence one may take it up again: « Licence CC BY 4.0 »."""
        return f"Licence {self.get_licence_display()}"

    @property
    def checked(self):
        """How old what is said of its state is: « vérifié le 1er octobre 2026 »; nothing when nothing is said."""
        if self.checked_on:
            return f"vérifié le {PartialDate(self.checked_on.isoformat()).display}"
        return "non vérifié" if self.state and not self.source_url else ""


class Reuse(Told):
    """A project took up something of another: « repris de », « repris par »."""

    origin = models.ForeignKey(Project, models.PROTECT, related_name="reused_by", verbose_name="repris de")
    project = models.ForeignKey(Project, models.CASCADE, related_name="reuses", verbose_name="repris par")
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    what = models.CharField("ce qui est repris", max_length=250, blank=True)

    class Meta:
        verbose_name = "reprise"
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "project"],
                name="reuse_is_told_once",
                violation_error_message="Cette reprise est déjà notée.",
            ),
            models.CheckConstraint(
                condition=~Q(origin=F("project")),
                name="project_does_not_reuse_itself",
                violation_error_message="Un projet ne se reprend pas lui-même.",
            ),
        ]

    def __str__(self):
        return f"{self.origin} → {self.project}"

    @property
    def precision(self):
        """When, and what: the end of a sentence, « en 2024 : le code »."""
        when = f" en {self.year}" if self.year else ""
        return when + (f"{NBSP}: {typographic(self.what)}" if self.what else "")


class OutsideReuse(Told):
    """A project took up something that has no entry here, or somebody without an entry took up something of it."""

    class Direction(models.TextChoices):
        FROM = "de", "repris de"
        BY = "par", "repris par"

    project = models.ForeignKey(Project, models.CASCADE, related_name="outside_reuses", verbose_name="projet")
    direction = models.CharField("sens", max_length=3, choices=Direction, default=Direction.BY)
    name = models.CharField("de quoi, ou par qui", max_length=200)
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    what = models.CharField("ce qui est repris", max_length=250, blank=True)

    precision = Reuse.precision

    class Meta:
        verbose_name = "reprise hors du répertoire"
        verbose_name_plural = "reprises hors du répertoire"
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "direction", "name"],
                name="outside_reuse_is_told_once",
                violation_error_message="Cette reprise est déjà notée.",
            )
        ]

    def __str__(self):
        return f"{self.get_direction_display()} {self.name}"
