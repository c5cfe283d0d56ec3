"""« Was public » means that `published()` was once true, whatever is written, by whatever way, in whatever order."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from calls.models import Call, Round
from directory.models import Entry
from tests import factories
from tests.factories import (
    RoundFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = list(factories.FACTORIES.values())
START, HOUR = datetime(2026, 3, 2, 8, tzinfo=UTC), timedelta(hours=1)
NAME = "Fiche que personne ne doit lire"


class World:
    """An entry, those that it is public with, and what was seen of it since it was made."""

    def __init__(self, factory, patch, draw):
        self.now = START
        patch.setattr("django.utils.timezone.now", lambda: self.now)
        links = {f"{name}__status": draw(statuses) for name in factory._meta.model.PUBLIC_WITH}
        self.entry = factory(name=NAME, status=draw(statuses), **links)
        self.old_copy = self.fresh()
        self.first_seen = None
        self.look()

    def fresh(self):
        return type(self.entry)._default_manager.get(pk=self.entry.pk)

    def look(self):
        """Keep the first moment when anyone could read the entry."""
        if self.first_seen is None and type(self.entry).objects.published().filter(pk=self.entry.pk).exists():
            self.first_seen = self.now

    def write(self, draw):
        """Change something of the entry, or of one that it is public with, by one of the ways of writing."""
        entry = draw(st.sampled_from([self.fresh(), self.old_copy, *self.links()]))
        values = {"status": draw(statuses), "publish_from": draw(moments), "publish_until": draw(moments)}
        ways = [save, update, update_in_bulk]
        if hasattr(entry, "agreement") and draw(st.booleans()):
            values |= {"answer": draw(answers), "agreement": draw(st.sampled_from(["", "le 3 mars"]))}
            ways = [save]  # whether the name may be said follows these: no mass write takes them
        draw(st.sampled_from(ways))(entry, values)

    def links(self):
        return [getattr(self.fresh(), name) for name in self.entry.PUBLIC_WITH]

    def wait(self, draw):
        """Let some hours go by: moments are whole hours, nothing becomes public between two looks."""
        for _ in range(draw(st.integers(1, 3))):
            self.now += HOUR
            self.look()

    def check(self):
        entry, was_seen = self.fresh(), self.first_seen is not None
        answers = [Client().get(address) for address in (f"/id/{entry.identifier}/", entry.get_absolute_url())]

        assert entry.was_public is was_seen
        assert type(entry).objects.once_public().filter(pk=entry.pk).exists() is was_seen
        assert [answer.status_code != 404 for answer in answers] == [was_seen, was_seen]
        assert was_seen or not any(NAME in answer.content.decode() for answer in answers)
        assert [is_deleted(entry, way) for way in (erase, erase_in_mass)] == [not was_seen, not was_seen]
        if was_seen:
            assert entry.first_published_at == self.first_seen


statuses = st.sampled_from(Entry.Status.values)
answers = st.sampled_from(["", "structure", "personne"])
moments = st.none() | st.integers(-2, 4).map(lambda hours: START + hours * HOUR)


def save(entry, values):
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()


def update(entry, values):
    type(entry).objects.filter(pk=entry.pk).update(**values)


def update_in_bulk(entry, values):
    for name, value in values.items():
        setattr(entry, name, value)
    type(entry).objects.bulk_update([entry], [*values])


def erase(entry):
    entry.delete()


def erase_in_mass(entry):
    type(entry).objects.filter(pk=entry.pk).delete()


def is_deleted(entry, way):
    """Whether an entry can be deleted; it is not."""
    try:
        with transaction.atomic():
            way(type(entry)._default_manager.get(pk=entry.pk))
            transaction.set_rollback(True)
    except ProtectedError as error:
        assert entry in error.protected_objects
        return False
    return True


def test_every_kind_of_entry_is_tried():
    concrete = {one for one in apps.get_models() if issubclass(one, Entry) and not one._meta.proxy}

    assert {factory._meta.model._meta.concrete_model for factory in FACTORIES} == concrete


@pytest.mark.parametrize("factory", FACTORIES)
@settings(
    suppress_health_check=list(HealthCheck),
    max_examples=settings().max_examples // 3,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.data())
def test_what_was_once_published_was_public_and_nothing_else(factory, data):
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        world = World(factory, patch, data.draw)
        for act in data.draw(st.lists(st.sampled_from([world.write, world.wait]), max_size=6)):
            act(data.draw)
            world.look()
        world.check()
        transaction.set_rollback(True)


def draft_then(call, status):
    call.status = status
    call.save()


def test_round_is_public_from_the_publication_of_its_call():
    edition = RoundFactory(call__draft=True)
    before = edition.was_public

    draft_then(edition.call, Entry.Status.PUBLISHED)

    edition.refresh_from_db()
    assert (before, edition.was_public) == (False, True)


def test_round_of_a_call_that_was_never_published_has_no_tombstone(client):
    edition = RoundFactory(name="Édition secrète", call__draft=True)
    edition.status = Entry.Status.WITHDRAWN
    edition.save()

    assert client.get(edition.get_absolute_url()).status_code == 404
    assert edition.delete()[0] == 1


def test_round_follows_the_plan_of_its_call():
    soon = datetime(2999, 1, 1, tzinfo=UTC)
    edition = RoundFactory(call__publish_from=soon)

    planned = Round.objects.get().first_published_at
    Call.objects.update(status=Entry.Status.DRAFT)

    assert (planned, Round.objects.get(pk=edition.pk).first_published_at) == (soon, None)


def test_old_copy_of_a_round_does_not_forget_that_it_was_public():
    edition = RoundFactory(call__draft=True)
    draft_then(Call.objects.get(), Entry.Status.PUBLISHED)

    edition.status = Entry.Status.DRAFT
    edition.save()

    assert edition.was_public
