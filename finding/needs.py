"""A need that words name, and what answers to it: « une subvention pour numériser » is a call."""

from dataclasses import dataclass

from directory.registry import KINDS
from engine.search import Request

from .memory.answers import search
from .readings import need_in, without


@dataclass(frozen=True)
class Need:
    """A need that the entries of a kind answer: « une subvention » is a call."""

    kind: str
    words: str
    rest: str  # what the need is about

    def answering(self, most):
        """The slugs of the entries that answer best, so many at most."""
        kind = KINDS[self.kind]
        best = search(kind, Request(self.rest, corrects=False)).best(0, most)
        return list(kind.entries().filter(pk__in=best).values_list("slug", flat=True))


def need_of(text):
    """The need that a text names, when entries answer to it; None otherwise.

    Help is seldom for one place: « financer un fablab en Creuse » is answered by what funds fablabs anywhere.
    """
    for name, kind in KINDS.searched().items():
        words, rest = need_in(kind.needs, text)
        for about in (rest, without(rest, is_a_place)) if words else ():
            if search(kind, Request(about, corrects=False)).total:
                return Need(name, words, about)
    return None


def is_a_place(name):
    """Whether words are the name of a place."""
    kinds = [kind for kind in KINDS.searched().values() if kind.holds_others]
    return any(search(kind, Request(name, corrects=False)).tiers[0] for kind in kinds)
