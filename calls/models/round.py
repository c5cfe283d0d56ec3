"""A round of a call: what is open, until when, for whom."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from directory.fields import (
    AmountField,
    KeyField,
    PartialDateField,
    PercentageField,
    UniqueKey,
    has_begun,
    in_order,
    is_over,
)
from directory.models import Entry, EntryQuerySet, Recorded
from french.dates import PARIS
from french.folding import fold

from .call import Call
from .funded import Funded

CLOSING_SOON = timedelta(days=14)


def next_year(moment):
    """When the year that it is in Paris ends."""
    return datetime(moment.astimezone(PARIS).year + 1, 1, 1, tzinfo=PARIS)


class RoundQuerySet(EntryQuerySet):
    """The words of the calendar. A state is computed, never stored: it changes without a write."""

    def published(self):
        """A round is no more public than its call."""
        return super().published().filter(call__in=Call.objects.published())

    def with_state(self, moment=None):
        """Add `state_now`, the state of each round at the moment (now by default)."""
        rules = Round.state_rules(moment or timezone.now())
        cases = [When(condition, then=Value(state)) for state, condition in rules]
        return self.annotate(
            state_now=Case(*cases, default=Value(Round.State.UNKNOWN), output_field=models.CharField())
        )

    def in_state(self, *states):
        return self.with_state().filter(state_now__in=states)

    def open(self):
        """One may apply today."""
        return self.in_state(*Round.APPLICABLE)

    def upcoming(self):
        return self.in_state(Round.State.UPCOMING)

    def closed(self):
        """One may no longer apply."""
        return self.in_state(Round.State.CLOSED, Round.State.UNDER_REVIEW, Round.State.RESULTS, Round.State.EXHAUSTED)

    def soon_closing(self):
        return self.in_state(Round.State.CLOSING)

    def order_by_relevance(self):
        """What one may apply to, then what opens soon, then the latest."""
        rank = Case(
            When(state_now__in=Round.APPLICABLE, then=0), When(state_now=Round.State.UPCOMING, then=1), default=2
        )
        return self.with_state().order_by(rank, F("year").desc(nulls_last=True), "-closes_at", "key")

    def transitions(self, after):
        """When a state may change without a write: at the edges of dates, at a publication, with the year."""
        dates = ("opens_at", "closes_at", "decided_at", "results_at", "milestones__date")
        edges = (edge for row in self.values_list(*dates) for edge in row)
        moments = [moment for date in edges if date for moment in (date.first, date.after, date.after - CLOSING_SOON)]
        moments += self.filter(publish_from__gt=after).values_list("publish_from", flat=True)
        return [moment for moment in (*moments, next_year(after)) if moment > after]

    def for_detail(self):
        """With all that the page of a round tells; of the other rounds of its call, what is published."""
        siblings = self.model.objects.published().prefetch_related("axes")
        return self.select_related("call").prefetch_related(
            *("call__leads", "call__partners", "axes", "milestones"), Prefetch("call__rounds", siblings)
        )

    def order_by_deadline(self):
        """The nearest closing date first, then the rounds that have none."""
        return self.order_by(Case(When(closes_at="", then=1), default=0), "closes_at", "key")


class Round(Funded, Entry):
    """An édition of a call: its calendar, its budget, its conditions."""

    class State(models.TextChoices):
        UPCOMING = "a-venir", "à venir"
        OPEN = "ouvert", "ouvert"
        CLOSING = "bientot-clos", "bientôt clos"
        CLOSED = "clos", "clos"
        UNDER_REVIEW = "en-instruction", "en instruction"
        RESULTS = "resultats-publies", "résultats publiés"
        SUSPENDED = "suspendu", "suspendu"
        EXHAUSTED = "epuise", "enveloppe épuisée"
        POSTPONED = "reporte", "reporté"
        UNKNOWN = "dates-inconnues", "dates inconnues"

    OVERRIDES = [(state.value, state.label) for state in (State.SUSPENDED, State.EXHAUSTED, State.POSTPONED)]
    APPLICABLE = (State.OPEN, State.CLOSING)
    TONES = {
        State.OPEN: "open",
        State.CLOSING: "open",
        State.UPCOMING: "soon",
        State.RESULTS: "archived",
    } | dict.fromkeys((State.SUSPENDED, State.POSTPONED), "moved")
    IDENTIFIER_PREFIX = "r"
    SECTION = "Appels"
    SECTION_VIEW = "calls:list"
    PARENT = "call"
    REFUSAL = "Des financements de cette édition sont de son ancien dispositif : détachez-les d’abord de l’édition."

    call = models.ForeignKey(Call, models.PROTECT, related_name="rounds", verbose_name="dispositif")
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    opens_at = PartialDateField("ouvre le")
    closes_at = PartialDateField("ferme le")
    decided_at = PartialDateField("vote prévu ou tenu le")
    results_at = PartialDateField("résultats publiés le")
    open_ended = models.BooleanField("ouvert toute l’année", default=False, help_text="Dépôt sans date limite.")
    override = models.CharField(
        "état imposé",
        max_length=20,
        choices=OVERRIDES,
        blank=True,
        help_text="Ce que les dates ne disent pas. Vide : l’état vient des dates.",
    )
    budget = AmountField("enveloppe (€)", null=True, blank=True)
    max_grant = AmountField("aide maximale (€)", null=True, blank=True)
    max_rate = PercentageField("taux maximal (%)", null=True, blank=True)
    eligibility = models.TextField("pour qui, à quelles conditions", blank=True)
    website = models.URLField("page officielle", max_length=1000, blank=True)
    contact_email = models.EmailField(
        "courriel du service", blank=True, help_text="Adresse de fonction, jamais celle d’une personne."
    )

    objects = RoundQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "édition"
        ordering = ["-year", "-closes_at", "key"]
        constraints = [
            *Entry.Meta.constraints,
            in_order("opens_at", "closes_at", "round_closes_after_it_opens", "Une édition ferme après avoir ouvert."),
            in_order(
                "closes_at", "results_at", "results_come_after_closing", "Les résultats viennent après la clôture."
            ),
            models.CheckConstraint(
                condition=Q(open_ended=False) | Q(closes_at=""),
                name="open_ended_round_has_no_closing_date",
                violation_error_message="Une édition ouverte toute l’année n’a pas de date de clôture.",
            ),
            models.CheckConstraint(
                condition=Q(max_rate=None) | Q(max_rate__range=(0, 100)),
                name="round_rate_is_a_percentage",
                violation_error_message="Un taux est un pourcentage, de 0 à 100.",
            ),
            models.CheckConstraint(
                condition=(Q(budget=None) | Q(budget__gte=0)) & (Q(max_grant=None) | Q(max_grant__gte=0)),
                name="round_amounts_are_not_negative",
                violation_error_message="Un montant n’est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__range=(1980, 2100)),
                name="round_year_is_plausible",
                violation_error_message="Une année a quatre chiffres, de 1980 à 2100.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("calls:round", kwargs={"slug": self.slug})

    @classmethod
    def state_rules(cls, moment):
        """The states and what makes each so, in the order that the database reads them: the first that holds wins.

        1. what staff impose; 2. results published; 3. not open yet; 4. no closing date at all (open all year);
        5. closed, and the vote still to come; 6. closed; 7. closing within a fortnight; 8. open;
        9. without a closing date, over with its year.
        """
        closed = is_over("closes_at", moment)
        yield from ((state, Q(override=state)) for state, _ in cls.OVERRIDES)
        yield cls.State.RESULTS, has_begun("results_at", moment)
        yield cls.State.UPCOMING, ~Q(opens_at="") & ~has_begun("opens_at", moment)
        yield cls.State.OPEN, Q(open_ended=True)
        yield cls.State.UNDER_REVIEW, closed & ~Q(decided_at="") & ~is_over("decided_at", moment)
        yield cls.State.CLOSED, closed
        yield cls.State.CLOSING, is_over("closes_at", moment + CLOSING_SOON)
        yield cls.State.OPEN, ~Q(closes_at="")
        yield cls.State.CLOSED, Q(year__lt=moment.astimezone(PARIS).year)

    @property
    def state(self):
        """The state now; the rules are the queryset's, applied to one round."""
        return self.state_at(timezone.now())

    def state_at(self, moment):
        if self.override:
            return self.State(self.override)
        if self.results_at.has_begun(moment):
            return self.State.RESULTS
        if self.opens_at and not self.opens_at.has_begun(moment):
            return self.State.UPCOMING
        if self.open_ended:
            return self.State.OPEN
        return self._state_by_closing_date(moment) if self.closes_at else self._state_without_closing_date(moment)

    def _state_by_closing_date(self, moment):
        if self.closes_at.is_over(moment):
            voting = self.decided_at and not self.decided_at.is_over(moment)
            return self.State.UNDER_REVIEW if voting else self.State.CLOSED
        return self.State.CLOSING if self.closes_at.is_over(moment + CLOSING_SOON) else self.State.OPEN

    def _state_without_closing_date(self, moment):
        past = self.year and self.year < moment.astimezone(PARIS).year
        return self.State.CLOSED if past else self.State.UNKNOWN

    @property
    def tone(self):
        """The shape beside the state (`components/status.html`)."""
        return self.TONES.get(self.state, "")

    @property
    def is_published(self):
        return super().is_published and self.call.is_published

    @property
    def is_open(self):
        return self.state in self.APPLICABLE

    @property
    def days_left(self):
        """Days until the closing day, in Paris; None without a closing date known to the day."""
        return days_until(self.closes_at)

    @property
    def days_to_opening(self):
        return days_until(self.opens_at)


def days_until(date):
    """Days from today, in Paris; None when the date is not known to the day."""
    return (date.first.date() - timezone.now().astimezone(PARIS).date()).days if len(date) >= 10 else None


class Axis(Funded, Recorded):
    """An axis of a round: axes change from one year to the next."""

    PARENT = BELONGS_TO = "round"
    REFUSAL = "Des financements de cet axe sont de son ancienne édition : détachez-les d’abord de l’axe."

    round = models.ForeignKey(Round, models.CASCADE, related_name="axes", verbose_name="édition")
    name = models.CharField("axe", max_length=150)
    slug = models.SlugField(max_length=150, editable=False)
    key = KeyField()
    definition = models.TextField("ce qu’il finance", blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "axe"
        verbose_name_plural = "axes"
        ordering = ["position", "pk"]
        constraints = [
            UniqueKey(
                fields=["round", "key"],
                name="axis_is_told_once_in_its_round",
                violation_error_message="Cette édition a déjà cet axe.",
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = slugify(fold(self.name))[:150]
        super().save(*args, **kwargs)


class Milestone(Recorded):
    """A date of a round besides its opening and its closing: webinar, committee, vote, bilan."""

    BELONGS_TO = "round"

    round = models.ForeignKey(Round, models.CASCADE, related_name="milestones", verbose_name="édition")
    date = PartialDateField("date")
    label = models.CharField("étape", max_length=200)

    class Meta:
        verbose_name = "étape du calendrier"
        verbose_name_plural = "étapes du calendrier"
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(date=""),
                name="milestone_has_a_date",
                violation_error_message="Une étape a une date.",
            )
        ]

    def __str__(self):
        return f"{self.date.display} : {self.label}"
