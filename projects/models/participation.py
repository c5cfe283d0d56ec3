"""By whom: the roles of actors in projects."""

from django.db import models
from django.db.models import Count, Q

from actors.models import Actor
from directory.models import Recorded, RecordedQuerySet, Term, told
from french.typography import typographic

from .funding import Funding
from .project import Project
from .totals import Totals, sums


class ParticipationQuerySet(RecordedQuerySet):
    def holders(self):
        return self.filter(role=Participation.Role.HOLDER)

    def to_publish(self):
        """Those that published projects name without a page: a holder that may be named and waits as a draft."""
        waiting = Actor.objects.filter(status__in=[Actor.Status.DRAFT, Actor.Status.REVIEW], merged_into=None)
        return self.holders().filter(actor__in=waiting.exclude(pk__in=Actor.objects.masked()))

    def partners(self):
        return self.filter(role=Participation.Role.PARTNER)

    def told(self):
        """Those that projects tell: an example takes part in examples only."""
        return self.filter(told("actor", by="project"))

    def told_on(self, actor):
        """Those that the page of an actor may tell: a part is as public as the project, and as real."""
        return self.filter(project__in=Project.objects.told_on(actor))

    def by_role(self):
        """For each role, the most frequent first, how many projects and what their public aids come to (`Totals`)."""
        grants = "project__fundings__"
        public = Q(**{f"{grants}funder__is_public_body": True})
        public &= told(*(f"{grants}{name}" for name in Funding.NAMES), by="project")
        projects = Count("project", distinct=True)
        roles = self.order_by().values("role").annotate(projects=projects, **sums(grants, public))
        return roles.order_by("-projects", "role")

    def totals_by_role(self):
        """Return [(role, how many projects, Totals of their public aids)]."""
        return [(row.pop("role"), row.pop("projects"), Totals(**row)) for row in self.by_role()]

    def projects(self):
        """The projects where these parts are taken."""
        return Project.objects.filter(participations__in=self).distinct()

    def for_listing(self):
        """With what a row of a list shows: who."""
        return self.select_related("actor")

    def for_detail(self):
        """With what the page of a project shows of its partners."""
        return self.select_related(
            "sector", "actor__actor_type__default_sector", "actor__seat__located_in"
        ).prefetch_related("actor__seat__containers")


class Participation(Recorded):
    """The part an actor takes in a project. Money is not here but in `Funding`."""

    BELONGS_TO = "project"

    class Role(models.TextChoices):
        HOLDER = "porteur", "porteur"
        PARTNER = "partenaire", "partenaire"
        PROVIDER = "prestataire", "prestataire"
        HOST = "hote", "lieu d’accueil"
        COMMISSIONER = "commanditaire", "maître d’ouvrage ou commanditaire"

    project = models.ForeignKey(Project, models.CASCADE, related_name="participations", verbose_name="projet")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="participations", verbose_name="acteur")
    role = models.CharField("rôle", max_length=14, choices=Role, default=Role.PARTNER)
    sector = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        limit_choices_to={"vocabulary": Term.Vocabulary.SECTOR},
        verbose_name="secteur",
        help_text="Au titre de quel secteur l’acteur participe.",
    )
    note = models.CharField("précision", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "participation"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "actor", "role"],
                name="participation_is_told_once",
                violation_error_message="Cet acteur a déjà ce rôle dans ce projet.",
            )
        ]

    def __str__(self):
        return f"{self.actor.title} ({self.get_role_display()})"

    @property
    def readable_note(self):
        """What is said beside the name, and not instead of it: « DUPONT (Camille) »."""
        return "" if self.actor.is_masked else self.note

    def precision(self):
        """What follows the name of the actor: « prestataire, le son du parcours »; a mere partner is not called so."""
        role = "" if self.role == self.Role.PARTNER else self.get_role_display()
        return ", ".join(filter(None, (role, typographic(self.readable_note))))

    @property
    def represented_sector(self):
        """The sector that the actor stands for in the project: said of it here, else usual for its type."""
        usual = self.actor.actor_type.default_sector if self.actor.actor_type else None
        return self.sector or usual
