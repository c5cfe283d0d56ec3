"""No line of the log without a version, for every way of writing: the last one says what is stored."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError

from actors.models import Actor
from curation.merge import merge
from directory.models import LOADING, Change, Entry, Revision, Term, Version, change, turn
from directory.versions.snapshots import snapshots
from projects.models import Funding, Participation, Project, Step
from tests.deposits import deposited, undone, written
from tests.factories import (
    ActorFactory,
    AmendmentFactory,
    DisciplineFactory,
    FunderFactory,
    FundingFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    ProjectImageFactory,
    TermLabelFactory,
)
from tests.programme import load
from tests.staff import act, edit, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def last_of(row):
    return Version.objects.of(row).first()


def stale():
    """The lines of the log whose row is not what its last version says."""
    found = []
    for kind, row in {*Change.objects.exclude(kind="directory.change").values_list("kind", "row")}:  # the first line
        model = apps.get_model(kind)
        keys = [row] if row else [*model._base_manager.values_list("pk", flat=True)]
        for key, rows in snapshots(model, keys).items():
            last = Version.objects.filter(kind=kind, row=key).order_by("-pk").first()
            if last is None or last.rows != rows:
                found.append((kind, key))
    return found


def upserted(project, actor):
    row = ParticipationFactory(project=ProjectFactory(), actor=actor)
    row.project, row.role = project, Participation.Role.PARTNER
    Participation.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["project", "role"]
    )


def cleared(project, actor):
    project.disciplines.get().projects_of_discipline.clear()


def several_deleted(project, actor):
    ProjectFactory.create_batch(2, draft=True)
    Project.objects.filter(status=Entry.Status.DRAFT).delete()


def fixture(project, actor):
    place = PlaceFactory(project=project)
    place.note = "Dite par un fichier."
    for one in serializers.deserialize("json", serializers.serialize("json", [project, place])):
        one.save()


WAYS = {
    "save": lambda project, actor: rewrite(project, summary="Autre."),
    "update": lambda project, actor: Project.objects.update(notes="Relu."),
    "bulk_create": lambda project, actor: Step.objects.bulk_create(
        [Step(project=project, date="2024", label="Un pas")]
    ),
    "upsert": upserted,
    "save_all": lambda project, actor: Project.objects.all().save_all([project, Project(name="Un autre")]),
    "links": lambda project, actor: project.disciplines.add(DisciplineFactory()),
    "links of the other end": lambda project, actor: DisciplineFactory().projects_of_discipline.add(project),
    "links cleared from the other end": lambda project, actor: (
        project.disciplines.first().projects_of_discipline.clear()
    ),
    "part": lambda project, actor: AmendmentFactory(funding=FundingFactory(project=project, beneficiary=actor)),
    "part of a part deleted": lambda project, actor: AmendmentFactory(funding__project=project).delete(),
    "part that moves": lambda project, actor: rewrite(ParticipationFactory(project=project), project=ProjectFactory()),
    "grant alone": lambda project, actor: AmendmentFactory(funding__project=None, funding__beneficiary=actor),
    "grant that joins a project": lambda project, actor: rewrite(
        FundingFactory(project=None, beneficiary=actor), project=project
    ),
    "image": lambda project, actor: ProjectImageFactory(entry=project),
    "term": lambda project, actor: TermLabelFactory(),
    "deletion": lambda project, actor: ProjectFactory(draft=True).delete(),
    "deletion of rows": several_deleted,
    "what is pointed to goes": lambda project, actor: Term.objects.filter(projects_of_discipline=project).delete(),
    "fixture": fixture,
    "merge": lambda project, actor: merge(actor, ActorFactory()),
}


@pytest.mark.parametrize("way", WAYS)
def test_last_version_says_what_is_stored(way):
    project, actor = ProjectFactory(disciplines=[DisciplineFactory()]), ActorFactory()
    ParticipationFactory(project=project, actor=actor)
    Change.objects.all().delete()

    WAYS[way](project, actor)

    assert Change.objects.exists()
    assert stale() == []


def test_import_and_its_undoing_keep_versions():
    load("thesaurus", "actors")
    deposit = deposited([{"title": "Le fleuve", "holder": "Compagnie Nouvelle"}])

    written(deposit)
    project = Project.objects.get(name="Le fleuve")
    revision = last_of(project).revision
    undone(deposit)

    assert revision.cause.startswith(f"import {deposit.pk} de «") and revision.author == deposit.deposited_by
    assert (last_of(project).rows, stale()) == ({}, [])
    assert last_of(project).revision.cause == f"annulation de l’import {deposit.pk}"


def test_many_rows_have_a_version_each(monkeypatch):
    monkeypatch.setattr(change, "MANY", 1)
    projects = [ProjectFactory(), ProjectFactory()]

    Project.objects.update(notes="Relu.")

    assert Change.objects.filter(row=None).exists()
    assert [last_of(one).rows["projects.project"][str(one.pk)]["notes"] for one in projects] == ["Relu."] * 2


def test_version_tells_who_and_by_what(admin_client, admin_user):
    project = ProjectFactory()

    edit(admin_client, f"/gestion/projects/project/{project.pk}/change/", summary="Relu.")
    by_form = last_of(project).revision
    act(admin_client, "/gestion/projects/project/", "move_to_draft", project)
    by_action = last_of(project).revision

    assert [(one.author, one.cause) for one in (by_form, by_action)] == [
        (admin_user, "formulaire"),
        (admin_user, "action sur plusieurs fiches"),
    ]


def test_refused_write_leaves_no_version():
    project = ProjectFactory()

    with pytest.raises(ZeroDivisionError), turn():
        rewrite(project, summary="Autre.")
        1 / 0  # noqa: B018

    assert Version.objects.of(project).count() == 1


def test_loading_keeps_its_latest_unless_somebody_wrote_between():
    def loaded(text):
        with turn(LOADING):
            rewrite(actor, summary=text)

    actor = Actor(name="Un acteur")
    loaded("Un.")
    loaded("Deux.")
    assert [one.revision.cause for one in Version.objects.of(actor)] == [LOADING]
    assert Revision.objects.filter(versions=None).count() == 0
    rewrite(actor, summary="De la main.")
    loaded("Trois.")
    loaded("Quatre.")

    texts = [one.rows["actors.actor"][str(actor.pk)]["summary"] for one in Version.objects.of(actor)]
    assert texts == ["Quatre.", "De la main.", "Deux."]


def test_account_that_wrote_is_not_deleted(admin_client, admin_user):
    edit(admin_client, f"/gestion/projects/project/{ProjectFactory().pk}/change/", summary="Relu.")

    with pytest.raises(ProtectedError):
        User.objects.all().delete()


def test_history_of_another_database_is_refused(tmp_path):
    path = tmp_path / "all.json"
    ProjectFactory()
    path.write_text(serializers.serialize("json", Version.objects.all()))

    with pytest.raises(ValueError, match="--exclude directory.version"):
        call_command("loaddata", path, verbosity=0)


def test_alone_grant_is_told_with_its_amendments():
    amendment = AmendmentFactory(funding=FundingFactory(project=None, beneficiary=ActorFactory()), amount=1)

    rows = last_of(amendment.funding).rows

    assert rows["projects.amendment"][str(amendment.pk)]["amount"] == "1.00"
    assert rows["projects.funding"][str(amendment.funding_id)]["funder"] == amendment.funding.funder_id
    assert Funding.objects.count() == 1 and FunderFactory._meta.model is Actor


def test_what_was_written_before_versions_has_one_kept():
    project, draft = ProjectFactory(), ProjectFactory(draft=True)
    Version.objects.of(project).delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_project SET notes = 'SQL' WHERE id = %s", [draft.pk])

    told = [call_command("keep_versions", stdout=StringIO()) or Version.objects.count() for _ in "12"]

    assert (last_of(project) is not None, stale()) == (True, [])
    assert told[0] == told[1] and Version.objects.of(draft).count() == 2
