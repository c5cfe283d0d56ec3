"""What is made once for the rows of a snapshot of the directory, and forgotten with it."""

from django.conf import settings

from .library import library


class KeptRows:
    """Something of rows, by key, of one snapshot: each process keeps `most` of them."""

    most = 5000  # beyond, all are dropped, which is simpler than knowing the oldest

    def __init__(self):
        self.forget()

    def forget(self):
        self._snapshot, self._known = None, {}

    def known(self):
        """Return what is kept for the current data version (an empty dict when there is none).

        A late thread writes in a dictionary that nobody reads any more.
        """
        snapshot = library.snapshot
        if snapshot is None or settings.DEBUG:
            return {}
        if snapshot != self._snapshot or len(self._known) > self.most:
            self._snapshot, self._known = snapshot, {}
        return self._known
