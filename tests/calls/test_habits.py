"""In which months a call usually closes: told as an estimate, with the years it comes from."""

import pytest

from calls.habits import usually
from calls.models import Round
from tests.factories import CallFactory, RoundFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def told(*dates):
    return usually([Round(closes_at=date) for date in dates]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("2021-03-31", "2023-03"), "date limite habituellement en mars (estimation, d’après 2021 et 2023)"),
        (("2024-11-26", "2024-07-02"), "date limite habituellement en juillet ou novembre (estimation, d’après 2024)"),
        (("2021-03", "2022"), ""),
        (("2021-03", "2999-03"), ""),
        (("2020-01", "2021-03", "2022-06", "2023-10"), ""),
    ],
)
def test_habit_is_that_of_two_past_rounds_of_a_known_month(dates, words):
    assert told(*dates) == words


def rounds(call, *dates):
    return [RoundFactory(call=call, closes_at=date, year=date[:4]) for date in dates]


def test_habits_are_told_while_nothing_is_open(client):
    call, former = CallFactory(name="Essais"), CallFactory(name="Anciens")
    _, last = rounds(call, "2021-03", "2023-03")
    rounds(former, "2011-05", "2012-05")
    CallFactory(succeeds=[former])
    told = "habituellement en mars (estimation, d’après 2021 et 2023)"

    pages = [client.get("/appels/").content.decode(), text_of(client, call), text_of(client, last)]

    assert all(told in page for page in pages) and "en mai" not in pages[0]
    coming = RoundFactory(call=call, opens_at="2998", closes_at="2999-01")
    pages = [client.get("/appels/").content.decode(), *(text_of(client, one) for one in (call, last, coming))]
    assert not any("habituellement" in page for page in pages)
