"""A round of a call: what is open, until when, for whom."""

from django.db import models
from django.db.models import Case, F, Prefetch, Q, When
from django.urls import reverse
from django.utils import timezone

from directory.fields import AmountField, PartialDateField, PercentageField, in_order
from directory.models import Entry, EntryQuerySet, Scheduled, told
from french.dates import PARIS

from .call import Call
from .funded import Funded
from .state import APPLICABLE, CLOSED, IMPOSED, State, state_in_sql, state_of
from .words import RoundInWords


class RoundQuerySet(EntryQuerySet):
    """The words of the calendar. A state is computed, never stored: it changes without a write."""

    def real(self):
        """A round is no more real than its call."""
        return super().real().filter(call__is_example=False)

    def told(self):
        """Those that their calls tell: an example only when the call is one."""
        return self.filter(told("", by="call"))

    def with_state(self, moment=None):
        """Add `state_now`, the state of each round at the moment (now by default)."""
        return self.annotate(state_now=state_in_sql(moment or timezone.now()))

    def in_state(self, *states):
        return self.with_state().filter(state_now__in=states)

    def open(self):
        """One may apply today."""
        return self.in_state(*APPLICABLE)

    def upcoming(self):
        return self.in_state(State.UPCOMING)

    def closed(self):
        """One may no longer apply."""
        return self.in_state(*CLOSED)

    def soon_closing(self):
        return self.in_state(State.CLOSING)

    def with_a_contact(self):
        """Those that say whom to ask: a function, a place, an address."""
        return self.filter(Q(items__kind="contact") | ~Q(contact_email=""))

    def order_by_relevance(self):
        """What one may apply to, then what opens soon, then the latest."""
        rank = Case(When(state_now__in=APPLICABLE, then=0), When(state_now=State.UPCOMING, then=1), default=2)
        return self.with_state().order_by(rank, F("year").desc(nulls_last=True), "-closes_at", "key")

    def for_detail(self):
        """With all that the page of a round tells; of the other rounds of its call, what is published."""
        siblings = self.model.objects.published().told().prefetch_related("axes")
        return self.select_related("call").prefetch_related(
            *("call__leads", "call__partners", "axes", "milestones", "documents"),
            *("items__term", "items__territory", Prefetch("call__rounds", siblings)),
        )

    def for_export(self):
        """With what files and programs are told."""
        return self.select_related("call").with_state()

    def for_calendar(self):
        """With what the calendars of readers hold."""
        return self.prefetch_related("milestones")

    def order_by_deadline(self):
        """The nearest closing date first, then the rounds that have none."""
        return self.order_by(Case(When(closes_at="", then=1), default=0), "closes_at", "key")


class Round(RoundInWords, Funded, Scheduled, Entry):
    """An édition of a call: its calendar, its budget, its conditions."""

    State = State
    OVERRIDES = [(state.value, state.label) for state in IMPOSED]
    IDENTIFIER_PREFIX = "r"
    PUBLIC_WITH = ("call",)
    SECTION = "Appels"
    SECTION_VIEW = "calls:list"
    PARENT = "call"
    SCHEDULE = ("opens_at", "closes_at", "decided_at", "results_at", "override")
    SOURCED = ("axes", "milestones", "items", "documents")
    REFUSAL = "Des financements de cette édition sont de son ancien dispositif : détachez-les d’abord de l’édition."

    call = models.ForeignKey(Call, models.PROTECT, related_name="rounds", verbose_name="dispositif")
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    opens_at = PartialDateField("ouvre le")
    closes_at = PartialDateField("ferme le")
    postponed_from = PartialDateField(
        "date limite reportée du", help_text="La date annoncée d’abord. Vide : la date limite n’a pas bougé."
    )
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
    website = models.URLField(
        "page officielle", max_length=1000, blank=True, help_text="La page du financeur qui présente l’édition."
    )
    apply_url = models.URLField(
        "où déposer",
        max_length=1000,
        blank=True,
        help_text="Le formulaire du financeur lui-même : aucun dossier ne se dépose ici.",
    )
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

    def sums(self):
        return {"aides accordées": self.fundings.readable().totals().amount}

    @property
    def state(self):
        """The state now."""
        return self.state_at(timezone.now())

    def state_at(self, moment):
        return state_of(self, moment)

    @property
    def is_open(self):
        return self.state in APPLICABLE

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
