"""The lives of calls on one line of years, and the families that succession makes."""

import pytest

from calls.lineage import lineage_of, lineage_of_all
from calls.models import Call
from tests.factories import CallFactory, RoundFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def names(lineage):
    return [life.call.name for life in lineage.lives]


def dated(name, *years, **kwargs):
    call = CallFactory(name=name, **kwargs)
    for year in years:
        RoundFactory(call=call, year=year)
    return call


def test_family_goes_as_far_as_succession_does():
    first = dated("Premier", 2011)
    second = dated("Deuxième", 2015, succeeds=[first])
    third = dated("Troisième", 2020, 2022, succeeds=[second])
    dated("Autre", 2019)

    assert names(lineage_of(first)) == names(lineage_of(third)) == ["Premier", "Deuxième", "Troisième"]
    assert [life.is_lit for life in lineage_of(third).lives] == [False, False, True]


def test_call_that_stands_alone_or_without_dates_has_no_lineage():
    alone, undated = dated("Seul", 2020), CallFactory(name="Sans date")
    undated.succeeds.add(CallFactory())

    assert lineage_of(alone) is None and lineage_of(undated) is None


def test_life_goes_from_the_first_round_to_the_end_of_the_last():
    dated("Appel", 2012, 2014)

    (life,) = lineage_of_all().lives

    assert (life.start, life.end, life.marks, life.told) == (2012, 2015, [2012.5, 2014.5], "2012, 2014")


def test_dates_of_the_call_come_before_those_of_its_rounds():
    dated("Appel", 2012, starts="2010", ends="2020")

    (life,) = lineage_of_all().lives

    assert (life.start, life.end) == (2010, 2021)


def test_what_one_may_apply_to_is_lit_and_lives_until_today():
    call = dated("Ouvert", 2012)
    RoundFactory(call=call, year=None, open_ended=True)
    lineage = lineage_of_all()

    assert lineage.lives[0].is_lit
    assert lineage.lives[0].end == pytest.approx(lineage.now, abs=0.01)


def test_places_are_between_the_ends_of_the_line():
    dated("Ancien", 2001)
    dated("Récent", 2024)

    places = [place for _life, (start, end, marks) in lineage_of_all().drawn for place in (start, end, *marks)]

    assert all(0 <= place <= 100 for place in places)


def test_drafts_have_no_life():
    dated("Secret", 2020, draft=True)
    call = dated("Public", 2021)
    RoundFactory(call=call, year=1999, draft=True)

    assert [(life.call.name, life.start) for life in lineage_of_all().lives] == [("Public", 2021)]


def test_pages_tell_the_lineage_in_words(client):
    call = dated("Suite", 2020, succeeds=[dated("Début", 2011)])

    assert "2020 ; prend la suite de Début" in text_of(client, call)
    assert "D’où viennent les appels" in client.get("/appels/").text
    assert "D’où viennent les appels" not in client.get("/appels/?q=suite").text


def test_lineage_costs_the_same_for_one_call_or_three(django_assert_num_queries):
    dated("Un", 2011)
    with django_assert_num_queries(4):
        assert len(lineage_of_all().lives) == 1

    for year in (2012, 2013):
        dated(f"Appel {year}", year, succeeds=list(Call.objects.all()))
    with django_assert_num_queries(4):
        assert len(lineage_of_all().lives) == 3


def test_drawing_keeps_what_most_is_to_be_seen_of(monkeypatch):
    monkeypatch.setattr("calls.lineage.MOST", 3)
    dated("Unique", 2024)
    dated("Revenu", 2012, 2014)
    dated("Suite", 2016, succeeds=[dated("Origine", 2011)])

    assert names(lineage_of_all()) == ["Origine", "Revenu", "Suite"]
