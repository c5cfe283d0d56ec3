"""Going back: any version gives its values back, by the rules of the form, and never publishes."""

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from zeal import zeal_ignore

from actors.models import Actor
from curation.history.restoring import PUBLICATION, Permitted, planned, restore
from directory.models import Entry, Version
from directory.versions.differences import State
from projects.models import Amendment, Funding, Participation, Project
from tests.factories import (
    ActorFactory,
    AmendmentFactory,
    CallFactory,
    CommuneFactory,
    DisciplineFactory,
    FunderFactory,
    FundingFactory,
    MilestoneFactory,
    ObjectiveFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    ProjectImageFactory,
    RoundFactory,
    StepFactory,
    TermLabelFactory,
    UserFactory,
)
from tests.once import once
from tests.staff import rewrite

pytestmark = pytest.mark.django_db


def permitted(entry):
    request = RequestFactory().post("/")
    request.user = UserFactory()
    return Permitted(admin.site._registry[type(entry)], request, entry)


def go_back(entry, version, code=""):
    allowed = permitted(entry)
    with zeal_ignore():
        restore(allowed, planned(allowed, entry, version, code), "essai")


def last_of(entry):
    return Version.objects.of(entry).first()


def told(rows):
    """What a version says, but for what is never restored."""
    bare = {
        label: {key: {name: row[name] for name in row.keys() - PUBLICATION} for key, row in of.items()}
        for label, of in rows.items()
    }
    return {label: of for label, of in bare.items() if of}


def made():
    project = ProjectFactory(disciplines=[DisciplineFactory()], summary="Un.")
    ParticipationFactory(project=project)
    AmendmentFactory(funding__project=project, funding__decided_on="2023-05")
    return project


project = once(made)


WRITES = {
    "fields": lambda it: rewrite(it, summary="Deux.", starts="2024-05", total_cost="1250.50", website="https://a.fr/"),
    "blank": lambda it: rewrite(it, summary="", total_cost=None),
    "publication": lambda it: rewrite(it, status=Entry.Status.WITHDRAWN, featured_from="2024-01-02"),
    "update": lambda it: Project.objects.filter(pk=it.pk).update(notes="Relu."),
    "links": lambda it: it.disciplines.set([DisciplineFactory()]),
    "rows": lambda it: [PlaceFactory(project=it), StepFactory(project=it), FundingFactory(project=it)],
    "amounts": lambda it: Funding.objects.filter(project=it).update(amount_voted="14000"),
    "rows gone": lambda it: [Participation.objects.filter(project=it).delete(), it.fundings.all().delete()],
    "amendments gone": lambda it: Amendment.objects.filter(funding__project=it).delete(),
    "bulk": lambda it: Participation.objects.bulk_create([Participation(project=it, actor=ActorFactory())]),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate], max_examples=8)
@given(ways=st.lists(st.sampled_from([*WRITES]), min_size=1, max_size=4), back=st.integers(0, 3))
def test_any_version_gives_its_values_back(db, project, ways, back):
    with transaction.atomic():
        entry = Project.objects.get(pk=project.pk)
        for way in ways:
            WRITES[way](entry)
            entry = Project.objects.get(pk=entry.pk)
        versions = [*Version.objects.of(entry)]
        version, status = versions[min(back, len(versions) - 1)], entry.status

        go_back(entry, version)

        assert told(State.now(entry).rows) == told(version.rows)
        assert told(last_of(entry).rows) == told(version.rows)
        assert Project.objects.get(pk=entry.pk).status == status
        transaction.set_rollback(True)


def round_told():
    round = RoundFactory(call__objectives=[ObjectiveFactory()], budget="5000", opens_at="2024-01", year=2024)
    MilestoneFactory(round=round)
    return round, lambda: (round.milestones.all().delete(), rewrite(round, budget=None, eligibility="Tous."))


def actor_told():
    actor = ActorFactory(seat=CommuneFactory(), metiers=[])
    return actor, lambda: (rewrite(actor, seat=None, email="a@exemple.fr"), actor.succeeds.add(ActorFactory()))


def call_told():
    call = CallFactory(leads=[FunderFactory()])
    return call, lambda: call.leads.clear()


def term_told():
    label = TermLabelFactory()
    return label.term, label.delete


def grant_told():
    grant = AmendmentFactory(funding__project=None, funding__beneficiary=ActorFactory()).funding
    return grant, lambda: (grant.amendments.all().delete(), rewrite(grant, amount_voted=1))


@pytest.mark.parametrize("make", [round_told, actor_told, call_told, term_told, grant_told])
def test_every_kind_goes_back(make):
    entry, change = make()
    version = last_of(entry)
    change()
    assert last_of(entry).rows != version.rows

    go_back(type(entry).objects.get(pk=entry.pk), version)

    assert State.now(entry).rows == version.rows


def test_one_thing_goes_back_alone():
    project = ProjectFactory(summary="Un.", website="https://a.fr/")
    version = last_of(project)
    rewrite(project, summary="Deux.", website="https://b.fr/")

    go_back(project, version, f"projects.project:{project.pk}:summary")

    project.refresh_from_db()
    assert (project.summary, project.website) == ("Un.", "https://b.fr/")


def test_one_row_that_was_removed_comes_back_with_its_identifier():
    grant = FundingFactory(project=ProjectFactory(summary="Un."))
    project, version = grant.project, last_of(grant.project)
    rewrite(project, summary="Deux.")
    pk, _ = grant.pk, grant.delete()

    go_back(project, version, f"projects.funding:{pk}")

    assert [one.identifier for one in project.fundings.all()] == [grant.identifier]
    assert Project.objects.get(pk=project.pk).summary == "Deux."


def test_grant_that_is_told_again_is_not_put_back_beside_its_twin():
    told = {"project": ProjectFactory(), "funder": FunderFactory(), "amount_voted": 1000, "decided_on": "2024-05-03"}
    grant = FundingFactory(**told, decision_reference="R1")
    version, pk = last_of(grant.project), grant.pk
    grant.delete()
    FundingFactory(**told)

    with pytest.raises(ValidationError, match="dit déjà la même chose"):
        go_back(told["project"], version, f"projects.funding:{pk}")

    assert told["project"].fundings.count() == 1


def test_rules_of_the_form_refuse_and_nothing_is_written():
    actor, other = ActorFactory(siret=""), ActorFactory()
    rewrite(actor, siret="73282932000074", summary="Un.")
    version = last_of(actor)
    rewrite(actor, siret="", summary="Deux.")
    rewrite(other, siret="73282932000074")

    with pytest.raises(ValidationError):
        go_back(actor, version)

    assert Actor.objects.get(pk=actor.pk).summary == "Deux."


def test_going_back_never_names_a_masked_person():
    actor = ActorFactory(name="Camille Exemple", rna="W123456789", answer="")
    version = last_of(actor)
    rewrite(actor, rna="")
    assert Actor.objects.get(pk=actor.pk).is_masked

    with pytest.raises(ValidationError, match="interdit de nommer"):
        go_back(actor, version)

    assert Actor.objects.get(pk=actor.pk).rna == ""


def test_going_back_never_makes_public():
    draft = CallFactory(draft=True)
    round = RoundFactory()
    version = last_of(round)
    rewrite(round, call=draft)

    with pytest.raises(ValidationError, match="ne publie jamais"):
        go_back(round, version)


def test_file_that_was_erased_stays_away():
    image = ProjectImageFactory()
    project, version = image.entry, last_of(image.entry)
    image.delete()

    restoration = planned(permitted(project), project, version)

    assert restoration.changes == [] and [reason for _, reason in restoration.kept][0].startswith("un fichier retiré")


def test_row_that_went_elsewhere_is_not_taken_back():
    part = ParticipationFactory()
    project, version = part.project, last_of(part.project)
    rewrite(part, project=ProjectFactory())

    ((difference, reason),) = planned(permitted(project), project, version).kept

    assert difference.what.startswith("participation") and "autre fiche" in reason
