"""Data that nobody thought of, for the property tests."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from french.dates import PartialDate

LENGTHS = (4, 7, 10, 16)

moments = st.datetimes(datetime(1990, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
known_dates = st.builds(
    lambda moment, length: PartialDate(PartialDate.of_moment(moment)[:length]), moments, st.sampled_from(LENGTHS)
)
partial_dates = st.just(PartialDate("")) | known_dates


def moments_near(*dates):
    """Moments at the edges of the dates, where a mistake would show."""
    edges = [edge.astimezone(UTC) for date in dates if date for edge in (date.first, date.after)]
    shifts = st.timedeltas(timedelta(days=-16), timedelta(days=16)) | st.sampled_from(
        [timedelta(0), timedelta(minutes=1), timedelta(minutes=-1), timedelta(hours=1), timedelta(hours=-1)]
    )
    return st.builds(lambda edge, shift: edge + shift, st.sampled_from(edges), shifts) if edges else moments
