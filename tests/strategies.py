"""Data that nobody thought of, for the property tests."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from french.dates import PARIS, PartialDate

LENGTHS = (4, 7, 10, 16)
TURNS = (  # where a mistake of the calendar would show, in UTC
    datetime(2023, 12, 31, 23, 0, tzinfo=UTC),  # a new year, a leap one, in Paris
    datetime(2024, 2, 28, 23, 0, tzinfo=UTC),  # its 29 February
    datetime(2024, 2, 29, 23, 0, tzinfo=UTC),
    datetime(2024, 3, 31, 1, 0, tzinfo=UTC),  # clocks skip an hour
    datetime(2024, 10, 27, 1, 0, tzinfo=UTC),  # clocks tell an hour again
)
shifts = st.timedeltas(timedelta(days=-16), timedelta(days=16)) | st.sampled_from(
    [timedelta(minutes=minutes) for minutes in (0, 1, -1, 30, -30, 60, -60)]
)


def moments_around(turn):
    return st.builds(turn.__add__, shifts)


def as_dates(moments):
    """The dates that clocks show, as precise as one likes; the hour that they skip in March may be written too."""
    shown = st.builds(
        lambda moment, skipped: moment.astimezone(PARIS).replace(tzinfo=None) - timedelta(hours=skipped),
        moments,
        st.sampled_from([0, 0, 0, 1]),
    )
    return st.builds(
        lambda clock, length: PartialDate(clock.strftime("%Y-%m-%dT%H:%M")[:length]), shown, st.sampled_from(LENGTHS)
    )


def dates_around(turn):
    return st.just(PartialDate("")) | as_dates(moments_around(turn))


any_time = st.datetimes(datetime(1990, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
moments = any_time | st.sampled_from(TURNS).flatmap(moments_around)
known_dates = as_dates(moments)
partial_dates = st.just(PartialDate("")) | known_dates


def moments_near(*dates):
    """Moments at the edges of the dates, where a mistake would show."""
    edges = [edge.astimezone(UTC) for date in dates if date for edge in (date.first, date.after)]
    return st.builds(lambda edge, shift: edge + shift, st.sampled_from(edges), shifts) if edges else moments
