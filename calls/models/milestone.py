"""The dates of a round besides its opening and its closing."""

from django.db import models
from django.db.models import Q

from directory.fields import PartialDateField, in_order
from directory.likeness import Comparable, Likeness, Verdict
from directory.models import Scheduled, Sourced
from directory.timed import Began

from .round import Round


class Milestone(Comparable, Scheduled, Sourced):
    """A date of a round: a day, a window, or something to come of which the date is not told yet."""

    class Kind(models.TextChoices):
        INFORMATION = "information", "réunion d’information"
        PRE_DEPOSIT = "pre-depot", "pré-dépôt"
        DEADLINE = "echeance", "date limite intermédiaire"
        JURY = "jury", "jury"
        VOTE = "vote", "vote"
        NOTIFICATION = "notification", "notification"
        OTHER = "autre", "autre étape"

    BELONGS_TO = "round"
    SCHEDULE = ("date", "ends")
    WITHIN = ("round", "date", "label")
    DONE = Began("date")

    round = models.ForeignKey(Round, models.CASCADE, related_name="milestones", verbose_name="édition")
    kind = models.CharField("nature", max_length=12, choices=Kind, default=Kind.OTHER)
    date = PartialDateField("date", help_text="Aussi précise que la source. Vide : « à venir ».")
    ends = PartialDateField("jusqu’au", help_text="La fin, quand l’étape dure ou que la source dit « entre… et… ».")
    postponed_from = PartialDateField("reportée du", help_text="La date annoncée d’abord.")
    label = models.CharField("étape", max_length=200, blank=True, help_text="Vide : sa nature suffit.")
    url = models.URLField("inscription ou lien", max_length=1000, blank=True)

    class Meta:
        verbose_name = "étape du calendrier"
        verbose_name_plural = "étapes du calendrier"
        ordering = ["date", "pk"]
        constraints = [
            in_order("date", "ends", "milestone_ends_after_it_begins", "Une étape finit après avoir commencé."),
            models.CheckConstraint(
                condition=~Q(date="") | Q(ends=""),
                name="milestone_that_ends_begins",
                violation_error_message="Une étape qui finit a une date de début.",
            ),
            models.CheckConstraint(
                condition=~Q(label="") | ~Q(kind="autre"),
                name="milestone_says_what_it_is",
                violation_error_message="Une étape a un nom, ou une nature.",
            ),
        ]

    def __str__(self):
        return f"{self.date.display or 'à venir'} : {self.words}"

    @property
    def words(self):
        """What happens: its own words, else its nature."""
        return self.label or self.get_kind_display().capitalize()

    def compare(self, other):
        """The same date, told with the same words."""
        return Likeness(Verdict.SAME, "même date")
