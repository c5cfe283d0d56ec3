"""The rows of lists as readers see them: each is made once, and lasts as long as nothing changes in the directory.

Lists that overlap show the same rows: the one that comes second neither reads nor draws them again.
"""

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from .memory.library import library

MOST = 5000  # rows kept by each process: beyond, all are dropped, which is simpler than knowing the oldest


class Cards:
    """Rows by template and primary key, of one snapshot of the directory."""

    def __init__(self):
        self.forget()

    def forget(self):
        self._snapshot, self._known = None, {}

    def html(self, rows, template, name):
        """Rows, drawn by a template that calls each `name`."""
        known = {} if rows.distances else self._memory()  # a distance is true of one search only
        drawn = get_template(template)
        for entry in rows.read([pk for pk in rows.pks if (template, pk) not in known]):
            known[template, entry.pk] = drawn.render({name: entry, "level": 3})
        return mark_safe("".join(known.get((template, pk), "") for pk in rows.pks))  # noqa: S308

    def _memory(self):
        """Return the rows drawn for the current data version (an empty dict when there is none).

        A late thread writes in a dictionary that nobody reads any more.
        """
        snapshot = library.snapshot
        if snapshot is None or settings.DEBUG:
            return {}
        if snapshot != self._snapshot or len(self._known) > MOST:
            self._snapshot, self._known = snapshot, {}
        return self._known


cards = Cards()
