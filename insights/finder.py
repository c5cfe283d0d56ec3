"""« Quel appel pour mon projet ? »: the calls that fit what a reader says of a project, each with its reasons.

A round tells what it admits item by item. Each question has one answer of the reader at most, and a round says of it
« pour », « contre », or nothing: what is not told is never taken for a yes. Nothing is kept of who asks.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from calls.habits import usually
from calls.models import Call, Item, Round
from calls.models.state import LIVELY
from french.dates import clock_at
from french.typography import NBSP, joined
from territories.models import Territory

Kind = Item.Kind

FOR, AGAINST, UNTOLD = "pour", "contre", "non précisé"
EXACT, WIDER, ANY = 3, 2, 1  # how a round names what was answered: itself, what holds it, all or some of it
USUAL = 4  # years after which a call without a new round is proposed no more
OF_UNKNOWN_YEAR = 2  # how many years old a round without a year counts for
MOMENTS = NOW, NEXT, USUALLY = "maintenant", "bientôt", "d’habitude"


@dataclass(frozen=True)
class Question:
    """What one may say of a project, and the items that answer; `weight` is how much it tells calls apart."""

    name: str
    kind: str
    title: str
    subject: str  # of a reason: « disciplines »
    weight: int = 1


QUESTIONS = (
    Question("qui", Kind.BENEFICIARY, "Qui êtes-vous ?", "qui peut déposer"),
    Question("ou", Kind.TERRITORY, "Où est le projet ?", "territoires"),
    Question("metier", Kind.METIER, "Pour quel métier ?", "métiers"),
    Question("discipline", Kind.DISCIPLINE, "Dans quelle discipline ?", "disciplines", weight=4),
    Question("stade", Kind.STAGE, "Où en est le projet ?", "stade du projet", weight=3),
)


@dataclass(frozen=True)
class Reason:
    """What a round says of one answer."""

    question: Question
    verdict: str
    words: str
    points: int = 0

    @property
    def told(self):
        """« pour : disciplines, « musique » »."""
        return f"{self.verdict}{NBSP}: {self.words}"


@dataclass(frozen=True)
class Fit:
    """A round and what it says of each answer."""

    round: Round
    when: str
    usually: str  # in which months its call usually closes, in words
    reasons: tuple

    @property
    def is_admitted(self):
        return all(reason.verdict != AGAINST for reason in self.reasons)

    @property
    def points(self):
        return sum(reason.points for reason in self.reasons)

    def rank(self, year):
        """What comes first: what is open, then what says most of what was answered, and lately."""
        age = year - self.round.year if self.round.year else OF_UNKNOWN_YEAR
        moment = MOMENTS.index(self.when)
        return moment, max(age, 0) - self.points, age, self.round.closes_at or "9", self.round.key


class Finder:
    """The calls that fit some answers: `{name of a question: Term or Territory}`."""

    def __init__(self, answers):
        self.answers = answers
        self.now = timezone.now()

    @cached_property
    def fits(self):
        """The rounds that nothing is told against and something is told for, the best first."""
        return [fit for fit in self._all if fit.is_admitted and (fit.points or not self.answers)]

    @cached_property
    def silent(self):
        """Those that say nothing of what is asked."""
        return [fit for fit in self._all if fit.is_admitted and fit not in self.fits]

    @cached_property
    def misfits(self):
        """The others, with what they say against it."""
        return [fit for fit in self._all if not fit.is_admitted]

    @cached_property
    def _all(self):
        found = [self._fit(round, when, told) for round, when, told in self._candidates()]
        return sorted(found, key=lambda fit: fit.rank(self._year))

    @property
    def _year(self):
        return clock_at(self.now).year

    def _candidates(self):
        """Yield (round, when, usual months): those that are open or to come, else the latest one of a living call."""
        for rounds in self._rounds_by_call().values():
            coming = [round for round in rounds if round.state in LIVELY]
            for round in coming:
                yield round, NOW if round.is_open else NEXT, ""
            latest = max(rounds, key=lambda round: (round.year or 0, round.closes_at, round.key))
            if not coming and (latest.year is None or self._year - latest.year <= USUAL):
                yield latest, USUALLY, usually(rounds)

    @staticmethod
    def _rounds_by_call():
        """The rounds of the calls that are neither over nor replaced, nor led by a body that is: a former région."""
        living = Call.objects.filter(succeeded_by=None, ends="").exclude(leads__succeeded_by__isnull=False)
        rounds = Round.objects.published().real().filter(call__in=living)
        found = defaultdict(list)
        for round in rounds.select_related("call").prefetch_related("items__term", "items__territory__containers"):
            found[round.call].append(round)
        return found

    def _fit(self, round, when, told):
        asked = [question for question in QUESTIONS if self.answers.get(question.name)]
        reasons = tuple(reason_of(one, self.answers[one.name], round.items.all()) for one in asked)
        return Fit(round, when, told, reasons)


def reason_of(question, answer, items):
    """Return what the items of a round say of one answer."""
    excluding = [item for item in items if item.kind == Kind.EXCLUSION and precision(item, answer) > ANY]
    if excluding:
        return Reason(question, AGAINST, f"ce qui n’est pas aidé, {quoted(excluding)}")
    told = [item for item in items if item.kind == question.kind and names_something(item)]
    if not told:
        return Reason(question, UNTOLD, question.subject)
    named = {item: found for item in told if (found := precision(item, answer))}
    if not named:
        return Reason(question, AGAINST, f"{question.subject}, {quoted(told)} et non «{NBSP}{answer.name}{NBSP}»")
    best = max(named.values())
    points = best if best == ANY else best * question.weight
    admitting = [item for item, found in named.items() if found == best]
    return Reason(question, FOR, f"{question.subject}, {quoted(admitting)}", points)


def precision(item, answer):
    """Return how precisely an item names an answer, from EXACT to 0, when it does not."""
    if item.for_all:
        return ANY
    return covers(item.territory, answer) if isinstance(answer, Territory) else names(item.term, answer)


def covers(territory, answer):
    """What is for a territory is for all that it contains; what is for a pôle is for some of its département."""
    if territory is None:
        return 0
    if territory in answer.containers.all():
        return EXACT if territory == answer else WIDER
    return ANY if answer in territory.containers.all() else 0


def names(term, answer):
    """What is for a lieu culturel is for a musée; what is for a musée is for some of the lieux culturels."""
    if term is None:
        return 0
    if term.pk in (answer.pk, answer.parent_id):
        return EXACT if term.pk == answer.pk else WIDER
    return ANY if term.parent_id == answer.pk else 0


def names_something(item):
    """Whether an item names what answers are compared with; a sentence alone is not."""
    return item.for_all or item.term_id or item.territory_id


def quoted(items):
    """« a », « b » et « c »: the words of some items."""
    words = dict.fromkeys(item.words for item in items)
    return joined(f"«{NBSP}{one}{NBSP}»" for one in words)
