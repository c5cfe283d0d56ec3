import pytest
from django.forms import inlineformset_factory

from actors.models import Actor, ActorName
from curation.admin.rows import RowFormSet
from tests.factories import ActorFactory, ActorNameFactory

pytestmark = pytest.mark.django_db

Names = inlineformset_factory(Actor, ActorName, formset=RowFormSet, fields=["name", "kind"], extra=3)


def typed(actor, *names, deleted=()):
    """The other names of an actor as staff send them: those that exist, then new ones, then an empty form."""
    existing = list(actor.names.all())
    data = {"names-TOTAL_FORMS": len(names) + 1, "names-INITIAL_FORMS": len(existing)}
    for number, name in enumerate((*names, "")):
        data |= {f"names-{number}-name": name, f"names-{number}-kind": "autre"}
        data |= {f"names-{number}-id": str(row.pk) for row in existing[number : number + 1]}
        data |= {f"names-{number}-DELETE": "on"} if number in deleted else {}
    return Names(data, instance=actor)


def test_rows_with_the_same_key_are_refused():
    names = typed(ActorFactory(), "Écran", "ecran")

    assert not names.is_valid()
    assert names.non_form_errors() == ["Cet acteur a déjà ce nom."]


def test_rows_with_their_own_key_are_saved():
    actor = ActorFactory()
    names = typed(actor, "Écran", "Grand écran")

    assert names.is_valid(), names.errors
    names.save()

    assert [name.key for name in actor.names.all()] == ["ecran", "grand ecran"]


def test_row_like_one_that_exists_is_refused():
    name = ActorNameFactory(name="Écran")

    assert not typed(name.actor, "Écran", "ECRAN").is_valid()


def test_row_like_one_that_is_removed_is_no_twin():
    name = ActorNameFactory(name="Écran")

    names = typed(name.actor, "Écran", "Autre", "ECRAN", deleted=[0])
    names.is_valid()

    assert names.non_form_errors() == []


def test_same_name_is_free_for_another_actor():
    ActorNameFactory(name="Écran")

    assert typed(ActorFactory(), "Écran").is_valid()
