"""The calendar of a round, as its page draws it."""

from datetime import datetime

import pytest

from calls.calendar import calendar
from french.dates import PARIS
from tests.factories import MilestoneFactory, RoundFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    edition = RoundFactory(
        opens_at="2026-09-15", closes_at="2026-12-04T18:00", decided_at="2027-04", results_at="2027-05"
    )
    MilestoneFactory(round=edition, date="2026-10", label="Réunion")
    edition.refresh_from_db()
    return edition


def drawn(edition, *at):
    moments = calendar(edition, datetime(*at, tzinfo=PARIS))
    return [(moment.label, "now" if moment.now else "done" if moment.done else "") for moment in moments]


def test_calendar_puts_the_known_dates_in_order(edition):
    assert [label for label, _ in drawn(edition, 2020, 1, 1)] == [
        "Ouverture du dépôt",
        "Réunion",
        "Date limite",
        "Vote",
        "Publication des résultats",
    ]


@pytest.mark.parametrize(
    ("at", "states"),
    [
        ((2026, 9, 14), ["", "", "", "", ""]),
        ((2026, 9, 15), ["now", "", "", "", ""]),
        ((2026, 12, 4, 17, 59), ["done", "now", "", "", ""]),
        ((2026, 12, 4, 18), ["done", "done", "now", "", ""]),
        ((2027, 6, 1), ["done", "done", "done", "done", "done"]),
    ],
)
def test_calendar_says_where_we_stand(edition, at, states):
    assert [state for _, state in drawn(edition, *at)] == states


def test_calendar_of_a_round_without_dates_is_empty():
    edition = RoundFactory()
    edition.refresh_from_db()

    assert calendar(edition) == []


def test_calendar_ends_with_what_has_no_date_yet_and_tells_what_moved(client):
    edition = RoundFactory(opens_at="2026-09-15", closes_at="2026-12-04", postponed_from="2026-11-20")
    MilestoneFactory(round=edition, date="", kind="jury", label="")
    MilestoneFactory(round=edition, date="2026-12-15", ends="2026-12-17", label="Auditions")

    told = [(moment.label, moment.when) for moment in calendar(edition)]

    assert told == [
        ("Ouverture du dépôt", "15 septembre 2026"),
        ("Date limite", "4 décembre 2026"),
        ("Auditions", "15 décembre 2026 – 17 décembre 2026"),
        ("Jury", "à venir"),
    ]
    page = text_of(client, edition)
    assert "d’abord annoncée pour : 20 novembre 2026" in page and "à venir Jury" in page
