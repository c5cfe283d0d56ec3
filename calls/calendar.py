"""The calendar of a round: what is done, where we stand, what comes. Pages draw it, calendars and feeds follow it."""

from dataclasses import dataclass, replace

from django.utils import timezone

from directory.timed import Began
from finding.formats.appointments import Appointment
from french.dates import PartialDate
from french.typography import NBSP

DATES = {
    "opens_at": "Ouverture du dépôt",
    "closes_at": "Date limite",
    "decided_at": "Vote",
    "results_at": "Publication des résultats",
}
CLOCKS = frozenset(map(Began, DATES))


@dataclass(frozen=True)
class Moment:
    """A date of the calendar."""

    date: PartialDate  # empty: to come, nobody says when
    label: str
    key: str  # tells it from the others of its round, whatever its date: `closes_at`, `etape-12`
    ends: PartialDate = PartialDate("")
    postponed_from: PartialDate = PartialDate("")
    url: str = ""  # to register
    sequence: int = 0  # how many times it moved
    is_deadline: bool = False
    done: bool = False
    now: bool = False  # the segment that follows is the present

    @property
    def when(self):
        """« 12 mars 2026 », « 12 mars 2026 – 14 mars 2026 », « à venir »."""
        if not self.date:
            return "à venir"
        told = f"{self.date.display} – {self.ends.display}" if self.ends else self.date.display
        return told.replace(NBSP, " ")  # in a narrow column, it may be cut between words

    @property
    def moved(self):
        """« d’abord annoncée pour : 4 mars 2026 »; empty when it was not moved."""
        return f"d’abord annoncée pour{NBSP}: {self.postponed_from.display}" if self.postponed_from else ""


def calendar(round, at=None):
    """The dates of a round, in order; those of the same day in the order in which things happen, the unknown last."""
    moments = sorted(_moments(round, at or timezone.now()), key=_date)
    last = sum(moment.done for moment in moments) - 1
    if 0 <= last < len(moments) - 1:
        moments[last] = replace(moments[last], now=True)
    return moments


def _moments(round, at):
    own = [_own(round, field, label, at) for field, label in DATES.items() if getattr(round, field)]
    openings = [moment for moment in own if moment.key == "opens_at"]
    others = [_told(one, at) for one in round.milestones.all()]
    return [*openings, *others, *(moment for moment in own if moment not in openings)]


def _own(round, field, label, at):
    is_deadline = field == "closes_at"
    return Moment(
        date=getattr(round, field),
        label=label,
        key=field,
        postponed_from=round.postponed_from if is_deadline else PartialDate(""),
        is_deadline=is_deadline,
        sequence=round.sequence,
        done=Began(field).holds(round, at),
    )


def _told(milestone, at):
    return Moment(
        date=milestone.date,
        label=milestone.words,
        key=f"etape-{milestone.pk}",
        ends=milestone.ends,
        postponed_from=milestone.postponed_from,
        url=milestone.url,
        sequence=milestone.sequence + milestone.round.sequence,  # a suspended round cancels its milestones
        done=milestone.DONE.holds(milestone, at),
    )


def _date(moment):
    return not moment.date, moment.date


def appointments(round):
    """What the dates of a round are in the calendars of readers; cancelled once staff say that they hold no more."""
    for moment in calendar(round):
        yield Appointment(
            uid=f"{round.identifier}-{moment.key}",
            summary=f"{moment.label}{NBSP}: {round.name}",
            starts=moment.date,
            ends=moment.ends,
            sequence=moment.sequence,
            changed=round.updated_at,
            url=round.get_absolute_url(),
            description=moment.moved,
            is_cancelled=bool(round.override),
        )
