"""The index of one kind of entries, as a process keeps it: opened from its image, patched, made anew beside."""

import logging
import sys
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from time import monotonic

from django.conf import settings
from django.db import connection
from django.utils import timezone

from engine.building import holds, index_of, load, save, sections_of

from .clock import passed
from .journal import LogMark, merged

TOO_MANY = 0.1  # of the documents: reading more of them again would make the request that does it wait too long
FEW = 3000  # documents that are read again whatever their share is: a small index is soon made
RETRY = 60  # seconds before a failed build is tried again: a fault that lasts must not take a processor for itself

logger = logging.getLogger(__name__)


class Shelf:
    """The index of one kind, and what was touched since it was made.

    There is one lock, the library's, held by whoever calls. A thread that builds beside reads the database without it,
    and takes it only to put its index in the place of the old one: no reader waits for that reading.
    """

    def __init__(self, kind, lock):
        self._name, self._documents, self._lock = kind.name, kind.documents, lock
        self._is_stored = not kind.holds_examples  # few documents, seldom asked for
        self._index = None
        self._pending = {}  # touched since the index that answers was made
        self._owed = {}  # too much to be patched: the next index will say it
        self._later = {}  # touched since the next index began to be built
        self._is_building, self._retry_at = False, 0
        self._is_removed = False  # the image held what is no longer public

    @property
    def is_late(self):
        """The index does not say all that was written: a new one is being built, or was and is still to be patched."""
        return bool(self._owed or self._index and self._pending)

    def index(self, place):
        if self._index is None:
            self._open(place)
        return self._index

    def touch(self, touched):
        self._pending = merged(self._pending, touched)
        if self._is_building:
            self._later = merged(self._later, touched)

    def refresh(self, place):
        """Patch the index with what is pending; have another when there is too much of it."""
        if self._pending and self._index:
            self._follow()
        if self._is_overdue():
            self._renew(place)

    def _open(self, place):
        """Open the image and patch it with what came since, or build an index when there is too much of it."""
        self._index, self._pending = self._stored() or (None, {})
        pks = self._reached() if self._index else set()
        if self._index is None or self._is_too_much(pks):
            self._index = self._built(place)
            self._pending = {}
        else:
            self._patch(pks)

    def _stored(self):
        """Return (index, touched since) from the image; None without one, or when the log lost its place."""
        stored = self._is_stored and load(image_path(self._name), self._documents.schema, program())
        news = stored and LogMark(stored[0]["number"], stored[0]["stamp"]).news()
        if not news:
            return None
        header, index = stored
        since = datetime.fromtimestamp(header["read_at"], UTC)
        return index, merged(news[1], passed(since, timezone.now()))

    def _follow(self):
        """Patch the index with what is pending; leave it to the next one when it is too much."""
        pks = self._reached()
        if self._is_too_much(pks):
            self._owed, self._pending = merged(self._owed, self._pending), {}
        else:
            self._patch(pks)

    def _reached(self):
        """Return the pks of the documents that pending rows have a part in; None among them stands for all.

        Drafts by the thousand, as imports make, have no document: they are not counted among too many.
        """
        reached = set().union(*(self._documents.reached(label, rows) for label, rows in self._pending.items()))
        if None in reached or len(reached) <= FEW:
            return reached
        return self._index.known(reached) | self._documents.published(reached)

    def _is_too_much(self, pks):
        return None in pks or len(pks) > self._bearable()

    def _bearable(self):
        return max(FEW, TOO_MANY * len(self._index.alive))

    def _patch(self, pks):
        if pks:
            documents, before = list(self._documents.read(pks)), self._index
            # all are taken away first: those that were read come back, the others are no longer published
            self._index = before.patched(documents, pks)
            self._forget(before.known(pks) - {one.pk for one in documents})
        self._pending = {}

    def _forget(self, gone):
        """What is no longer public leaves the disk too: the process that removes the image stores another."""
        path = image_path(self._name)
        if self._is_stored and gone and holds(path, gone):
            try:
                path.unlink()
                self._is_removed = True
            except FileNotFoundError:  # another process removed it, and stores another
                pass
            except OSError as error:
                logger.warning("The image of %s, which holds what is no longer public, stays: %s", path.stem, error)

    def _is_overdue(self):
        """Patches add up: an index that was patched much is made anew, too."""
        if self._index is None or self._is_building or monotonic() < self._retry_at:
            return False
        return self.is_late or self._is_removed or self._index.patches > self._bearable()

    def _renew(self, place):
        """Build the next index at once when it has few documents, beside when it has many."""
        if len(self._index.alive) <= FEW:
            self._take(self._built(place))
        else:
            self._begin(place)

    def _begin(self, place):
        """Build another index beside, while this one answers."""
        # from here on and not from the first read: what is touched meanwhile is patched again, read or not
        self._is_building, self._later = True, {}
        Thread(target=self._build_beside, args=(place,), name=f"index-{self._name}", daemon=True).start()

    def _build_beside(self, place):
        index = None
        try:
            index = self._built(place)
        except Exception:  # whatever it is, someone must know and the old index go on
            logger.exception("The index of %s could not be built.", self._name)
        finally:
            connection.close()  # before waiting for the lock: who holds it may need one of the pool
            self._settle(index)

    def _settle(self, index):
        """Put the index that was built in the place of the old one; without one, try again in a while."""
        with self._lock:
            if index:
                self._take(index)
            else:
                self._retry_at = monotonic() + RETRY
            self._is_building, self._later = False, {}

    def _take(self, index):
        self._index, self._pending, self._owed, self._is_removed = index, self._later, {}, False

    def _built(self, place):
        """A new index that says at least what was written before a place in the log."""
        now, schema = timezone.now(), self._documents.schema  # before reading: what comes out meanwhile is read again
        sections = sections_of(schema, self._documents.read())
        if self._is_stored and place.number:
            header = {"number": place.number, "stamp": place.stamp, "read_at": now.timestamp()}
            self._store(sections, header)
        return index_of(schema, sections)

    def _store(self, sections, header):
        """Keep the index for the next process; one that cannot be kept answers all the same."""
        try:
            save(image_path(self._name), self._documents.schema, program(), sections, header)
        except OSError as error:
            logger.warning("The index of %s could not be stored: %s", self._name, error)


def image_path(name):
    return Path(settings.INDEX_ROOT) / f"{name}.image"


@cache
def program():
    """Return a digest of our code, of Python and of the libraries: an image made by others may say other things."""
    libraries = [version(name) for name in ("numpy", "pyroaring", "pystemmer")]
    digest = blake2b(" ".join([sys.version, *libraries]).encode(), digest_size=16)
    for path in sorted(path for folder in packages() for path in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def packages():
    """The folders of our code: the apps, and what knows no Django and is no app."""
    return {path.parent for path in settings.BASE_DIR.glob("*/__init__.py")}
