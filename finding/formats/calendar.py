"""iCalendar (RFC 5545): appointments for phones, Outlook, Thunderbird, which ask again by themselves."""

from datetime import UTC, date, datetime, timedelta
from itertools import chain
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event, Timezone, vDuration
from icalendar.enums import STATUS, TRANSP

from french.typography import typographic

from .appointments import DAY

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Numerique culturel//Repertoire//FR"
DOMAIN = "numerique-culturel"  # after the `@` of identifiers: not the host, which may change
ASK_AGAIN = timedelta(hours=6)
UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)  # when nothing says when an appointment was written

# The hour of Paris since 1996. The library would write the change of March at 3 o’clock, an hour late, and list the
# changes of some years; with the rule, a calendar that is kept knows those of the years to come.
PARIS = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def as_calendar(view):
    """The appointments of all the entries of a list, whatever its page and its sort."""
    listing = view.listing
    entries = listing.kind.for_calendar(listing.pks)
    appointments = chain.from_iterable(map(listing.kind.appointments, entries))
    return calendar_of(appointments, name=listing.file_name, url=view.request.get_full_path())


def calendar_of(appointments, *, name, url):
    """Answer with a calendar: those of its appointments whose day is known, in the order of time.

    `url` is the path at which it is found again: with it, whoever subscribed knows the same calendar.
    """
    dated = sorted((one for one in appointments if one.is_dated), key=lambda one: (one.starts, one.uid))
    calendar = Calendar.new(
        prodid=PRODUCT,
        method="PUBLISH",
        uid=f"{url}@{DOMAIN}",
        name=" ".join(name.split()),  # what a reader searched may hold new lines, which the library writes as they are
        url=absolute(url),
        language="fr",
        subcomponents=[Timezone.from_ical(PARIS), *map(event_of, dated)],
    )
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))  # what Outlook reads in its place
    return HttpResponse(calendar.to_ical(), content_type=CONTENT_TYPE)


def event_of(appointment):
    """An appointment as calendars write it. Many show a cancelled one as any other: its title says it too."""
    starts, ends = bounds_of(appointment)
    told = f"Annulé : {appointment.summary}" if appointment.is_cancelled else appointment.summary
    event = Event.new(
        uid=f"{appointment.uid}@{DOMAIN}",
        summary=typographic(told),
        start=starts,
        end=ends,
        stamp=appointment.changed or UNKNOWN,
        last_modified=appointment.changed,
        sequence=appointment.sequence,
        status=STATUS.CANCELLED if appointment.is_cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,  # who notes a deadline is not busy
        url=absolute(appointment.url) if appointment.url else None,
        location=appointment.location or None,
        description=appointment.description or None,
    )
    if appointment.point:
        event.add("geo", appointment.point)
    return event


def bounds_of(appointment):
    """Return when it starts and when it is over: moments, or days of which the last is the one after it.

    A moment of no length has no end: the standard has none that is not later than the start.
    """
    starts, ends = appointment.starts, appointment.known_end
    if appointment.is_all_day:
        last = date.fromisoformat((ends or starts)[:DAY])
        return date.fromisoformat(starts[:DAY]), last + timedelta(days=1)
    return starts.first, ends.first if ends and ends.first > starts.first else None


def absolute(url):
    return urljoin(f"{settings.SITE_URL}/", url)
