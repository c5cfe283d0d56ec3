"""What contradicts itself in the dates of a round: told to whoever writes it, refused to nobody."""

from french.typography import NBSP

from .models import Milestone

AFTER_CLOSING = (Milestone.Kind.JURY, Milestone.Kind.VOTE, Milestone.Kind.NOTIFICATION)
BEFORE_CLOSING = (Milestone.Kind.INFORMATION, Milestone.Kind.PRE_DEPOSIT)


def contradictions(round):
    """Return sentences on the dates of a round that cannot all be true."""
    return [
        *_between("le vote", round.decided_at, "la date limite", round.closes_at),
        *_between("les résultats", round.results_at, "le vote", round.decided_at),
        *_between("la date limite", round.closes_at, "celle d’où elle est reportée", round.postponed_from),
        *(doubt for milestone in round.milestones.all() for doubt in _of_milestone(round, milestone)),
        *_of_year(round),
    ]


def _of_milestone(round, milestone):
    name = f"«{NBSP}{milestone.words}{NBSP}»"
    if milestone.kind in AFTER_CLOSING:
        yield from _between(name, milestone.date, "la date limite", round.closes_at)
    if milestone.kind in BEFORE_CLOSING:
        yield from _between("la date limite", round.closes_at, name, milestone.ends or milestone.date)
    yield from _between(name, milestone.date, "celle d’où elle est reportée", milestone.postponed_from)


def _between(later, date, earlier, other):
    """As far as the less precise of the two dates tells."""
    length = min(len(date), len(other))
    if length and date[:length] < other[:length]:
        yield f"{later} ({date.display}) viendrait avant {earlier} ({other.display})"


def _of_year(round):
    years = [date.year for date in (round.opens_at, round.closes_at) if date]
    if round.year and years and not min(years) <= round.year <= max(years) + 1:
        yield f"l’année ({round.year}) n’est pas celle des dates"
