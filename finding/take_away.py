"""What the box at the end of a list tells: how to follow it, what to take away, and how much that is."""

from django.conf import settings
from django.utils.timezone import localdate

from french.dates import PartialDate
from french.typography import NBSP, number, plural

from .formats.sheet import weight_of_a_row


class TakeAway:
    """The addresses and the sizes of the forms of a list."""

    def __init__(self, listing):
        self._listing = listing

    @property
    def feed(self):
        """The whole address, for it is to be copied in another program."""
        return f"{settings.SITE_URL}{self._listing.feed_url}"

    @property
    def calendar(self):
        return f"{settings.SITE_URL}{self._listing.calendar_url}" if self._listing.kind.calendar else ""

    @property
    def webcal(self):
        """The same for phones and mail programs, which subscribe to it rather than copy what it holds today."""
        return f"webcal:{self.calendar.partition(':')[2]}"

    @property
    def files(self):
        """All the entries, in each form of this list that is a file and can hold them."""
        formats, total = self._listing.formats.items(), self._listing.total
        files = ((name, one) for name, one in formats if one.is_file and total <= one.most)
        return [{"label": one.label, "url": self._listing.file_url(name)} for name, one in files]

    @property
    def rows(self):
        """« 34 lignes, environ 25 ko »."""
        total = self._listing.total
        weight = weight_in_words(total * weight_of_a_row(self._listing.kind))
        return f"{number(total)}{NBSP}{plural(total, 'ligne')}, environ {weight}"

    @property
    def day(self):
        """« 1er décembre 2026 »: what is taken away is what is known that day."""
        return PartialDate(localdate().isoformat()).display


def weight_in_words(size):
    """« 25 ko », « 1,2 Mo », « 50 Mo », from a number of bytes: no more figures than are known."""
    for unit, in_unit in (("Mo", size / 1e6), ("ko", size / 1e3)):
        if in_unit >= 1:
            return f"{number(round(in_unit, 1) if in_unit < 10 and unit == 'Mo' else round(in_unit))}{NBSP}{unit}"
    return f"1{NBSP}ko"
