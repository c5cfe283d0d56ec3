"""How long things take: medians of processor time."""

import sys
from random import Random
from statistics import median
from time import perf_counter, process_time

from django.db import connection


def clock():
    """SQLite works inside the process; a PostgreSQL beside it has its own time, which only waiting can count."""
    return process_time() if connection.vendor == "sqlite" else perf_counter()


def took(call):
    """How long one call takes, in seconds."""
    start = clock()
    call()
    return clock() - start


def usually(calls):
    """The median of the times of some calls."""
    return median(map(took, calls))


def usually_in_turn(kinds, times):
    """The medians of the times of several kinds of calls, made in turn: a slow moment is the same for all.

    The turns are drawn anew each time: none always comes after another, whose data the processor still holds.
    """
    draw = Random(0)
    turns = (draw.sample([*kinds], len(kinds)) for _ in range(times))
    return medians([{name: took(next(kinds[name])) for name in turn} for turn in turns])


def medians(measures):
    """The median of each thing that was measured many times."""
    return {name: median(one[name] for one in measures) for name in measures[0]}


def resident_memory():
    """What this process holds in memory now, in MB, and how much of it is not in a file that others may map too.

    None where the system does not tell.
    """
    if sys.platform != "linux":
        return None, None
    with open("/proc/self/smaps_rollup") as lines:  # noqa: PTH123 not a file of ours
        sizes = {line.split()[0]: line.split()[1] for line in lines}
    return tuple(int(sizes[name]) / 1024 for name in ("Rss:", "Anonymous:"))
