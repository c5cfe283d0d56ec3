"""Invented examples are apart: with them and without them, every public address answers the same, to the byte."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from actors.models import Actor
from calls.models import Call, Round
from projects.models import Project
from territories.models import Territory, TiersLieu
from tests.factories import (
    ActorFactory,
    CallFactory,
    FunderFactory,
    FundingFactory,
    LessonFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    ProjectImageFactory,
    ReuseFactory,
    RoundFactory,
    StepFactory,
    TiersLieuFactory,
)
from tests.finding.memory.everything import make_everything
from tests.operations.ground import make_ground
from tests.visiting import addresses, visit

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
WORDS = ["exemple", "lucioles", "papeterie", "projet", "invente"]
QUERIES = [
    "vue=carte&territoire=la-papeterie",
    "dispositif=lucioles",
    "territoire=la-papeterie",
    "lieu=La+Papeterie",
    "structure=la-claire-voie",
]
ASKED = "exemples=oui"

pytestmark = pytest.mark.any_engine


@pytest.fixture(autouse=True)
def world(db, monkeypatch, settings, tmp_path):
    """A directory of real entries at one moment, in which each is tied to others."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    make_ground()
    make_everything()
    call = Call.objects.published().first()
    RoundFactory(call=call, name="Édition ouverte", opens_at="2026-02", closes_at="2026-03-20")
    CallFactory(name="Suite", starts="2020", leads=[Actor.objects.published().first()], succeeds=[call])
    projects = [*Project.objects.published()]
    ReuseFactory(origin=projects[0], project=projects[1])
    LessonFactory(project=projects[0])
    PlaceFactory(territory=TiersLieu.objects.published().first(), project=projects[1])
    ProjectImageFactory(entry=projects[0])


def answers(seeds):
    """What every address answers; the rest of an answer follows the writes, too."""
    return {address: (response.status_code, response.content) for address, response in visit(seeds).items()}


def name_real_entries():
    """Examples that name real entries of every kind, and are like them."""
    call, edition, project = Call.objects.published().first(), Round.objects.published().first(), first_project()
    funder, actor = project.fundings.first().funder, Actor.objects.published().last()
    commune, place = Territory.objects.communes().exclude(latitude=None).first(), TiersLieu.objects.published().first()
    invented = {"is_example": True}
    example = ProjectFactory(**invented, metiers=project.metiers.all(), outputs=project.outputs.all(), starts="2022")
    for territory in (commune, place):
        PlaceFactory(project=example, territory=territory)
    for role in ("porteur", "partenaire"):
        ParticipationFactory(project=example, actor=actor, role=role)
    FundingFactory(project=example, funder=funder, beneficiary=actor, call=call, round=edition)
    ReuseFactory(origin=project, project=example), LessonFactory(project=example), StepFactory(project=example)
    ActorFactory(**invented, seat=place, succeeds=[actor], metiers=project.metiers.all(), actor_type=actor.actor_type)
    CallFactory(**invented, leads=[actor], partners=[funder], succeeds=[call], starts="2010")
    RoundFactory(**invented, call=call, year=2026, opens_at="2026-02", closes_at="2026-03-05", budget=1)
    TiersLieuFactory(**invented, located_in=commune, latitude=commune.latitude, longitude=0, opening="ouvert")
    FundingFactory(project=None, funder=FunderFactory(**invented), beneficiary=actor, call=call)
    FundingFactory(project=None, funder=funder, beneficiary=ActorFactory(**invented), call=call)


def be_named_by_real_entries():
    """Rows of real entries that name examples, as a hand may write them."""
    project, call, actor = first_project(), Call.objects.published().first(), Actor.objects.published().last()
    example, other = ActorFactory(is_example=True), CallFactory(is_example=True, starts="2012")
    partner = FunderFactory(is_example=True, actor_type=actor.actor_type, seat=TiersLieu.objects.first())
    edition = RoundFactory(is_example=True, call=call, year=2001)
    for role in ("porteur", "partenaire"):
        ParticipationFactory(project=project, actor=partner, role=role)
    PlaceFactory(project=project, territory=TiersLieuFactory(is_example=True))
    FundingFactory(project=project, funder=partner, call=call, decided_on="1999")
    FundingFactory(project=project, call=other, funder=project.fundings.first().funder)
    FundingFactory(project=project, call=call, round=edition, funder=project.fundings.first().funder)
    ReuseFactory(project=project, origin=ProjectFactory(is_example=True))
    call.leads.add(example), call.partners.add(partner), call.succeeds.add(other), actor.succeeds.add(example)


def be_tied_to_real_entries():
    name_real_entries(), be_named_by_real_entries()


def first_project():
    return Project.objects.published().exclude(fundings=None).first()


def load_the_demo():
    call_command("load_demo", stdout=StringIO())


def remove_the_demo():
    load_the_demo()
    Client().get(f"/projets/?{ASKED}")
    call_command("load_demo", "--remove", stdout=StringIO())


WAYS = [be_tied_to_real_entries, load_the_demo, remove_the_demo]


def test_no_public_address_answers_otherwise_because_of_examples():
    seeds, different = addresses(WORDS, QUERIES), {}
    before = answers(seeds)

    for invent in WAYS:
        invent()
        different[invent.__name__] = {pair[0] for pair in before.items() ^ answers(seeds).items()}

    assert len(before) > 200
    assert different == {invent.__name__: set() for invent in WAYS}
