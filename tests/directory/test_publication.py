from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from directory.models import Entry
from directory.registry import KINDS
from projects.models import Project
from tests.factories import (
    ProjectFactory,
    RoundFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", Entry.Status.values)
@pytest.mark.parametrize("publish_from", [None, -DAY, DAY])
def test_entry_is_public_once_published_and_its_date_reached(kind, status, publish_from):
    moment = publish_from and timezone.now() + publish_from
    entry = factory_of(kind)(status=status, publish_from=moment)
    expected = status == "publie" and publish_from != DAY

    listed = type(entry).objects.published().filter(pk=entry.pk).exists()

    assert (entry.is_published, listed) == (expected, expected)


def test_page_that_is_taken_down_as_planned_says_what_may_still_be_said(client):
    project = ProjectFactory(publish_until=timezone.now() + DAY, withdrawal_note="Le prêt est rendu.")
    Project.objects.filter(pk=project.pk).update(publish_until=timezone.now() - DAY)

    response = client.get(project.get_absolute_url())

    assert response.status_code == 410
    assert "Le prêt est rendu." in response.content.decode()


def test_entry_does_not_leave_before_it_comes_out():
    now = timezone.now()
    project = ProjectFactory.build(publish_from=now + DAY, publish_until=now)

    with pytest.raises(ValidationError, match="retirée avant de sortir"):
        project.clean()


def test_round_leaves_with_its_call():
    edition = RoundFactory(call__publish_until=timezone.now() - DAY)

    assert not edition.is_published
    assert edition.first_published_at is None


def test_only_published_entries_are_listed():
    published = ProjectFactory()
    for state in ("draft", "in_review", "withdrawn", "scheduled"):
        ProjectFactory(**{state: True})

    assert list(Project.objects.published()) == [published]


def test_examples_are_told_from_real_entries():
    real = ProjectFactory()
    ProjectFactory(is_example=True)

    assert list(Project.objects.real()) == [real]


def test_first_publication_is_remembered_for_ever():
    project = ProjectFactory()
    first = project.first_published_at

    project.status = Entry.Status.WITHDRAWN
    project.save()
    project.status, project.publish_from = Entry.Status.PUBLISHED, timezone.now() + DAY
    project.save()

    assert timezone.now() - first < DAY
    assert project.first_published_at == first


def test_first_publication_is_not_before_the_entry_was_there():
    project = ProjectFactory(publish_from=timezone.now() - 400 * DAY)

    assert timezone.now() - project.first_published_at < DAY


def test_first_publication_follows_the_plan_until_it_comes():
    project = ProjectFactory(scheduled=True)

    project.publish_from = timezone.now() + 7 * DAY
    project.save()

    assert project.first_published_at == project.publish_from
    assert not project.was_public


def test_publication_brought_forward_is_remembered():
    project = ProjectFactory(scheduled=True)

    project.publish_from = None
    project.save()

    assert project.was_public
    assert project.first_published_at <= timezone.now()


def test_publication_called_off_leaves_no_trace():
    project = ProjectFactory(scheduled=True)

    project.status = Entry.Status.DRAFT
    project.save()

    assert project.first_published_at is None


def test_publication_is_remembered_when_the_status_alone_is_saved():
    project = ProjectFactory(draft=True)

    project.status = Entry.Status.PUBLISHED
    project.save(update_fields=["status"])

    assert Project.objects.get().first_published_at is not None


def test_publication_by_update_or_create_is_remembered():
    ProjectFactory(slug="ecrans", draft=True)

    Project.objects.update_or_create(slug="ecrans", defaults={"status": Entry.Status.PUBLISHED})

    assert Project.objects.get().first_published_at is not None


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn", "scheduled", None])
def test_queryset_and_entry_agree_on_what_was_public(state):
    project = ProjectFactory(**({state: True} if state else {}))

    assert Project.objects.once_public().exists() is project.was_public is (state in ("withdrawn", None))


# Deletion


@pytest.mark.parametrize("state", [{}, {"withdrawn": True}])
@pytest.mark.parametrize("kind", KINDS)
def test_entry_that_was_public_is_not_deleted(kind, state):
    entry = factory_of(kind)(**state)

    with pytest.raises(ProtectedError, match="se retire, elle ne se supprime pas"):
        entry.delete()
    with pytest.raises(ProtectedError, match="se retire, elle ne se supprime pas"):
        type(entry).objects.filter(pk=entry.pk).delete()

    assert type(entry).objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled"])
@pytest.mark.parametrize("kind", KINDS)
def test_entry_that_nobody_read_is_deleted(kind, state):
    one, other = (factory_of(kind)(**{state: True}) for _ in range(2))

    one.delete()
    type(other).objects.filter(pk=other.pk).delete()

    assert not type(one).objects.filter(pk__in=[one.pk, other.pk]).exists()


def test_entries_are_not_deleted_when_one_was_public():
    projects = {ProjectFactory(), ProjectFactory(draft=True)}

    with pytest.raises(ProtectedError):
        Project.objects.all().delete()

    assert set(Project.objects.all()) == projects


def test_entry_published_in_bulk_is_not_deleted():
    project = ProjectFactory(draft=True)
    Project.objects.update(status=Entry.Status.PUBLISHED)

    with pytest.raises(ProtectedError):
        Project.objects.filter(pk=project.pk).delete()
    with pytest.raises(ProtectedError):
        Project.objects.get().delete()
