"""What the page of a round says, part by part, from its columns and its items; a part without anything is empty."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import Truncator, capfirst

from french.typography import euros, joined, percent

from .models import Item

Kind = Item.Kind

SHORT = {
    Kind.TERRITORY: "Où",
    Kind.METIER: "Pour quels métiers",
    Kind.DISCIPLINE: "Dans quelles disciplines",
    Kind.STAGE: "À quel stade",
}
LISTS = {Kind.CRITERION: "Ce qui est examiné", Kind.EXCLUSION: "Ce qui n’est pas aidé"}
EXPENSES = {Kind.EXPENSE: "Dépenses aidées", Kind.REFUSED_EXPENSE: "Dépenses exclues"}
AMOUNTS = (Kind.ENVELOPE, Kind.FLOOR, Kind.CEILING, Kind.AMOUNT, Kind.RATE)
WORDS = 20  # of a text that stands for who may apply, at the top of the page


@dataclass(frozen=True)
class Part:
    """A title and what comes under it, a line each."""

    title: str
    lines: list


class Rubrics:
    """The items of a round, as its page puts them together."""

    def __init__(self, round):
        self.round = round
        self._by_kind = defaultdict(list)
        for item in round.items.all():
            self._by_kind[item.kind].append(item)

    @property
    def lede(self):
        """What the round is, in a few sentences: its own, else those of its call."""
        return self.round.summary or (self.round.call.summary if self.round.call.is_published else "")

    @property
    def objectives(self):
        return self._words(Kind.OBJECTIVE)

    @property
    def whom(self):
        """Who may apply, in a line: the types of holder, else how the text on them begins."""
        return joined(self._words(Kind.BENEFICIARY)) or Truncator(self.round.eligibility).words(WORDS)

    @property
    def conditions(self):
        """Pairs of what is asked and the values that are admitted."""
        return [(title, joined(told)) for kind, title in SHORT.items() if (told := self._words(kind))]

    @property
    def lists(self):
        return self._parts(LISTS)

    @property
    def expenses(self):
        return self._parts(EXPENSES)

    @property
    def amounts(self):
        """Pairs of a sort of amount and how much: from the columns of the round, then tier by tier."""
        round = self.round
        plain = (
            ("Aide", round.max_grant is not None and f"jusqu’à {euros(round.max_grant)}"),
            ("Taux", round.max_rate is not None and f"{percent(round.max_rate)} au plus"),
            ("Enveloppe", round.budget is not None and euros(round.budget)),
        )
        return [(label, told) for label, told in plain if told]

    @property
    def tiers(self):
        """The same, as items tell it of one sort of projects."""
        items = [item for kind in AMOUNTS for item in self._by_kind[kind]]
        return [(item.label or capfirst(item.get_kind_display()), item.text) for item in items]

    @property
    def contacts(self):
        return self._by_kind[Kind.CONTACT]

    @property
    def questions(self):
        return self._by_kind[Kind.QUESTION]

    def _words(self, kind):
        return list(dict.fromkeys(item.words for item in self._by_kind[kind]))

    def _parts(self, titles):
        return [Part(title, told) for kind, title in titles.items() if (told := self._words(kind))]
