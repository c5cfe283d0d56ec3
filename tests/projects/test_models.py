import pytest
from django.core.exceptions import ValidationError

from directory.models import Change
from projects.models import Deliverable, Funding, Participation, Project
from projects.models.totals import Totals
from tests.factories import (
    ActorFactory,
    ActorTypeFactory,
    AxisFactory,
    BudgetLineFactory,
    CallFactory,
    CommuneFactory,
    DeliverableFactory,
    FunderFactory,
    FundingFactory,
    LessonFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    ReuseFactory,
    RoundFactory,
    RoundFundingFactory,
    SectorFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db


# Fundings


def test_axis_brings_its_round_and_its_call():
    axis = AxisFactory()

    funding = FundingFactory(axis=axis)

    assert (funding.round, funding.call) == (axis.round, axis.round.call)


def test_round_brings_its_call():
    round = RoundFactory()

    assert FundingFactory(round=round).call == round.call


def test_form_that_names_an_axis_alone_is_accepted():
    axis = AxisFactory()
    funding = FundingFactory()
    funding.axis = axis

    funding.full_clean()

    assert (funding.round, funding.call) == (axis.round, axis.round.call)


def test_call_may_be_known_without_its_round():
    funding = FundingFactory(call=CallFactory())

    funding.full_clean()

    assert funding.round is None


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"axis": AxisFactory, "round": RoundFactory}, "axis", "Cet axe n’est pas de cette édition."),
        ({"round": RoundFactory, "call": CallFactory}, "round", "Cette édition n’est pas de ce dispositif."),
        ({"axis": AxisFactory, "call": CallFactory}, "round", "Cette édition n’est pas de ce dispositif."),
    ],
)
def test_axis_round_and_call_do_not_contradict_each_other(values, field, message):
    funding = FundingFactory()
    for name, factory in values.items():
        setattr(funding, name, factory())

    with pytest.raises(ValidationError) as refusal:
        funding.full_clean()
    with pytest.raises(ValidationError):
        funding.save()

    assert refusal.value.message_dict[field] == [message]


@pytest.mark.parametrize(
    ("funded", "parent", "another"), [(AxisFactory, "round", RoundFactory), (RoundFactory, "call", CallFactory)]
)
def test_axis_and_round_stay_where_their_fundings_say(funded, parent, another):
    row = funded()
    FundingFactory(**{row._meta.model_name: row})
    setattr(row, parent, another())

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    with pytest.raises(ValidationError):
        row.save()

    assert [parent] == list(refusal.value.message_dict)
    assert "détachez-les d’abord" in refusal.value.messages[0]


def test_funding_of_a_place_or_an_actor_has_no_project():
    funding = FundingFactory(project=None, beneficiary=ActorFactory())

    funding.full_clean()

    assert Funding.objects.get().project is None


@pytest.mark.parametrize(("voted", "paid"), [(None, None), (None, 50), (0, 0), (100, 100), (100, None)])
def test_amounts_may_be_unknown_or_nought(voted, paid):
    FundingFactory(amount_voted=voted, amount_paid=paid).full_clean()


def test_unknown_amount_is_not_nought():
    nought = FundingFactory(amount_voted=0)
    FundingFactory(amount_voted=None)

    assert list(Funding.objects.with_known_amount()) == [nought]


def test_public_fundings_come_from_public_bodies():
    public = FundingFactory()
    FundingFactory(funder=ActorFactory())

    assert list(Funding.objects.public()) == [public]


def test_two_funders_of_a_project_are_two_rows():
    region, drac, project = FunderFactory(), FunderFactory(), ProjectFactory()
    RoundFundingFactory(funder=region, project=project, decision_reference="2024.12")

    RoundFundingFactory(funder=drac, project=project, decision_reference="2024.12").full_clean()

    assert set(Project.objects.get().fundings.values_list("funder", flat=True)) == {region.pk, drac.pk}


@pytest.mark.parametrize("names", [("beneficiary", "project"), ("project",), ("beneficiary",)])
def test_decision_helps_several_beneficiaries_but_each_once(names):
    factories = {"beneficiary": ActorFactory, "project": ProjectFactory}
    region = FunderFactory()
    given = {name: factories[name]() for name in names} | {"funder": region, "decision_reference": "2024.12"}
    others = {name: factories[name]() for name in names} | {"funder": region, "decision_reference": "2024.12"}
    FundingFactory(**{"project": None} | given)

    FundingFactory(**{"project": None} | others).full_clean()
    with pytest.raises(ValidationError, match="Cette décision est déjà notée"):
        Funding(**given).full_clean()


def test_decisions_without_a_reference_are_many():
    first = FundingFactory()

    FundingFactory(funder=first.funder, project=first.project).full_clean()

    assert Funding.objects.count() == 2


def test_readable_fundings_are_as_public_as_their_project():
    told = {FundingFactory(), FundingFactory(project=None, beneficiary=ActorFactory())}
    FundingFactory(project=ProjectFactory(draft=True))

    assert set(Funding.objects.readable()) == told


def test_totals_tell_how_many_amounts_are_known():
    for amount in (1000, None, 500):
        FundingFactory(amount_voted=amount)

    assert Funding.objects.totals() == Totals(number=3, known=2, cancelled=0, amount=1500)


def test_total_of_unknown_amounts_is_unknown():
    FundingFactory(amount_voted=None)

    assert Funding.objects.totals() == Totals(number=1, known=0, cancelled=0, amount=None)


def test_masked_beneficiary_is_not_named():
    person = ActorFactory(masked=True, name="Camille Exemple")
    funder = FunderFactory(name="Région")

    funding = FundingFactory(project=None, funder=funder, beneficiary=person)

    assert str(funding) == "Région → Personne physique"


# Participations and places


def test_holders_are_told_from_partners():
    holder = ParticipationFactory(role="porteur")
    partner = ParticipationFactory(role="partenaire")
    ParticipationFactory(role="prestataire")

    assert list(Participation.objects.holders()) == [holder]
    assert list(Participation.objects.partners()) == [partner]


def test_actor_may_have_several_roles_in_a_project():
    first = ParticipationFactory(role="porteur")

    ParticipationFactory(project=first.project, actor=first.actor, role="hote").full_clean()

    assert first.project.participations.count() == 2


def test_participation_of_a_masked_person_does_not_name_it():
    person = ActorFactory(masked=True, name="Camille Exemple")

    assert str(ParticipationFactory(actor=person)) == "Personne physique (porteur)"


def test_sector_is_the_one_said_else_the_usual_one_of_the_type():
    culture, school = SectorFactory(), SectorFactory()
    actor = ActorFactory(actor_type=ActorTypeFactory(default_sector=school))

    sectors = [
        ParticipationFactory(actor=actor).represented_sector,
        ParticipationFactory(actor=actor, sector=culture).represented_sector,
        ParticipationFactory(sector=None).represented_sector,
    ]

    assert sectors == [school, culture, None]


def test_project_has_many_places_and_one_main_place():
    project = ProjectFactory()
    other, main = PlaceFactory(project=project), PlaceFactory(project=project, is_main=True)
    PlaceFactory(project=project)

    assert [place.is_main for place in project.places.all()] == [True, False, False]
    assert list(project.places.all())[:2] == [main, other]


def test_place_is_not_the_seat_of_the_holder():
    seat = CommuneFactory()

    project = ProjectFactory(holder=ActorFactory(seat=seat))

    assert list(project.territories.all()) == []


# The story


def test_steps_are_told_as_they_came():
    project = ProjectFactory()
    for date in ("2024-03", "2023", "2024-02-17"):
        StepFactory(project=project, date=date)

    assert [step.date for step in project.steps.all()] == ["2023", "2024-02-17", "2024-03"]


@pytest.mark.parametrize("factory", [LessonFactory, DeliverableFactory])
def test_rows_keep_the_order_staff_gave(factory):
    project = ProjectFactory()
    last, first = factory(project=project, position=2), factory(project=project, position=1)

    assert list(type(first).objects.all()) == [first, last]


def test_budget_lines_begin_with_the_largest():
    project = ProjectFactory()
    for amount in (100, 300, 200):
        BudgetLineFactory(project=project, amount=amount)

    assert [line.amount for line in project.budget_lines.all()] == [300, 200, 100]


def test_reuse_is_read_both_ways():
    reuse = ReuseFactory()

    assert [link.origin for link in reuse.project.reuses.all()] == [reuse.origin]
    assert [link.project for link in reuse.origin.reused_by.all()] == [reuse.project]


def test_deliverable_that_nobody_checked_says_so():
    deliverable = Deliverable(project=ProjectFactory(), name="carte")

    deliverable.full_clean()

    assert (deliverable.get_state_display(), deliverable.get_licence_display()) == ("non vérifié", "non précisée")


def test_draft_project_is_deleted_with_its_rows():
    project = ProjectFactory(draft=True, holder=ActorFactory(), territories=[CommuneFactory()])
    StepFactory(project=project)

    project.delete()

    assert not Project.objects.exists()
    assert not Participation.objects.exists()


# An aid without a project


def test_aid_without_a_project_touches_no_document():
    funder, holder, other = FunderFactory(), ActorFactory(), ActorFactory()
    ProjectFactory()
    Change.objects.all().delete()

    aid = FundingFactory(project=None, funder=funder, beneficiary=holder)
    Funding.objects.update(beneficiary=other)
    Funding.objects.bulk_create([Funding(funder=funder, beneficiary=holder)])
    aid.refresh_from_db()
    aid.delete()
    Funding.objects.all().delete()

    touched = Change.objects.values_list("kind", "row")
    assert {kind for kind, row in touched} == {"projects.funding"} and ("projects.funding", None) not in touched


def test_aid_that_leaves_its_project_touches_it():
    aid = FundingFactory(beneficiary=ActorFactory())
    project = aid.project
    Change.objects.all().delete()

    aid.project = None
    aid.save()

    assert ("projects.project", project.pk) in set(Change.objects.values_list("kind", "row"))


@pytest.mark.parametrize(
    ("funder", "beneficiary", "is_readable"),
    [({}, {}, True), ({"draft": True}, {}, False), ({}, {"draft": True}, False)],
)
def test_aid_without_a_project_is_as_public_as_those_it_names(funder, beneficiary, is_readable):
    FundingFactory(project=None, funder=FunderFactory(**funder), beneficiary=ActorFactory(**beneficiary))

    assert Funding.objects.readable().exists() is is_readable
