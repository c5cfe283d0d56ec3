"""The lives of calls, side by side on one line of years: from when to when, with which rounds, after which other."""

from dataclasses import dataclass

from django.utils import timezone

from french.dates import PARIS
from french.typography import joined, typographic

from .models import Call
from .models.state import LIVELY

STEP = 4  # years between two marks of the axis
MOST = 5  # lives on one drawing


@dataclass(frozen=True)
class Life:
    """One call: when it began and ended, in years, and its rounds; a year is 2024, its middle is 2024.5."""

    call: Call
    rounds: list
    marks: list
    start: float
    end: float
    is_lit: bool  # drawn in the colour of what matters here

    @property
    def told(self):
        """The years of the rounds, and what the call took over from."""
        years = sorted({round.year for round in self.rounds if round.year})
        before = [call.name for call in self.call.told_of("succeeds")]
        parts = [", ".join(map(str, years)), f"prend la suite de {joined(before)}" if before else ""]
        return typographic(" ; ".join(filter(None, parts)))


class Lineage:
    """Several calls whose dates are known, the oldest first."""

    def __init__(self, lives):
        self.lives = sorted(lives, key=lambda life: (life.start, life.call.key))
        self.now = now_in_years()
        first = min((life.start for life in self.lives), default=self.now)
        last = max([self.now, *(life.end for life in self.lives)])
        self.first = int(first) // STEP * STEP
        self.last = -(-int(last + 1) // STEP) * STEP

    @property
    def years(self):
        return range(self.first, self.last + 1, STEP)

    def place(self, year):
        """Where a year stands on the line, from 0 to 100."""
        return 100 * (year - self.first) / (self.last - self.first)

    @property
    def drawn(self):
        """Each life with its places on the line."""
        for life in self.lives:
            yield life, (self.place(life.start), self.place(life.end), [*map(self.place, life.marks)])

    @property
    def place_of_now(self):
        return self.place(self.now)


def lineage_of_all():
    """The published calls that most is to be seen of; those that one may apply to, now or soon, are lit."""
    calls = Call.objects.published().real().for_lineage()
    lives = filter(None, (life_of(call, is_lively(call)) for call in calls))
    return Lineage(sorted(lives, key=worth_seeing, reverse=True)[:MOST])


def worth_seeing(life):
    """What may be applied to, then what comes from another call or came back, then the latest."""
    ties = [*life.call.succeeds.all(), *life.call.succeeded_by.all()]
    return life.is_lit, bool(ties) or len(life.rounds) > 1, life.end, life.call.key


def lineage_of(call):
    """A call and all those that it comes from or that come from it; nothing when it stands alone."""
    family = family_of(call, Call.objects.told_on(call).for_lineage())
    lineage = Lineage(filter(None, (life_of(one, one == call) for one in family)))
    return lineage if len(lineage.lives) > 1 else None


def family_of(call, calls):
    """The calls tied to it by succession, however far."""
    known = {one.pk: one for one in calls}
    family, reached = set(), {call.pk} & known.keys()
    while reached:
        family |= reached
        ties = (other for pk in reached for other in (*known[pk].succeeds.all(), *known[pk].succeeded_by.all()))
        reached = ({other.pk for other in ties} & known.keys()) - family
    return [known[pk] for pk in family]


def life_of(call, is_lit):
    """The life of a call, as far as its own dates and those of its rounds tell it; nothing when none does."""
    rounds = sorted(call.rounds.all(), key=lambda round: (round.year or 0, round.key))
    spans = [span for round in rounds if (span := span_of(round))]
    starts = [in_years(call.starts.first)] if call.starts else [start for start, _ in spans]
    ends = [in_years(call.ends.after)] if call.ends else [*(end for _, end in spans), *starts]
    if not starts:
        return None
    end = now_in_years() if not call.ends and is_lively(call) else max(ends)
    return Life(call, rounds, [(start + stop) / 2 for start, stop in spans], min(starts), max(end, max(ends)), is_lit)


def span_of(round):
    """When a round opens and closes, or else its year."""
    dates = [date for date in (round.opens_at, round.closes_at) if date]
    if dates:
        return in_years(dates[0].first), in_years(dates[-1].after)
    return (round.year, round.year + 1) if round.year else None


def is_lively(call):
    return any(round.state in LIVELY for round in call.rounds.all())


def in_years(moment):
    local = moment.astimezone(PARIS)
    return local.year + (local.timetuple().tm_yday - 1) / 366


def now_in_years():
    return in_years(timezone.now())
