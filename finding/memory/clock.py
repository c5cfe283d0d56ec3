"""What time alone changes: planned publications come out, rounds open and close, without a write."""

from datetime import UTC, timedelta
from functools import reduce

from directory.registry import KINDS
from french.dates import PARIS

from .journal import merged


def passed(since, now):
    """Return the rows that changed without a write between two moments, as `{label of a model: pks}`."""
    return reduce(merged, (kind.passed(since, now) for kind in KINDS.values()), {})


def next_transition(now):
    """Return until when time changes nothing: midnight in Paris at the latest.

    Every kind is asked, even one without a list: its entries have pages, and others name them.
    """
    midnight = (now.astimezone(PARIS) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    moments = [midnight, *filter(None, (kind.next_transition(now) for kind in KINDS.values()))]
    return min(moments).astimezone(UTC)  # two moments of October may be told alike in Paris
