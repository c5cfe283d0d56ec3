"""Rows saved together are what they would be, each saved alone."""

import pytest

from actors.models import Actor, ActorName
from actors.personhood import Personhood
from directory.models import Change, FormerSlug, turn
from projects.models import Place, Project
from tests.factories import ActorFactory, CommuneFactory, PlaceFactory, ProjectFactory, TiersLieuFactory

pytestmark = pytest.mark.django_db


def test_renamed_entry_has_its_key_its_address_and_the_former_one(client):
    project = ProjectFactory(name="Avant")
    project.name, project.slug = "Été", ""

    Project.objects.save_all([project])

    project.refresh_from_db()
    assert (project.key, project.slug, project.text_key[:3]) == ("ete", "ete", "ete")
    assert client.get("/projets/avant/").url == "/projets/ete/"


def test_person_loses_its_address_and_is_masked():
    actor = ActorFactory(name="Camille Exemple", answer=Personhood.ORGANISATION)
    actor.answer = Personhood.PERSON

    Actor.objects.save_all([actor])

    actor.refresh_from_db()
    assert (actor.is_masked, actor.slug) == (True, actor.neutral_slug)
    assert not FormerSlug.objects.exists()


def test_published_entry_is_known_as_public_from_now_on():
    Project.objects.save_all([Project(name="Fresque", status="publie")])

    assert Project.objects.get().first_published_at


def test_place_of_a_commune_is_contained_in_it():
    commune = CommuneFactory()
    place = TiersLieuFactory.build(located_in=commune)

    type(place).objects.save_all([place])

    assert commune in place.containers.all()


def test_row_that_moves_touches_the_entry_it_leaves():
    place, project = PlaceFactory(), ProjectFactory()
    left, place.project = place.project_id, project
    last = Change.objects.latest("pk").pk

    Place.objects.save_all([place])

    assert set(Change.objects.filter(pk__gt=last).values_list("row", flat=True)) == {left, project.pk}


def test_two_names_made_together_are_two_rows():
    actor = ActorFactory()

    ActorName.objects.save_all([ActorName(actor=actor, name="AB"), ActorName(actor=actor, name="É")])

    assert sorted(ActorName.objects.values_list("key", flat=True)) == ["ab", "e"]


def test_log_of_what_is_undone_stays_empty():
    project = ProjectFactory()
    last = Change.objects.latest("pk").pk

    with pytest.raises(ZeroDivisionError), turn():
        project.save()
        raise ZeroDivisionError
    project.save()

    assert Change.objects.filter(pk__gt=last).count() == 1
