"""The indexes of this process, and all that it remembers of the database, as of one moment of the log of changes.

`catch_up` is called once by each request. The indexes that it leaves never change: a request keeps the one it took,
whatever is written meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from threading import RLock

from django.utils import timezone

from directory.registry import KINDS

from .clock import next_transition, passed
from .journal import LogMark, merged
from .shelf import Shelf


@dataclass(frozen=True)
class Snapshot:
    """What the pages of a moment have in common: what was written until then, and until when time changes nothing."""

    stamp: str
    valid_until: datetime
    since: datetime  # when this process learnt it: nothing has changed after that


class Library:
    """All that a process holds in memory of the database, and the moment of the log that it says."""

    def __init__(self):
        self._lock = RLock()  # reentrant: what is being remembered may ask for an index, or remember something else
        self._begin(LogMark())

    def catch_up(self):
        """Learn what was written, here or elsewhere, and what time alone has changed."""
        with self._lock:
            news = self._mark.news()
            if news is None or self._mark == LogMark():  # the log was cut or restored, or it is the first look
                self._begin(LogMark.now())
                news = self._mark, {}
            mark, touched = news
            # after the log, whose new rows may move the next moment when time changes something
            touched = merged(touched, self._passed(wrote=bool(touched)))
            self._mark = mark
            if touched:
                self._since = timezone.now()
                self._touch(touched)
            for shelf in self._shelves.values():
                shelf.refresh(self._mark)
        return self

    @property
    def snapshot(self):
        """Return what tells the pages made now from earlier ones; None when no page may be kept.

        While an index is late, a page made from it would be kept as if it said what was written since.
        """
        with self._lock:
            if not self._mark.number or any(shelf.is_late for shelf in self._shelves.values()):
                return None
            return Snapshot(self._mark.stamp, self._valid_until, self._since)

    def index(self, name, examples=False):
        """Return the index of a kind of entry, or that of its invented examples, as of the last `catch_up`."""
        key = f"{name} examples" if examples else name
        with self._lock:  # the others wait for the one that builds it, rather than read the whole database too
            if key not in self._shelves:
                self._shelves[key] = Shelf(KINDS[name].examples if examples else KINDS[name], self._lock)
            return self._shelves[key].index(self._mark)

    def remembered(self, key, labels, load):
        """Return what `load` read from the database, read again when a row of one of the models is touched."""
        with self._lock:  # nothing is learnt while it is read, or it could be kept when it is no longer true
            if key not in self._memories:
                self._memories[key] = labels, load()
            return self._memories[key][1]

    def open(self):
        """Have every index ready, and stored for the next process, before anyone asks for it."""
        self.catch_up()
        for name in KINDS.searched():
            self.index(name)

    def _begin(self, mark):
        """Forget all that is remembered, and start from a place in the log."""
        self._mark, self._shelves, self._memories = mark, {}, {}
        self._read_at = self._valid_until = self._since = timezone.now()

    def _passed(self, wrote):
        """Return the rows that time alone has changed since the last look, and set when it next changes some."""
        now = timezone.now()
        is_over = now >= self._valid_until
        touched = passed(self._read_at, now) if is_over else {}
        if wrote or is_over:
            self._valid_until = next_transition(now)
        if is_over:
            self._read_at = now
        return touched

    def _touch(self, touched):
        for shelf in self._shelves.values():
            shelf.touch(touched)
        for key, (labels, _value) in list(self._memories.items()):
            if not touched.keys().isdisjoint(labels):
                del self._memories[key]


library = Library()
