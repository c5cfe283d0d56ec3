"""The kinds of entries that can be found, and what time alone changes in them."""

from datetime import timedelta
from functools import reduce

from french.dates import PARIS

from .memory.journal import merged

SOURCES = {}  # by name


def register(source):
    """Declare a kind of entry that can be found."""
    SOURCES[source.name] = source()
    return source


def passed(since, now):
    """What changed without a write between two moments."""
    return reduce(merged, (source.passed(since, now) for source in SOURCES.values()), {})


def next_transition(now):
    """Until when time changes nothing: midnight in Paris at the latest."""
    midnight = (now.astimezone(PARIS) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min([midnight, *filter(None, (source.next_transition(now) for source in SOURCES.values()))])
