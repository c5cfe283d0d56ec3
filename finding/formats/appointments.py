"""What calendars of readers hold of the directory: a kind says which appointments one of its entries makes."""

from dataclasses import dataclass
from datetime import datetime

from french.dates import PartialDate

DAY = 10  # letters of a date known to the day


@dataclass(frozen=True)
class Appointment:
    """Something that happens at a known time: a deadline, a jury, a training.

    `uid` is for ever that of this happening, on every installation: the permanent identifier of an entry, then what
    happens when it makes several (`r1a2b3c4d-closes_at`). Whoever has it in a calendar finds it moved when `sequence`
    is higher: see `directory.models.Scheduled`.
    """

    uid: str
    summary: str
    starts: PartialDate  # to the day, or to the minute in Paris
    ends: PartialDate = PartialDate("")  # the last day, that day included, or the minute when it is over
    sequence: int = 0
    changed: datetime | None = None  # the last edit of what it is read from
    url: str = ""  # a path of the site, or an address elsewhere
    description: str = ""
    location: str = ""
    point: tuple[float, float] | None = None  # latitude and longitude, in degrees
    is_cancelled: bool = False

    @property
    def is_dated(self):
        """Whether a calendar can hold it: « juin 2026 » is no day."""
        return len(self.starts) >= DAY

    @property
    def known_end(self):
        """Its end, when a calendar can hold it: of « 3 juin 2026 – juillet 2026 », it holds the 3rd of June."""
        return self.ends if len(self.ends) >= DAY else PartialDate("")

    @property
    def is_all_day(self):
        """As precise as the less precise of its two ends."""
        return DAY in (len(self.starts), len(self.ends))
