"""The state of a round: one table, from which the database, Python and the clock all answer.

A state is never stored: it changes without a write.
"""

from django.db import models
from django.db.models import Case, Value, When

from directory.timed import Began, Is, Known, Over, YearOver


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

    @property
    def tone(self):
        """The shape beside the state (`components/status.html`)."""
        return TONES.get(self, "")

    @property
    def word(self):
        """The word beside the shape: a round that closes soon is an open one, and its `mark` says the rest."""
        return State.OPEN.label if self is State.CLOSING else self.label

    @property
    def mark(self):
        return self.label if self is State.CLOSING else ""


# The first line whose condition is true says the state. Dates are those of clocks in Paris: a date known to the day is
# over at midnight, one known to the month or to the year with it, one known to the minute when that minute strikes.
RULES = (
    # what staff impose, for no date says it
    (State.SUSPENDED, Is("override", State.SUSPENDED)),
    (State.EXHAUSTED, Is("override", State.EXHAUSTED)),
    (State.POSTPONED, Is("override", State.POSTPONED)),
    # what the dates say
    (State.RESULTS, Began("results_at")),
    (State.UPCOMING, Known("opens_at") & ~Began("opens_at")),
    (State.OPEN, Is("open_ended", True)),
    (State.UNDER_REVIEW, Over("closes_at") & Known("decided_at") & ~Over("decided_at")),
    (State.CLOSED, Over("closes_at")),
    (State.CLOSING, Over("closes_at", within_days=14)),
    (State.OPEN, Known("closes_at")),
    # without a closing date
    (State.CLOSED, YearOver("year")),
)
OTHERWISE = State.UNKNOWN

IMPOSED = (State.SUSPENDED, State.EXHAUSTED, State.POSTPONED)
COMPUTED = tuple(state for state in State if state not in (*IMPOSED, OTHERWISE))
APPLICABLE = (State.OPEN, State.CLOSING)  # one may apply
LIVELY = (*APPLICABLE, State.UPCOMING)  # or may soon
CLOSED = (State.CLOSED, State.UNDER_REVIEW, State.RESULTS, State.EXHAUSTED)  # one may no longer apply
# What lists put first: what one may apply to, what opens soon, what is being decided, what has its laureates.
RANKS = (
    APPLICABLE,
    (State.UPCOMING,),
    (State.UNDER_REVIEW, State.SUSPENDED, State.POSTPONED),
    (State.CLOSED, State.RESULTS, State.EXHAUSTED),
    (State.UNKNOWN,),
)
TONES = {
    State.OPEN: "open",
    State.CLOSING: "open",
    State.UPCOMING: "soon",
    State.RESULTS: "archived",
    State.SUSPENDED: "moved",
    State.POSTPONED: "moved",
}


def state_in_sql(moment):
    """Return the expression of the state of each round at a moment."""
    cases = [When(condition.q(moment), then=Value(state)) for state, condition in RULES]
    return Case(*cases, default=Value(OTHERWISE), output_field=models.CharField())


def rank_in_sql(column):
    """Return the expression of the place of a state, which a column holds, in `RANKS`; after all when it has none."""
    cases = [When(**{f"{column}__in": states}, then=Value(rank)) for rank, states in enumerate(RANKS)]
    return Case(*cases, default=Value(len(RANKS)), output_field=models.IntegerField())


def state_of(round, moment):
    """Return the state of one round at a moment."""
    return next((state for state, condition in RULES if condition.holds(round, moment)), OTHERWISE)


def clocks():
    """Return what time changes in the state of a round."""
    return frozenset().union(*(condition.clocks for _, condition in RULES))
