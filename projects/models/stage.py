"""The state of a project: what staff say of it, else what its dates say. One table for the database, Python and time.

What dates say is never stored: it changes without a write.
"""

from django.db import models
from django.db.models import Case, F, Value, When

from directory.timed import Began, Known, Over


class Stage(models.TextChoices):
    UNKNOWN = "", "non renseigné"
    PREPARED = "en-preparation", "en préparation"
    RUNNING = "en-cours", "en cours"
    IN_SERVICE = "en-service", "en service"
    FINISHED = "termine", "terminé"
    ABANDONED = "abandonne", "abandonné"
    BEGUN = "commence", "commencé, fin non connue"


TOLD = [(stage.value, stage.label) for stage in Stage if stage is not Stage.BEGUN]  # what staff may say

# The first line whose condition is true says the state of a project of which staff say none. A project that has begun
# is not known to go on, unless the date of its end is known too: most sources tell a beginning alone.
RULES = (
    (Stage.FINISHED, Over("ends")),
    (Stage.PREPARED, Known("starts") & ~Began("starts")),
    (Stage.RUNNING, Known("ends") & Began("starts")),
    (Stage.BEGUN, Began("starts")),
)
CLOCKS = frozenset().union(*(condition.clocks for _, condition in RULES))


def stage_in_sql(moment):
    """Return the expression of the state of each project at a moment; empty when nothing says it."""
    told = When(~models.Q(stage=Stage.UNKNOWN), then=F("stage"))
    derived = [When(condition.q(moment), then=Value(stage)) for stage, condition in RULES]
    return Case(told, *derived, default=Value(Stage.UNKNOWN), output_field=models.CharField())


def stage_of(project, moment):
    """Return the state of one project at a moment."""
    derived = (stage for stage, condition in RULES if condition.holds(project, moment))
    return Stage(project.stage or next(derived, Stage.UNKNOWN))
