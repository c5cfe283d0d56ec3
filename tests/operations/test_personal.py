"""What is kept of persons: the table, the page and the daily tasks say the same."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from directory.models import Recorded, Revision, Version
from operations.management.commands.daily import TASKS
from operations.personal import TABLE
from tests.factories import ProjectFactory
from tests.sources import our_apps

NOBODY = {"directory.Change", "directory.FormerSlug"}  # numbers, and former addresses of entries


def test_every_table_that_is_not_an_entry_is_told():
    ours = {model for name in our_apps() for model in apps.get_app_config(name).get_models()}
    others = {model._meta.label for model in ours if not issubclass(model, Recorded)}

    assert others - NOBODY <= {label for one in TABLE for label in one.models}


def test_tables_that_are_told_are_there():
    assert {apps.get_model(label)._meta.label for one in TABLE for label in one.models}


def test_what_ends_on_time_is_ended_by_a_daily_task():
    assert {one.erased_by for one in TABLE} - {""} <= set(TASKS)


@pytest.mark.django_db
def test_history_of_a_deleted_entry_goes_a_year_later_and_that_of_others_stays():
    gone, kept = ProjectFactory(draft=True), ProjectFactory()
    pk = gone.pk
    gone.delete()
    call_command("erase_history", stdout=StringIO())
    assert Version.objects.filter(kind="projects.project", row=pk).exists()

    Revision.objects.update(at=timezone.now() - timedelta(days=366))
    call_command("erase_history", stdout=StringIO())
    assert {*Version.objects.values_list("row", flat=True)} == {kept.pk}
    assert Revision.objects.count() == 1


@pytest.mark.django_db
def test_page_shows_the_table(client):
    page = client.get("/donnees-personnelles/").content.decode()

    assert [one.purpose for one in TABLE if one.purpose not in page.replace("&#x27;", "'")] == []
    assert "Quatre-vingt-dix jours après le dernier geste" in page
