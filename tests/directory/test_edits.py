"""What the page of an entry says of its age: its last edit by staff, the date of its source, never a loading."""

from datetime import datetime

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType

from directory.migrations._edits import dates_of
from directory.models import Entry, turn
from french.dates import PARIS
from projects.models import Project
from territories.models import TiersLieu
from tests.factories import (
    FunderFactory,
    FundingFactory,
    ProjectFactory,
    SourceListFactory,
    SourceRecordFactory,
    TiersLieuFactory,
)
from tests.reading import text_of
from tests.staff import act, edit

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def edited(project):
    return Project.objects.get(pk=project.pk).edited_at is not None


def test_import_is_no_edit(client):
    project = ProjectFactory()
    with turn("import de « Contenu livré », Projets"):
        project.status = Entry.Status.PUBLISHED
        project.save()

    assert not edited(project)
    assert "Mise à jour" not in text_of(client, project)


def test_form_of_the_entry_is_one(client, admin_client):
    project, other = ProjectFactory(), ProjectFactory()

    edit(admin_client, f"/gestion/projects/project/{project.pk}/change/", summary="Relu.")

    assert edited(project) and not edited(other)
    assert "Mise à jour" in text_of(client, project)


def test_form_of_a_grant_edits_its_project(admin_client):
    grant = FundingFactory(project=ProjectFactory(), funder=FunderFactory())

    edit(admin_client, f"/gestion/projects/funding/{grant.pk}/change/", decision_reference="2024-12")

    assert edited(grant.project)


def test_publication_is_one(admin_client):
    project = ProjectFactory(draft=True)

    act(admin_client, "/gestion/projects/project/", "move_to_published", project)

    assert edited(project)


def test_refused_form_is_none(admin_client):
    project = ProjectFactory()

    edit(admin_client, f"/gestion/projects/project/{project.pk}/change/", name="")

    assert not edited(project)


@pytest.mark.parametrize(
    ("data_date", "gathered_on", "told"),
    [
        ("2024-06-12", "2026-11-30", "(source du 12 juin 2024)"),
        ("2024-04", "", "(source d’avril 2024)"),
        ("", "2026-11-30", "(relevé le 30 novembre 2026)"),
        ("", "2026-11", "(relevé en novembre 2026)"),
    ],
)
def test_page_tells_the_date_of_its_source_else_of_the_gathering(client, data_date, gathered_on, told):
    project = ProjectFactory(data_date=data_date)
    for day in ("", "2020", gathered_on):
        told_by = SourceListFactory(gathered_on=day)
        SourceRecordFactory(identifier=project.identifier, source_list=told_by)

    assert told in text_of(client, project).replace("\u00a0", " ")


def test_page_without_any_date_tells_none(client):
    project = ProjectFactory(source_name="Bilan")
    SourceRecordFactory(identifier=project.identifier)

    page = text_of(client, project)

    assert "Source Bilan Adresse permanente" in page


def test_date_of_a_list_reaches_the_pages_already_made(client):
    told_by = SourceListFactory()
    project = ProjectFactory()
    SourceRecordFactory(identifier=project.identifier, source_list=told_by)
    text_of(client, project)
    told_by.gathered_on = "2025"
    told_by.save()

    assert "(relevé en 2025)" in text_of(client, project).replace("\u00a0", " ")


def test_earlier_edits_are_dated_by_the_log_of_the_admin():
    place, other = TiersLieuFactory(), TiersLieuFactory()
    kind = ContentType.objects.get_for_model(TiersLieu, for_concrete_model=False)
    user, moment = User.objects.create_user("agent"), datetime(2026, 5, 2, tzinfo=PARIS)
    LogEntry.objects.create(
        user=user, content_type=kind, object_id=place.pk, action_flag=CHANGE, change_message="", action_time=moment
    )

    dates_of("territories", territory=["territory", "tierslieu"])(apps, None)

    assert TiersLieu.objects.get(pk=place.pk).edited_at == moment
    assert TiersLieu.objects.get(pk=other.pk).edited_at is None
