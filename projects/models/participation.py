"""By whom: the roles of actors in projects."""

from django.db import models

from actors.models import Actor
from directory.models import Term

from .project import Project


class ParticipationQuerySet(models.QuerySet):
    def holders(self):
        return self.filter(role=Participation.Role.HOLDER)

    def partners(self):
        return self.filter(role=Participation.Role.PARTNER)


class Participation(models.Model):
    """The part an actor takes in a project. Money is not here but in `Funding`."""

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
