"""How the French write when something takes place."""

import pytest

from french.dates import PartialDate
from french.periods import numeral, period


@pytest.mark.parametrize(
    ("first", "last", "told", "large"),
    [
        ("2024-10-07", "", "lundi 7 octobre 2024", ("7", "oct.")),
        ("2024-10-07T09:00", "2024-10-07T12:30", "lundi 7 octobre 2024, de 9 h à 12 h 30", ("7", "oct.")),
        ("2024-10-07T18:00", "", "lundi 7 octobre 2024, à 18 h", ("7", "oct.")),
        ("2024-10-01", "2024-10-05", "du 1er au 5 octobre 2024", ("1", "au 5 oct.")),
        ("2024-09-30", "2024-10-02", "du 30 septembre au 2 octobre 2024", ("30", "sept. au 2 oct.")),
        ("2024-12-30", "2025-01-02", "du 30 décembre 2024 au 2 janvier 2025", ("30", "déc. au 2 janv.")),
        ("2024-10", "", "octobre 2024", ("oct.", "2024")),
        ("2024-10", "2024-12", "octobre 2024 – décembre 2024", ("oct.", "2024")),
        ("2024", "", "2024", ("2024", "")),
    ],
)
def test_period_is_told_as_precisely_as_it_is_known(first, last, told, large):
    dates = PartialDate(first), PartialDate(last)

    assert period(*dates).replace("\u00a0", " ") == told
    assert tuple(one.replace("\u00a0", " ") for one in numeral(*dates)) == large
