from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from actors.models import Actor
from curation.merge import merge
from directory.models import Entry, FormerSlug
from tests.factories import ActorFactory, ActorNameFactory, ActorTypeFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def hide(actor):
    """The actor, once staff have noticed that it is a person."""
    actor.answer = "personne"
    actor.save()
    return actor


# Natural persons


@pytest.mark.parametrize("status", Entry.Status.values)
@pytest.mark.parametrize("publish_from", [None, -DAY, DAY])
def test_masked_person_is_never_public(status, publish_from):
    moment = publish_from and timezone.now() + publish_from
    person = ActorFactory(masked=True, status=status, publish_from=moment)

    assert not person.is_published
    assert not Actor.objects.published().exists()
    assert not Actor.objects.once_public().exists()


def test_person_who_agreed_is_public():
    person = ActorFactory(masked=True, agreement="Courriel du 17 mars 2024")

    assert person.is_published
    assert (person.title, person.slug) == (person.name, person.name.lower().replace(" ", "-"))
    assert list(Actor.objects.published()) == [person]


def test_organisation_needs_no_agreement():
    actor = ActorFactory(agreement="")

    assert (actor.is_published, actor.is_masked, actor.title) == (True, False, actor.name)


def test_agreement_of_spaces_is_none():
    person = ActorFactory.build(masked=True, agreement=" \u00a0 ")
    assert person.is_masked

    person.save()

    assert person.agreement == ""
    assert list(Actor.objects.masked()) == [person]


def test_masked_persons_are_told_from_the_others():
    person, named = ActorFactory(masked=True), ActorFactory()
    agreed = ActorFactory(masked=True, agreement="Courriel du 17 mars 2024")

    assert list(Actor.objects.masked()) == [person]
    assert set(Actor.objects.named()) == {named, agreed}


def test_masked_person_has_a_neutral_name_and_address():
    person = ActorFactory(masked=True, name="Camille Exemple")

    assert (person.title, person.slug) == ("Personne physique", f"personne-physique-{person.identifier}")


@pytest.mark.parametrize("slug", ["camille-exemple", "personne-physique-camille-exemple"])
def test_masked_person_gets_no_address_that_names_it(slug):
    person = ActorFactory(masked=True, slug=slug)

    assert person.slug == f"personne-physique-{person.identifier}"


def test_masked_persons_with_the_same_name_are_told_apart():
    one, other = ActorFactory(masked=True, name="Camille"), ActorFactory(masked=True, name="Camille")

    assert one.slug != other.slug


def test_masked_person_that_nobody_read_is_deleted():
    person = ActorFactory(masked=True)

    person.delete()

    assert person.first_published_at is None
    assert not Actor.objects.exists()


def test_public_actor_that_becomes_masked_loses_every_address_that_names_it():
    actor = ActorFactory(name="Camille Exemple")
    actor.slug = "camille-e"
    actor.save()

    hide(actor)

    assert actor.slug == f"personne-physique-{actor.identifier}"
    assert not FormerSlug.objects.exists()


def test_public_actor_that_becomes_masked_is_read_no_more():
    actor = hide(ActorFactory(name="Camille Exemple"))

    assert not Actor.objects.published().exists()
    assert (actor.title, actor.was_public) == ("Personne physique", True)
    with pytest.raises(ProtectedError):
        actor.delete()


def test_planned_publication_of_a_person_is_forgotten_with_its_name():
    actor = hide(ActorFactory(scheduled=True))

    assert actor.first_published_at is None


def test_masked_person_forgets_its_own_addresses_only():
    other = ActorFactory(slug="avant")
    other.slug = "apres"
    other.save()

    hide(ActorFactory())

    assert FormerSlug.objects.get().identifier == other.identifier


def test_names_of_a_masked_person_are_kept_for_staff():
    actor = ActorFactory(name="Camille Exemple")
    ActorNameFactory(actor=actor, name="Atelier Camille")

    hide(actor)

    assert list(Actor.objects.called("atelier camille")) == [actor]
    assert not Actor.objects.published().called("atelier camille").exists()


def test_person_who_agrees_later_gets_an_address_when_staff_empty_it():
    person = ActorFactory(masked=True, name="Camille Exemple")
    neutral = person.slug

    person.agreement, person.slug = "Courriel du 17 mars 2024", ""
    person.save()
    person.agreement = ""
    person.save()

    assert person.slug == neutral
    assert not FormerSlug.objects.exists()


# Who waits for an answer


@pytest.mark.parametrize("told", [{}, {"siret": "55208131766522"}, {"is_public_body": True}])
def test_actor_that_shows_nothing_is_masked_and_waits(told):
    actor = ActorFactory(name="Camille Exemple", unanswered=True, **told)

    assert (actor.title, actor.slug) == ("Personne physique", f"personne-physique-{actor.identifier}")
    assert not Actor.objects.published().exists() and not Actor.objects.named().exists()
    assert list(Actor.objects.to_answer()) == [actor]


@pytest.mark.parametrize("told", [{"name": "Compagnie Zig"}, {"rna": "W123456789"}, {"legal_form": "SARL"}])
def test_actor_that_shows_an_organisation_is_named(told):
    actor = ActorFactory(unanswered=True, **{"name": "Zinzoline", **told})

    assert (actor.is_masked, actor.title) == (False, actor.name)
    assert not Actor.objects.to_answer().exists()


@pytest.mark.parametrize("slug", ["association", "personne-physique"])
def test_type_shows_what_the_actor_is(slug):
    kind = ActorTypeFactory(slug=slug)

    actors = [
        ActorFactory(name="Zinzoline", unanswered=True, actor_type=one)
        for one in (kind, ActorTypeFactory(parent=kind))
    ]

    assert [actor.is_masked for actor in actors] == [slug == "personne-physique"] * 2


def test_row_written_by_nothing_but_the_database_is_masked():
    actor = Actor(name="Camille Exemple", identifier="a1", slug="a1", status="publie")
    Actor.objects.bulk_create([actor])

    assert list(Actor.objects.masked()) == [actor]


def test_answered_organisation_leaves_its_neutral_address():
    actor = ActorFactory(name="Zinzoline", unanswered=True)

    actor.answer = "structure"
    actor.save()

    assert (actor.slug, actor.is_published) == ("zinzoline", True)
    assert not FormerSlug.objects.exists()


def test_actor_that_shows_an_organisation_no_more_is_masked_again():
    actor = ActorFactory(name="Compagnie Zig", unanswered=True)

    actor.name = "Camille Exemple"
    actor.save()

    assert (actor.title, actor.slug) == ("Personne physique", f"personne-physique-{actor.identifier}")


def test_answer_outlives_a_new_name():
    actor = ActorFactory(name="Zinzoline")

    actor.name = "Autre nom"
    actor.save()

    assert actor.title == "Autre nom"


@pytest.mark.parametrize(
    "values", [{"answer": ""}, {"agreement": ""}, {"legal_form": ""}, {"personhood": "structure"}]
)
def test_mass_update_of_what_masks_is_refused(values):
    with pytest.raises(TypeError):
        Actor.objects.update(**values)


def test_answer_against_the_type_is_refused():
    actor = ActorFactory.build(actor_type=ActorTypeFactory(slug="personne-physique"))

    with pytest.raises(ValidationError, match="dit le contraire"):
        actor.clean()


def test_withdrawn_actor_waits_for_nothing():
    ActorFactory(unanswered=True, name="Zinzoline", withdrawn=True)

    assert not Actor.objects.to_answer().exists()


def test_who_was_merged_into_a_masked_person_is_masked_with_it():
    loser, winner = ActorFactory(name="Camille E."), ActorFactory(name="Camille Exemple")
    merge(loser, winner)

    hide(winner)

    loser = Actor.objects.get(pk=loser.pk)
    assert (loser.title, loser.slug) == ("Personne physique", f"personne-physique-{loser.identifier}")


# Names and numbers


@pytest.mark.parametrize(
    "name", ["Région Nouvelle-Aquitaine", "REGION NOUVELLE AQUITAINE", "La Région", "RNA", "Nouvelle-aquitaine"]
)
def test_actor_is_found_by_any_of_its_names(name):
    actor = ActorFactory(name="Région Nouvelle-Aquitaine")
    for other in ("La Région", "RNA", "Nouvelle Aquitaine"):
        ActorNameFactory(actor=actor, name=other)
    ActorFactory(name="Région Bretagne")

    assert list(Actor.objects.called(name)) == [actor]


def test_actor_is_found_once():
    actor = ActorFactory(name="La Halle")
    ActorNameFactory(actor=actor, name="La Halle")

    assert list(Actor.objects.called("la halle")) == [actor]


def test_homonyms_are_all_found():
    actors = {ActorFactory(name="La Halle"), ActorFactory(name="La halle")}

    assert set(Actor.objects.called("la halle")) == actors


def test_merged_actor_is_not_found():
    kept = ActorFactory(name="La Halle")
    ActorFactory(name="La Halle", withdrawn=True, merged_into=kept)

    assert list(Actor.objects.called("La Halle")) == [kept]


def test_public_bodies_are_told_from_the_others():
    body = ActorFactory(is_public_body=True)
    ActorFactory()

    assert list(Actor.objects.public_bodies()) == [body]


def test_succession_goes_one_way():
    former = ActorFactory()
    actor = ActorFactory(succeeds=[former])

    assert (list(actor.succeeds.all()), list(former.succeeds.all())) == ([former], [])
    assert list(former.succeeded_by.all()) == [actor]


def test_valid_siret_is_accepted():
    ActorFactory.build(siret="20005375900011").full_clean()


@pytest.mark.parametrize("siret", ["20005375900012", "2000537590001", "2000537590001O", "0" * 13])
def test_invalid_siret_is_refused_in_french(siret):
    with pytest.raises(ValidationError) as refusal:
        ActorFactory.build(siret=siret).full_clean()

    assert "Ce n’est pas un SIRET valide" in refusal.value.message_dict["siret"][0]


def test_actors_without_a_number_are_many():
    ActorFactory(siret="", rna="")
    ActorFactory(siret="", rna="")

    assert Actor.objects.count() == 2
