"""Dates known to the year, the month, the day or the minute.

A source often says « 2013 » or « juin 2014 », seldom a day. A partial date is written as the
beginning of an ISO 8601 moment, in Paris time: `2013`, `2014-06`, `2025-04-17`, `2025-04-17T12:00`.
Its length is its precision, and the text sorts as time does: the database can compare it as it is.
"""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from .folding import fold

PARIS = ZoneInfo("Europe/Paris")
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)  # fmt: skip
VOWELS = "ao"  # that a month begins with
NBSP = "\u00a0"

ISO = re.compile(r"^(?P<year>[12]\d{3})(-(?P<month>\d\d)(-(?P<day>\d\d)(T(?P<hour>\d\d):(?P<minute>\d\d))?)?)?$")
FRENCH = re.compile(
    r"^(((?P<day>\d{1,2})/)?(?P<month>\d{1,2})/)?(?P<year>[12]\d{3})"
    r"(?(day)(\s(à\s)?(?P<hour>\d{1,2})\s?[:hH]\s?(?P<minute>\d\d)?)?)$"
)
FORMATS = "2024, 03/2024, 17/03/2024 ou 17/03/2024 18:00"
SECONDS = re.compile(r"(\d\d:\d\d):00(?:\.0+)?$")
NO_HOUR = re.compile(r"[ T]00:00:00(?:\.0+)?(?:Z|[+-]00:?00)?$")  # a day, as programs write it
IN_WORDS = re.compile(r"^(?:(\d{1,2})(?:er)? )?([^\W\d]{3,9})\.? ([12]\d{3})$")
DOTTED = re.compile(r"^(\d{1,2})[.-](?:(\d{1,2})[.-])?([12]\d{3})$")
YEAR_FIRST = re.compile(r"^([12]\d{3})[/.](\d{1,2})(?:[/.](\d{1,2}))?$")
SHORT_YEAR = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d\d)$")
SHORT = {name[:4]: number for number, name in enumerate(map(fold, MONTHS), start=1)}  # « janv. », « juil. »


class PartialDate(str):
    """A moment as precisely as its source tells it; the empty text is an unknown date."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2024-03-17T18:00`, `2024-03`, `17/03/2024 18:00`, `03/2024` or `2024`; raise ValueError otherwise.

        Other usual forms too: « 17 mars 2024 », « 17.03.2024 », « 2024/03/17 », « 17/03/24 », with idle seconds.
        """
        text = " ".join(str(text).split())
        if not text:
            return cls("")
        usual = _in_usual_form(text)
        match = ISO.match(usual.replace(" ", "T", 1)) or FRENCH.match(usual)
        parts = {part: int(number) for part, number in match.groupdict().items() if number} if match else {}
        if not parts or not _is_on_the_calendar(parts):
            raise ValueError(f"« {text} » n’est pas une date : écrire {FORMATS}.")
        return cls._of(parts)

    @classmethod
    def _of(cls, parts: dict[str, int]) -> Self:
        text = f"{parts['year']:04}"
        text += f"-{parts['month']:02}" if "month" in parts else ""
        text += f"-{parts['day']:02}" if "day" in parts else ""
        text += f"T{parts['hour']:02}:{parts.get('minute', 0):02}" if "hour" in parts else ""
        return cls(text)

    @classmethod
    def of_moment(cls, moment: datetime, days: int = 0) -> Self:
        """The minute that clocks in Paris have reached at an aware moment, or so many days of the calendar later."""
        return cls((clock_at(moment) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M"))

    @property
    def precision(self) -> str:
        """`year`, `month`, `day` or `minute`; the empty text when the date is unknown."""
        return {4: "year", 7: "month", 10: "day", 16: "minute"}.get(len(self), "")

    @property
    def year(self) -> int | None:
        return int(self[:4]) if self else None

    @property
    def first(self) -> datetime:
        """The first moment the date may mean."""
        return when_clocks_reach(self._begins)

    @property
    def after(self) -> datetime:
        """The first moment that is surely later than the date; an hour is over once it has struck."""
        return self.over_within(0)

    def over_within(self, days: int) -> datetime:
        """The first moment from which no more than so many days, on the calendar of Paris, are left of the date."""
        return when_clocks_reach(self._ends - timedelta(days=days))

    def years_later(self, years: int) -> Self:
        """The same date so many years later; the 29th of February becomes the 28th where there is none."""
        if not self:
            return self
        text = f"{int(self[:4]) + years:04}{self[4:]}"
        is_skipped = text[4:10] == "-02-29" and monthrange(int(text[:4]), 2)[1] < 29
        return type(self)(text.replace("-02-29", "-02-28", 1) if is_skipped else text)

    @property
    def _begins(self) -> datetime:
        """What clocks show when the date begins."""
        return datetime.fromisoformat(self + "-01-01T00:00"[len(self) - 4 :] if len(self) < 16 else self)

    @property
    def _ends(self) -> datetime:
        """What clocks show when the date is over."""
        start = self._begins
        match self.precision:
            case "year":
                return start.replace(year=start.year + 1)
            case "month":
                return start + timedelta(days=monthrange(start.year, start.month)[1])
            case "day":
                return start + timedelta(days=1)
        return start

    @property
    def display(self) -> str:
        """In French, as precisely as it is known: « 17 mars 2024 à 18 h »."""
        if not self:
            return ""
        words = [self[:4]]
        if len(self) >= 7:
            words.insert(0, MONTHS[int(self[5:7]) - 1])
        if len(self) >= 10:
            day = int(self[8:10])
            words.insert(0, "1er" if day == 1 else str(day))
        return NBSP.join(words) + self._hour

    @property
    def genitive(self) -> str:
        """After a noun: « du 17 mars 2024 », « d’avril 2024 », « de 2013 »; nothing when the date is unknown."""
        if not self:
            return ""
        of = "du " if len(self) >= 10 else "d’" if self.display[0] in VOWELS else "de "
        return of + self.display

    @property
    def locative(self) -> str:
        """After a verb: « le 17 mars 2024 », « en avril 2024 »; nothing when the date is unknown."""
        return f"{'le' if len(self) >= 10 else 'en'} {self.display}" if self else ""

    @property
    def definite(self) -> str:
        """After « pour » or « depuis »: « le 17 mars 2024 », « avril 2024 »; nothing when the date is unknown."""
        return f"le {self.display}" if len(self) >= 10 else self.display

    @property
    def limit(self) -> str:
        """The end of a time: « jusqu’au 17 mars 2024 », « jusqu’en avril 2024 »; nothing when the date is unknown."""
        return f"jusqu’{'au' if len(self) >= 10 else 'en'} {self.display}" if self else ""

    @property
    def _hour(self) -> str:
        if len(self) < 16:
            return ""
        minutes = "" if self[14:] == "00" else f"{NBSP}{self[14:]}"
        return f" à {int(self[11:13])}{NBSP}h{minutes}"


def clock_at(moment: datetime) -> datetime:
    """Return the latest minute that clocks in Paris have shown at an aware moment, without its zone.

    Clocks that are put back in October tell an hour twice. What closed in that hour must not open again: the hour is
    reached the first time, and the second time brings nothing new.
    """
    local = moment.astimezone(UTC).astimezone(PARIS)
    shown = local.replace(minute=59) if local.fold else local
    return shown.replace(second=0, microsecond=0, tzinfo=None, fold=0)


def when_clocks_reach(shown: datetime) -> datetime:
    """Return the first moment, in Paris, at which `clock_at` is a time or later: `clock_at` read the other way.

    Clocks that are put forward in March skip an hour: all its minutes are reached at once, when it is skipped.
    """
    moment = shown.replace(tzinfo=PARIS)
    told = moment.astimezone(UTC).astimezone(PARIS)
    is_skipped = told.replace(tzinfo=None) != shown
    return told.replace(minute=0) if is_skipped else moment


def _in_usual_form(text: str) -> str:
    """A date written in words, with dots or with two digits for its year, as one of those that are read."""
    text = SECONDS.sub(r"\1", NO_HOUR.sub("", text))
    if found := DOTTED.match(text) or SHORT_YEAR.match(text):
        day, month, year = found.groups()
        text = "/".join(filter(None, (day, month, year if len(year) > 2 else f"20{year}")))
    elif found := YEAR_FIRST.match(text):
        text = "-".join(part.zfill(2) for part in found.groups() if part)
    elif (found := IN_WORDS.match(text)) and (month := _month(found[2])):
        text = "/".join(filter(None, (found[1], str(month), found[3])))
    return text


def _month(word: str) -> int:
    """The number of a month, of « mars », « MARS » or « sept. »; 0 for any other word."""
    name = fold(word)
    number = SHORT.get(name[:4], 0) or (3 if name == "mar" else 0)
    return number if number and fold(MONTHS[number - 1]).startswith(name) else 0


def _is_on_the_calendar(parts: dict[str, int]) -> bool:
    try:
        datetime(**({"month": 1, "day": 1} | parts), tzinfo=PARIS)
    except ValueError:
        return False
    return True
