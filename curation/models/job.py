"""The work that a short-lived process does, away from the page that asked for it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .deposit import Deposit

# Without a sign of life for so long, a job is dead. On SQLite it gives none while it writes: 17 s to undo 5,000 rows
LEASE = timedelta(seconds=60)


class JobQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Job.State.WAITING)

    def alive(self):
        """Jobs of which a process gave a sign of life."""
        return self.filter(state=Job.State.RUNNING, lease_until__gt=timezone.now())

    def dead(self):
        return self.filter(state=Job.State.RUNNING, lease_until__lte=timezone.now())


class Job(models.Model):
    """Writing a deposit, or undoing it. One at a time: its process renews a lease, and dies without harm."""

    class Task(models.TextChoices):
        WRITE = "ecrire", "écriture"
        UNDO = "annuler", "annulation"

    class State(models.TextChoices):
        WAITING = "attend", "attend son tour"
        RUNNING = "court", "en cours"
        DONE = "fini", "finie"
        REFUSED = "refuse", "rien n’est écrit"
        KILLED = "interrompu", "interrompue"

    deposit = models.ForeignKey(Deposit, models.CASCADE, related_name="jobs", verbose_name="import")
    task = models.CharField("travail", max_length=10, choices=Task)
    state = models.CharField("état", max_length=12, choices=State, default=State.WAITING, db_index=True)
    message = models.TextField("message", blank=True)
    done = models.PositiveIntegerField("lignes faites", default=0)
    total = models.PositiveIntegerField("lignes à faire", default=0)
    lease_until = models.DateTimeField("en vie jusqu’à", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="demandé par"
    )
    asked_at = models.DateTimeField("demandé le", auto_now_add=True)
    ended_at = models.DateTimeField("fini le", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deposit"],
                condition=Q(state__in=["attend", "court"]),
                name="one_job_at_a_time_for_a_deposit",
                violation_error_message="Cet import est déjà en cours.",
            ),
        ]

    def __str__(self):
        return f"{self.get_task_display()} de l’{self.deposit}"

    @property
    def is_going_on(self):
        return self.state in (self.State.WAITING, self.State.RUNNING)
