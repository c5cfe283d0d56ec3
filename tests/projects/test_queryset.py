from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import Funding, Project
from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    EpciFactory,
    FunderFactory,
    FundingFactory,
    MetierFactory,
    PlaceFactory,
    PoleFactory,
    ProjectFactory,
    RoundFactory,
    TiersLieuFactory,
)
from tests.strategies import known_dates

pytestmark = pytest.mark.django_db
in_database = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


# Evidence


def by_call(project):
    FundingFactory(project=project, funder=ActorFactory(), call=CallFactory())


def by_round(project):
    FundingFactory(project=project, funder=ActorFactory(), round=RoundFactory())


def by_public_funder(project):
    FundingFactory(project=project, funder=FunderFactory())


def by_private_funder(project):
    FundingFactory(project=project, funder=ActorFactory())


@pytest.mark.parametrize(
    ("fundings", "evidence"),
    [
        ([], "non-etabli"),
        ([by_private_funder], "non-etabli"),
        ([by_public_funder], "financeur-public"),
        ([by_private_funder, by_public_funder], "financeur-public"),
        ([by_call], "dispositif"),
        ([by_round], "dispositif"),
        ([by_public_funder, by_call, by_private_funder], "dispositif"),
    ],
)
def test_evidence_is_derived_from_the_fundings(fundings, evidence):
    project = ProjectFactory()
    for fund in fundings:
        fund(project)

    assert Project.objects.with_evidence().get(pk=project.pk).evidence == evidence


def test_evidence_does_not_come_from_another_project():
    project = ProjectFactory()
    by_call(ProjectFactory())

    assert Project.objects.with_evidence().get(pk=project.pk).evidence == "non-etabli"


# Year


@pytest.mark.parametrize(
    ("starts", "fundings", "year"),
    [
        ("", [], None),
        ("2019-03", [], 2019),
        ("2019", [{"year": 2021}], 2021),
        ("2019", [{"year": None}], 2019),
        ("2019", [{"year": 2021, "decided_on": "2020-12-14"}], 2020),
        ("2019", [{"year": 2021}, {"year": 2018}], 2018),
        ("2019", [{"year": 2018}, {"year": 2024, "decided_on": "2022"}], 2022),
        ("2019", [{"year": 2018, "decided_on": "2023-01"}, {"year": 2018, "decided_on": "2022-11-04"}], 2022),
    ],
)
def test_year_is_that_of_the_decision_else_the_round_else_the_start(starts, fundings, year):
    project = ProjectFactory(starts=starts)
    for values in fundings:
        round = RoundFactory(year=values["year"])
        FundingFactory(project=project, round=round, decided_on=values.get("decided_on", ""))

    assert Project.objects.with_year().get(pk=project.pk).year_of == year


@in_database
@given(st.lists(known_dates, min_size=1, max_size=4))
def test_year_is_that_of_the_first_decision(dates):
    project = ProjectFactory(draft=True)
    funder = FunderFactory()
    Funding.objects.bulk_create(Funding(project=project, funder=funder, decided_on=date) for date in dates)

    year = Project.objects.with_year().get(pk=project.pk).year_of

    assert year == min(date.year for date in dates)


def test_latest_projects_come_first_and_undated_ones_last():
    undated, old, recent = ProjectFactory(), ProjectFactory(starts="2014"), ProjectFactory(starts="2024-03")

    assert list(Project.objects.order_by_recency()) == [recent, old, undated]


# Money


@pytest.mark.parametrize(
    ("public", "private", "amount"),
    [
        ([], [], None),
        ([None], [], None),
        ([], [5000], None),
        ([0], [], Decimal(0)),
        ([None, 1000], [], Decimal(1000)),
        ([1000, Decimal("2500.50")], [9000], Decimal("3500.50")),
    ],
)
def test_public_amount_is_the_sum_of_what_is_known(public, private, amount):
    project = ProjectFactory()
    for voted in public:
        FundingFactory(project=project, amount_voted=voted)
    for voted in private:
        FundingFactory(project=project, funder=ActorFactory(), amount_voted=voted)
    FundingFactory(amount_voted=77)

    assert Project.objects.with_public_amount().get(pk=project.pk).public_amount == amount


def test_projects_are_found_by_their_funders():
    region, drac = FunderFactory(), FunderFactory()
    both, one = ProjectFactory(), ProjectFactory()
    for funder, project in ((region, both), (drac, both), (drac, one)):
        FundingFactory(funder=funder, project=project)
    FundingFactory()

    assert list(Project.objects.funded_by(region)) == [both]
    assert set(Project.objects.funded_by(region, drac)) == {both, one}
    assert Project.objects.funded_by(region, drac).count() == 2


# Territory


@pytest.fixture
def charente():
    return DepartementFactory(name="Charente")


@pytest.fixture
def angouleme(charente):
    pole = PoleFactory(name="Angoulême")
    return CommuneFactory(name="Angoulême", within=[charente, EpciFactory(name="GrandAngoulême", within=[pole])])


def test_project_acts_in_every_territory_that_contains_its_place(angouleme):
    project = ProjectFactory(territories=[angouleme])
    ProjectFactory(territories=[CommuneFactory()])

    found = [list(Project.objects.in_territory(container)) for container in angouleme.containers.all()]

    assert found == [[project]] * 4


def test_project_of_a_tiers_lieu_acts_in_its_commune(angouleme, charente):
    project = ProjectFactory(territories=[TiersLieuFactory(located_in=angouleme)])

    assert list(Project.objects.in_territory(angouleme)) == [project]
    assert list(Project.objects.in_territory(charente)) == [project]


def test_project_of_a_departement_does_not_act_in_each_commune(angouleme, charente):
    ProjectFactory(territories=[charente])

    assert not Project.objects.in_territory(angouleme).exists()


def test_project_with_two_places_counts_once(angouleme, charente):
    cognac = CommuneFactory(within=[charente])
    ProjectFactory(territories=[angouleme, cognac])

    assert Project.objects.in_territory(charente).count() == 1
    assert Project.objects.in_territory(angouleme, cognac).count() == 1


def test_several_territories_are_one_or_the_other(angouleme):
    limoges = CommuneFactory()
    projects = {ProjectFactory(territories=[angouleme]), ProjectFactory(territories=[limoges])}
    ProjectFactory(territories=[CommuneFactory()])

    assert set(Project.objects.in_territory(angouleme, limoges)) == projects


def test_no_territory_finds_no_project(angouleme):
    ProjectFactory(territories=[angouleme])

    assert not Project.objects.in_territory().exists()


def test_project_does_not_act_at_the_seat_of_its_holder(angouleme):
    project = ProjectFactory(holder=ActorFactory(seat=angouleme))

    assert not Project.objects.in_territory(angouleme).exists()
    assert list(Project.objects.not_located()) == [project]
    assert list(Project.objects.held_from(angouleme)) == [project]


def test_located_projects_are_not_among_the_others(angouleme):
    ProjectFactory(territories=[angouleme, CommuneFactory()])

    assert not Project.objects.not_located().exists()


def test_main_place_comes_before_the_first():
    project, lone, nowhere = ProjectFactory(), ProjectFactory(), ProjectFactory()
    PlaceFactory(project=project, territory=CommuneFactory(name="Écuras"))
    PlaceFactory(project=project, territory=CommuneFactory(name="Œuilly"), is_main=True)
    PlaceFactory(project=lone, territory=CommuneFactory(name="Zuydcoote"))

    places = dict(Project.objects.with_main_place().values_list("pk", "main_place"))

    assert places == {project.pk: "oeuilly", lone.pk: "zuydcoote", nowhere.pk: None}


# Lists


def test_facts_do_not_multiply_projects(angouleme):
    project = ProjectFactory(territories=[angouleme, CommuneFactory()], holder=ActorFactory())
    for _ in range(3):
        FundingFactory(project=project, amount_voted=100)

    listed = Project.objects.with_facts().in_territory(angouleme).get()

    assert (listed.public_amount, listed.evidence) == (300, "financeur-public")


def test_metiers_of_projects_begin_with_the_most_frequent():
    creation, mediation = MetierFactory(name="création"), MetierFactory(name="médiation")
    for metiers in ([creation, mediation], [mediation]):
        ProjectFactory(metiers=metiers)
    ProjectFactory(draft=True, metiers=[creation, MetierFactory()])

    found = Project.objects.published().metiers()

    assert [(term.name, term.count) for term in found] == [("médiation", 2), ("création", 1)]
