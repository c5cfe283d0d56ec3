"""The indexes of this process: loaded or built when first needed, then patched as the log of changes tells.

`catch_up` is called once by each request. The indexes that it leaves never change: a request keeps the one it took,
whatever is written meanwhile.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import reduce
from pathlib import Path
from threading import RLock, Thread

from django.conf import settings
from django.db import connection
from django.utils import timezone

from ..dates import PARIS
from .building import index_of, load, save, sections_of
from .index import Index
from .journal import Version, merged

TOO_MANY = 0.1  # of the documents: to read more of them again, a new index is built
FEW = 3000  # documents that are read again without a second thought

SOURCES = {}  # by name, the kinds of entries that can be found


def register(source):
    """Declare a kind of entry that can be found."""
    SOURCES[source.name] = source()
    return source


@dataclass(frozen=True)
class Edition:
    """What the pages of a moment have in common: what was written until then, and until when time changes nothing."""

    stamp: str
    valid_until: datetime
    rebuilt: int  # how many times an index was made beside: until it is ready, pages say what the old one says


@dataclass
class Shelf:
    """The index of one kind, and what was touched since it was made."""

    index: Index
    pending: dict = field(default_factory=dict)
    is_building: bool = False


class Library:
    """All that a process holds in memory of the database, and the moment of the log that it says."""

    def __init__(self):
        self._lock = RLock()
        self._rebuilt = 0
        self._begin(Version())

    def catch_up(self):
        """Learn what was written, here or elsewhere, and what time alone has changed."""
        with self._lock:
            news = self._version.news()
            if news is None or self._version == Version():
                self._begin(Version.now())
                news = self._version, {}
            self._version, touched = news
            self._touch(merged(touched, self._passed(wrote=bool(touched))))
        return self

    @property
    def edition(self):
        """What the pages made now say; none while one of the indexes is late, nor as long as nothing was written."""
        with self._lock:
            if not self._version.number or any(shelf.is_building for shelf in self._shelves.values()):
                return None
            return Edition(self._version.stamp, self._valid_until, self._rebuilt)

    def index(self, name):
        """The index of a kind of entry, up to date."""
        with self._lock:
            if name not in self._shelves:
                self._shelves[name] = self._first(name)
            shelf = self._shelves[name]
            if shelf.pending and not shelf.is_building:
                self._refresh(name, shelf)
            return shelf.index

    def remembered(self, key, kinds, load):
        """Something read from the database once, and again when a row of one of the kinds is touched."""
        if key not in self._memories:
            self._memories[key] = kinds, load()
        return self._memories[key][1]

    def _begin(self, version):
        """Nothing is known of the database yet, or no more."""
        self._version, self._shelves, self._memories = version, {}, {}
        self._read_at = self._valid_until = timezone.now()

    def _passed(self, wrote):
        """What time has changed; when it will change something next, as far as what is written now tells."""
        now, touched = timezone.now(), {}
        if now >= self._valid_until:
            touched = passed(self._read_at, now)
            self._read_at = now
        if wrote or now >= self._valid_until:
            self._valid_until = next_transition(now)
        return touched

    def _touch(self, touched):
        for shelf in self._shelves.values():
            shelf.pending = merged(shelf.pending, touched)
        for key, (kinds, _value) in list(self._memories.items()):
            if not touched.keys().isdisjoint(kinds):
                del self._memories[key]

    def _first(self, name):
        """The stored index, to be patched, or a new one."""
        stored = load(image_path(name), SOURCES[name].schema)
        if stored:
            header, index = stored
            news = Version(header["number"], header["stamp"]).news()
            if news:
                since = datetime.fromtimestamp(header["read_at"], UTC)
                return Shelf(index, merged(news[1], passed(since, timezone.now())))
        return Shelf(self._build(name))

    def _refresh(self, name, shelf):
        """Patch the index, or make another when there is too much to read again."""
        pks = set().union(*(SOURCES[name].reached(kind, rows) for kind, rows in shelf.pending.items()))
        bearable = max(FEW, TOO_MANY * len(shelf.index.alive))
        if None in pks or len(pks) + shelf.index.patches > bearable:
            self._rebuild(name, shelf)
        else:
            shelf.index = shelf.index.patched(list(SOURCES[name].documents(pks)), pks)
            shelf.pending = {}

    def _rebuild(self, name, shelf):
        """At once when it is soon done; otherwise beside, while the old index answers."""
        shelf.pending = {}
        if len(shelf.index.alive) <= FEW:
            shelf.index = self._build(name)
        else:
            shelf.is_building = True
            self._rebuilt += 1
            Thread(target=self._build_beside, args=(name, shelf), name=f"index-{name}", daemon=True).start()

    def _build_beside(self, name, shelf):
        try:
            shelf.index = self._build(name)
        finally:
            shelf.is_building = False
            connection.close()

    def _build(self, name):
        """A new index, stored for the next process."""
        source, version, now = SOURCES[name], self._version, timezone.now()
        sections = sections_of(source.schema, source.documents())
        if version.number:
            header = {"number": version.number, "stamp": version.stamp, "read_at": now.timestamp()}
            save(image_path(name), source.schema, sections, header)
        return index_of(source.schema, sections)


def passed(since, now):
    """What changed without a write between two moments."""
    return reduce(merged, (source.passed(since, now) for source in SOURCES.values()), {})


def next_transition(now):
    """Until when time changes nothing: midnight in Paris at the latest."""
    midnight = (now.astimezone(PARIS) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min([midnight, *filter(None, (source.next_transition(now) for source in SOURCES.values()))])


def image_path(name):
    return Path(settings.INDEX_ROOT) / f"{name}.image"


library = Library()
