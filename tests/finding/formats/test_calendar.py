"""Calendars as phones and mail programs read them: two libraries that did not write them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from finding.formats.appointments import Appointment
from finding.formats.calendar import PARIS, calendar_of
from french.dates import PartialDate
from tests.strategies import known_dates

pytestmark = pytest.mark.any_engine

ZONE = tzical(StringIO(PARIS)).get()
DEADLINE = Appointment("r123-closes_at", "Date limite", PartialDate("2026-12-01T12:00"))


def written(*appointments):
    return calendar_of(appointments, name="Échéances", url="/appels/echeances.ics").content.decode()


def events(*appointments):
    """The events as a strict reader finds them: what is not allowed is an error."""
    calendar = Calendar.from_ical(written(*appointments))
    assert [(one.name, one.errors) for one in calendar.walk() if one.errors] == []
    return calendar.events


def test_appointment_says_all_that_it_knows():
    told = replace(
        DEADLINE,
        sequence=2,
        changed=datetime(2026, 11, 3, 8, 30, tzinfo=UTC),
        url="/editions/essai/",
        location="Médiathèque, Dax",
        point=(43.71, -1.05),
        description="Dossier ; pièces, budget\nEn ligne",
    )

    (event,) = vobject.readOne(written(told)).vevent_list

    assert event.uid.value == "r123-closes_at@numerique-culturel"
    assert event.sequence.value == "2"
    assert event.dtstart.value.astimezone(UTC) == datetime(2026, 12, 1, 11, tzinfo=UTC)
    assert event.dtstamp.value == event.last_modified.value == datetime(2026, 11, 3, 8, 30, tzinfo=UTC)
    assert event.url.value == "http://testserver/editions/essai/"
    assert (event.location.value, event.geo.value) == ("Médiathèque, Dax", "43.71;-1.05")
    assert event.description.value == "Dossier ; pièces, budget\nEn ligne"
    assert event.status.value == "CONFIRMED"


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2026-12-01", "", (date(2026, 12, 1), date(2026, 12, 2))),
        ("2026-12-01", "2026-12-03", (date(2026, 12, 1), date(2026, 12, 4))),
        ("2026-12-01T09:00", "2026-12-03", (date(2026, 12, 1), date(2026, 12, 4))),
        ("2026-12-01", "2026-12-01T18:00", (date(2026, 12, 1), date(2026, 12, 2))),
    ],
)
def test_appointment_without_hours_lasts_whole_days(starts, ends, expected):
    (event,) = events(replace(DEADLINE, starts=PartialDate(starts), ends=PartialDate(ends)))

    assert (event.start, event.end) == expected


def test_appointment_whose_day_is_not_known_is_in_no_calendar():
    assert events(replace(DEADLINE, starts=PartialDate("2026-12"))) == []


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2026-06-03", "2026-07", date(2026, 6, 4)),  # until some day of July: which one is not invented
        ("2026-06-03", "2027", date(2026, 6, 4)),
        ("2026-06-03T10:00", "2026-07", None),
        ("2026-06-03T10:00", "2026-06-03T10:00", None),  # an end is later than its start, or is none
        ("2026-03-29T02:30", "2026-03-29T03:00", None),  # the hour that clocks skip
    ],
)
def test_end_that_a_calendar_cannot_hold_is_left_out(starts, ends, expected):
    (event,) = events(replace(DEADLINE, starts=PartialDate(starts), ends=PartialDate(ends)))

    assert (event["DTEND"].dt if "DTEND" in event else None) == expected


@pytest.mark.parametrize("name", ["son\nlumière", "son\r\nX-AUTRE:1", "son\x0blumière"])
def test_name_of_a_calendar_is_one_line_whatever_was_searched(name):
    calendar = Calendar.from_ical(calendar_of([DEADLINE], name=name, url="/appels/echeances.ics").content)

    assert calendar["NAME"] == " ".join(name.split())


def test_cancelled_appointment_stays_and_says_so():
    (event,) = events(replace(DEADLINE, is_cancelled=True))

    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Annulé\u00a0: Date limite")


def test_calendar_says_when_to_ask_again_in_both_ways_that_programs_know():
    lines = written().splitlines()

    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"} <= {*lines}


@given(known_dates.filter(lambda one: len(one) == 16 and one >= "1997"))
def test_hour_is_that_of_paris_for_a_reader_who_knows_only_the_calendar(starts):
    """Both changes of hour: the zone is read from the calendar, not from the machine."""
    (event,) = events(replace(DEADLINE, starts=starts))
    shown = event.start.replace(tzinfo=None)

    assert shown.replace(tzinfo=ZONE).utcoffset() == starts.first.utcoffset()
    assert event.start.astimezone(UTC) == starts.first.astimezone(UTC)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_text_is_read_as_it_was_written(text):
    (event,) = events(replace(DEADLINE, summary=text, description=text or "x"))

    assert event["DESCRIPTION"] == (text or "x")
