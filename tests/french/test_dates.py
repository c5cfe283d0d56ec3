from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from french.dates import PARIS, PartialDate, clock_at, when_clocks_reach
from tests.strategies import TURNS


def paris(*numbers):
    return datetime(*numbers, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("", ""),
        ("   ", ""),
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("03/2024", "2024-03"),
        ("3/2024", "2024-03"),
        ("2024-03-17", "2024-03-17"),
        ("17/03/2024", "2024-03-17"),
        ("7/3/2024", "2024-03-07"),
        ("29/02/2024", "2024-02-29"),
        ("2024-03-17T18:00", "2024-03-17T18:00"),
        ("2024-03-17 18:30", "2024-03-17T18:30"),
        ("17/03/2024 18:00", "2024-03-17T18:00"),
        ("17/03/2024 à 9 h", "2024-03-17T09:00"),
        ("17/03/2024 à 18\u00a0h\u00a030", "2024-03-17T18:30"),
        (" 17/03/2024  18H05 ", "2024-03-17T18:05"),
        ("17/03/24", "2024-03-17"),
        ("17.3.2024", "2024-03-17"),
        ("2024/03/17", "2024-03-17"),
        ("2024-03-17 00:00:00", "2024-03-17"),
        ("1er mars 2024", "2024-03-01"),
        ("Sept. 2024", "2024-09"),
    ],
)
def test_parse_reads_what_staff_write(text, date):
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "bientôt",
        "17 brumaire 2024",
        "mardi 2024",
        "24",
        "0024",
        "9999",
        "2024-13",
        "13/2024",
        "0/2024",
        "12/2024 18:00",
        "2024 18:00",
        "2024-3",
        "2023-02-29",
        "31/04/2024",
        "17/03/2024 24:00",
        "17/03/2024 18:60",
        "2024-03-17T18",
        "2024-03-17T18:00:30",
        "2024-03-17T18:00+02:00",
        "2024-2025",
        "2024 2025",
    ],
)
def test_parse_refuses_nonsense_in_french(text):
    with pytest.raises(ValueError, match="^« .+ » n’est pas une date : écrire 2024, 03/2024") as refusal:
        PartialDate.parse(text)

    assert text in str(refusal.value)


@given(st.text(alphabet="0123456789-/T:hà 　", max_size=20))
def test_parse_gives_back_what_it_gave(text):
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return

    assert PartialDate.parse(date) == date
    assert not date or date.first <= date.after


@pytest.mark.parametrize(
    ("date", "precision", "year"),
    [
        ("", "", None),
        ("2024", "year", 2024),
        ("2024-03", "month", 2024),
        ("2024-03-17", "day", 2024),
        ("2024-03-17T18:00", "minute", 2024),
    ],
)
def test_length_is_precision(date, precision, year):
    assert (PartialDate(date).precision, PartialDate(date).year) == (precision, year)


@pytest.mark.parametrize(
    ("date", "display"),
    [
        ("", ""),
        ("2024", "2024"),
        ("2024-08", "août 2024"),
        ("2024-03-17", "17 mars 2024"),
        ("2024-02-01", "1er février 2024"),
        ("2024-12-31T18:00", "31 décembre 2024 à 18 h"),
        ("2024-03-17T09:05", "17 mars 2024 à 9 h 05"),
        ("2024-03-17T00:00", "17 mars 2024 à 0 h"),
    ],
)
def test_display_says_no_more_than_is_known(date, display):
    assert PartialDate(date).display.replace("\u00a0", " ") == display


@pytest.mark.parametrize(
    ("date", "definite", "limit"),
    [
        ("", "", ""),
        ("2024", "2024", "jusqu’en 2024"),
        ("2024-08", "août 2024", "jusqu’en août 2024"),
        ("2024-03-01", "le 1er mars 2024", "jusqu’au 1er mars 2024"),
    ],
)
def test_date_has_an_article_when_its_day_is_known(date, definite, limit):
    told = PartialDate(date).definite, PartialDate(date).limit

    assert tuple(one.replace("\u00a0", " ") for one in told) == (definite, limit)


def test_display_keeps_a_date_on_one_line():
    assert PartialDate("2024-03-17T18:30").display == "17\u00a0mars\u00a02024 à 18\u00a0h\u00a030"


@pytest.mark.parametrize(
    ("date", "first", "after"),
    [
        ("2024", paris(2024, 1, 1), paris(2025, 1, 1)),
        ("2024-02", paris(2024, 2, 1), paris(2024, 3, 1)),
        ("2024-12", paris(2024, 12, 1), paris(2025, 1, 1)),
        ("2024-12-31", paris(2024, 12, 31), paris(2025, 1, 1)),
        ("2024-12-31T23:59", paris(2024, 12, 31, 23, 59), paris(2024, 12, 31, 23, 59)),
    ],
)
def test_bounds_of_a_date(date, first, after):
    assert (PartialDate(date).first, PartialDate(date).after) == (first, after)


@pytest.mark.parametrize(("date", "hours"), [("2024-03-31", 23), ("2024-10-27", 25), ("2024-06-01", 24)])
def test_day_of_a_clock_change_has_its_true_length(date, hours):
    day = PartialDate(date)

    length = day.after.astimezone(UTC) - day.first.astimezone(UTC)

    assert length == timedelta(hours=hours)


def test_dates_sort_as_time_does():
    texts = ["2024-03-17T18:00", "2025", "2024-03", "", "2024-03-17", "2023-12-31"]

    dates = sorted(PartialDate.parse(text) for text in texts)

    assert dates == ["", "2023-12-31", "2024-03", "2024-03-17", "2024-03-17T18:00", "2025"]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2023, 12, 31, 23, 0, tzinfo=UTC), "2024-01-01T00:00"),
        (datetime(2024, 6, 30, 22, 30, tzinfo=UTC), "2024-07-01T00:30"),
        (datetime(2024, 3, 31, 1, 0, tzinfo=UTC), "2024-03-31T03:00"),
    ],
)
def test_moment_is_told_in_paris(moment, text):
    assert PartialDate.of_moment(moment) == text


@pytest.mark.parametrize(
    ("date", "days", "moment"),
    [
        ("2024-06-30T18:00", 14, paris(2024, 6, 16, 18)),
        ("2024-06-30", 14, paris(2024, 6, 17)),
        ("2024-02", 1, paris(2024, 2, 29)),
        ("2024", 366, paris(2024, 1, 1)),
        ("2024-04-05T18:00", 14, paris(2024, 3, 22, 18)),  # the same hour, though clocks change meanwhile
        ("2024-04-14T02:30", 14, datetime(2024, 3, 31, 1, 0, tzinfo=UTC)),
    ],
)
def test_days_before_a_date_are_those_of_the_calendar(date, days, moment):
    assert PartialDate(date).over_within(days) == moment


def test_hour_told_twice_in_october_is_reached_the_first_time():
    before, again, later = (datetime(2024, 10, 27, *time, tzinfo=UTC) for time in ((0, 30), (1, 10), (2, 0)))

    assert PartialDate("2024-10-27T02:30").after.astimezone(UTC) == before
    assert [PartialDate.of_moment(moment)[11:] for moment in (before, again, later)] == ["02:30", "02:59", "03:00"]


def test_hour_skipped_in_march_is_reached_when_it_is_skipped():
    skipped = datetime(2024, 3, 31, 1, 0, tzinfo=UTC)

    assert PartialDate("2024-03-31T02:30").first == PartialDate("2024-03-31T02:30").after == skipped


@pytest.mark.parametrize("turn", TURNS)
def test_clocks_are_read_alike_both_ways(turn):
    shifts = [timedelta(minutes=minutes) for minutes in range(-150, 151, 10)]
    told = turn.astimezone(PARIS).replace(tzinfo=None)

    unlike = [
        (turn + sooner, told + later)
        for sooner, later in product(shifts, shifts)
        if (clock_at(turn + sooner) >= told + later) != (turn + sooner >= when_clocks_reach(told + later))
    ]

    assert unlike == []


@pytest.mark.parametrize(
    ("date", "later"),
    [("", ""), ("2024", "2025"), ("2024-02-29", "2025-02-28"), ("2024-02-29T12:00", "2025-02-28T12:00")],
)
def test_date_a_year_later(date, later):
    assert PartialDate(date).years_later(1) == later
