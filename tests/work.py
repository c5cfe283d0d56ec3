"""How much work something is, counted rather than timed: the same on any machine, however busy."""

import gc
import sys
from functools import _lru_cache_wrapper
from inspect import CO_GENERATOR

from finding.cards import cards
from tests.sources import ROOT

OURS = tuple(f"{path.parent}/" for path in ROOT.glob("*/__init__.py"))
LETTERS = 10  # that cost as much as a call


class Work:
    """`with Work() as work:` counts in `work.done` the calls made meanwhile, and the letters that our code hands over.

    A call, of Python or of C, costs much the same as another, but for those whose time grows with what they are given:
    those that cut, fold and match texts. Each is reached through a function of ours, so the lengths of the texts that
    our functions are given count too: an expression that goes through a thousand letters is one call. What goes
    through many words, as guesses do, goes through a generator, and each word that it gives is a call.
    """

    def __init__(self):
        self._calls = self._letters = 0

    @property
    def done(self):
        return self._calls + self._letters // LETTERS

    def __enter__(self):
        sys.setprofile(self._see)
        return self

    def __exit__(self, *_error):
        sys.setprofile(None)

    def _see(self, frame, event, _argument):
        if event in ("call", "c_call"):
            self._calls += 1
        if event == "call" and begins_in_ours(frame.f_code):
            self._letters += sum(len(given) for given in frame.f_locals.values() if isinstance(given, str))


def begins_in_ours(code):
    """Whether it is a function of ours. A generator is entered again for each thing it gives, with the same texts."""
    return code.co_filename.startswith(OURS) and not code.co_flags & CO_GENERATOR


def forget():
    """What this process remembers of words, searches and rows: who asks first must pay for all."""
    cards.forget()
    for kept in gc.get_objects():
        if type(kept) is _lru_cache_wrapper and kept.__module__.startswith(("engine.", "finding.")):
            kept.cache_clear()
