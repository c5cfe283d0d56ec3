"""Bringing calls and rounds in, and finding the ones that other files name."""

from decimal import Decimal

import pytest

from actors.models import Actor
from calls.imports.importers import LinkImporter, current_calls
from calls.imports.index import find_round
from calls.models import Axis, Call, Round
from curation.imports.cells import Cells
from curation.imports.reading.sheet import Row
from curation.imports.report import Heading, Report
from directory.models import Entry, SourceRecord
from tests.factories import AxisFactory, CallFactory, RoundFactory, RoundFundingFactory
from tests.once import once
from tests.programme import PROGRAMME, bring, changed, load, told, written
from tests.staff import rewrite

thesaurus = once(lambda: load("thesaurus"))


@pytest.fixture
def loaded(thesaurus, db):
    return [bring(PROGRAMME / f"{name}.csv") for name in ("calls", "rounds")]


def row(**cells):
    report = Report("essai")
    return Cells(Row(2, cells), report), report


def test_call_has_what_its_row_says(loaded):
    call = Call.objects.get(slug="cultures-connectees")

    assert (call.name, call.website, call.status) == ("Cultures connectées", "https://appel.example", "brouillon")
    assert [actor.name for actor in call.leads.all()] == ["Région Exemple"]
    assert [actor.name for actor in call.partners.all()] == ["Drac Exemple"]


def test_unknown_actors_of_a_call_are_drafts_made_once(loaded):
    actors = Actor.objects.values_list("name", "status", "is_public_body", "actor_type__slug")

    assert set(actors) == {
        ("Région Exemple", Entry.Status.DRAFT, True, "region"),
        ("Drac Exemple", Entry.Status.DRAFT, True, "service-de-l-etat"),
    }
    assert [(line, value) for line, _, value, _ in told(loaded[0], Heading.CREATED)] == [
        (2, "Région Exemple"),
        (2, "Drac Exemple"),
    ]


def test_round_has_what_its_row_says(loaded):
    round = Round.objects.get(year=2022)

    assert (round.opens_at, round.closes_at) == ("2022-01-10", "2022-04-17")
    assert (round.budget, round.max_grant, round.max_rate) == (250000, 30000, Decimal("50.5"))
    assert [axis.name for axis in round.axes.all()] == ["création", "médiation"]
    assert round.website == "https://appel.example/2022"


@pytest.mark.parametrize("name", ["calls", "rounds"])
def test_second_import_changes_nothing(loaded, name):
    report = bring(PROGRAMME / f"{name}.csv")

    assert (report.outcomes["créée"], report.outcomes["modifiée"]) == (0, 0)
    assert "0 créée, 0 modifiée" in report.counts


def test_round_and_call_that_staff_edited_are_found_again(loaded):
    rewrite(Call.objects.get(slug="cultures-connectees"), slug="cc", name="CC")
    rewrite(Round.objects.get(year=2022), name="CC 22", closes_at="2022-05")

    reports = [bring(PROGRAMME / "calls.csv"), bring(PROGRAMME / "rounds.csv")]

    assert ["0 créée, 0 modifiée" in report.counts for report in reports] == [True, True]
    assert {column for _, column, *_ in told(reports[1], Heading.KEPT)} == {"name", "closes_on"}
    assert current_calls().get("cultures-connectees").slug == "cc"


@pytest.mark.parametrize(
    ("name", "column", "value", "message"),
    [
        ("calls", "slug", "Cultures Connectées", "une adresse s’écrit en minuscules sans accent, avec des tirets"),
        ("calls", "slug", "ancien-appel", "cette ligne répète la ligne 2"),
        ("calls", "name", "", "cette valeur est obligatoire"),
        ("calls", "url", "appel", "ce n’est pas une adresse web (http:// ou https://)"),
        ("rounds", "call_slug", "xyz", "dispositif inconnu"),
        ("rounds", "call_slug", "", "une édition a un dispositif"),
        ("rounds", "year", "22", "ce n’est pas une année, de 1980 à 2100"),
        ("rounds", "budget_eur", "trop", "« trop » n’est pas un montant en euros : écrire 25 000 ou 25 000,50"),
        ("rounds", "max_rate_percent", "120", "« 120 » n’est pas un taux de 0 à 100 % : écrire 50 ou 33,5"),
    ],
)
def test_wrong_cell_refuses_the_whole_file(thesaurus, db, tmp_path, name, column, value, message):
    if name == "rounds":
        bring(PROGRAMME / "calls.csv")
    path = changed(tmp_path, name, **{column: value})

    report = bring(path)

    assert message in [it.message for it in report.of(Heading.REFUSED)]
    assert not Round.objects.exists()
    assert Call.objects.count() == (2 if name == "rounds" else 0)


def test_round_that_closes_before_it_opens_is_refused(thesaurus, db, tmp_path):
    bring(PROGRAMME / "calls.csv")
    path = changed(tmp_path, "rounds", opens_on="2022-05-01", closes_on="17/04/2022")

    report = bring(path)

    assert told(report, Heading.REFUSED) == [(2, "", "", "Une édition ferme après avoir ouvert")]
    assert not Round.objects.exists()


def test_axis_that_a_funding_uses_cannot_disappear(loaded, tmp_path):
    axis = Axis.objects.get(round__year=2022, name="création")
    RoundFundingFactory(round=axis.round, axis=axis)

    report = bring(changed(tmp_path, "rounds", axes="médiation"))

    assert told(report, Heading.REFUSED)[0][:2] == (2, "axes")
    assert Axis.objects.filter(pk=axis.pk).exists()


def test_axes_follow_the_file_in_its_order(loaded, tmp_path):
    bring(changed(tmp_path, "rounds", axes="médiation;numérisation;création"))

    axes = Round.objects.get(year=2022).axes.values_list("name", flat=True)

    assert list(axes) == ["médiation", "numérisation", "création"]


def test_call_written_by_hand_is_adopted_by_its_slug(thesaurus, db):
    call = CallFactory(slug="ancien-appel", name="Ancien appel", draft=True)

    report = bring(PROGRAMME / "calls.csv")

    assert report.counts == "1 créée, 1 modifiée, 0 inchangée"
    assert SourceRecord.objects.get(key="ancien-appel").identifier == call.identifier


# Which round a row means


def test_round_is_that_of_the_year(db):
    round = RoundFactory(year=2022)
    cells, _ = row(round_year="2022")

    assert find_round(cells, current_calls().get(round.call.slug), 2022, "", "").identifier == round.identifier


def test_round_of_an_unknown_year_is_refused(db):
    round = RoundFactory(year=2022, call__slug="appel")
    cells, report = row(round_year="2019")

    assert find_round(cells, current_calls().get(round.call.slug), 2019, "", "") is None
    assert told(report, Heading.REFUSED)[0][1:3] == ("round_year", "2019")


@pytest.mark.parametrize(("axis", "slug", "found"), [("Création", "", True), ("", "vague-2", True), ("", "", False)])
def test_two_rounds_in_a_year_are_told_apart_by_axis_or_slug(db, axis, slug, found):
    call = CallFactory()
    RoundFactory(call=call, year=2023)
    meant = AxisFactory(name="création", round=RoundFactory(call=call, year=2023, slug="vague-2")).round
    cells, report = row(round_year="2023")

    round = find_round(cells, current_calls().get(call.slug), 2023, axis, slug)

    assert (round.identifier if round else None) == (meant.identifier if found else None)
    assert report.is_refused != found


def test_index_takes_a_constant_number_of_queries(django_assert_num_queries, db):
    for _ in range(3):
        AxisFactory()

    with django_assert_num_queries(6):
        current_calls()


# Genealogy


def links(folder, **cells):
    row = {"slug": "cultures-connectees", "succeeds": "ancien-appel", "objectives": "", "source_url": ""}
    return LinkImporter().run(written(folder, "links", [row | cells]))


def test_genealogy_comes_once(loaded, tmp_path):
    first, second = links(tmp_path), links(tmp_path)

    assert [call.slug for call in Call.objects.get(slug="cultures-connectees").succeeds.all()] == ["ancien-appel"]
    assert (first.counts, second.counts) == (
        "0 créée, 1 modifiée, 0 inchangée",
        "0 créée, 0 modifiée, 1 inchangée",
    )


@pytest.mark.parametrize("column", ["slug", "succeeds", "objectives"])
def test_genealogy_of_an_unknown_call_or_objective_is_refused(loaded, tmp_path, column):
    report = links(tmp_path, **{column: "xyz"})

    assert told(report, Heading.REFUSED)[0][:3] == (2, column, "xyz")


def test_call_that_succeeds_to_itself_is_refused(loaded, tmp_path):
    report = links(tmp_path, succeeds="cultures-connectees")

    assert told(report, Heading.REFUSED) == [
        (2, "succeeds", "cultures-connectees", "un dispositif ne succède pas à lui-même")
    ]
