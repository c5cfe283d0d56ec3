"""Publishing from the lists and from the form."""

import pytest
from django.contrib.auth.models import Permission
from pytest_django.asserts import assertContains, assertNotContains

from actors.models import Actor
from projects.models import Project
from tests.factories import ActorFactory, MetierFactory, ParticipationFactory, PlaceFactory, ProjectFactory
from tests.staff import act, edit, form_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"


def change(entry):
    return f"{PROJECTS}{entry.pk}/change/"


@pytest.fixture
def reader(client, django_user_model):
    """Somebody of the team who may look and not touch."""
    user = django_user_model.objects.create_user("lecture", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    return client


def test_publish_action_tells_what_is_missing(admin_client):
    project = ProjectFactory(draft=True, name="Ta Pi Son", metiers=[MetierFactory()])
    PlaceFactory(project=project)
    ParticipationFactory(project=project)

    response = act(admin_client, PROJECTS, "move_to_published", project)

    assert told(response) == [
        "1 fiche publiée.",
        "« Ta Pi Son » est publiée, mais il y manque un financement.",
    ]
    assert Project.objects.get().is_published


@pytest.mark.parametrize(
    "action, status",
    [("move_to_draft", "brouillon"), ("move_to_review", "a-relire")],
)
def test_action_changes_the_status(admin_client, action, status):
    project = ProjectFactory()

    act(admin_client, PROJECTS, action, project)

    project.refresh_from_db()
    assert project.status == status


def test_publish_action_leaves_a_merged_entry_withdrawn(admin_client):
    merged = ProjectFactory(withdrawn=True, merged_into=ProjectFactory())

    response = act(admin_client, PROJECTS, "move_to_published", merged)

    assert f"« {merged} » : fusionnée dans une autre fiche, reste retirée." in told(response)


def test_actions_are_not_for_those_who_only_look(reader):
    project = ProjectFactory(draft=True)

    act(reader, PROJECTS, "move_to_published", project)

    project.refresh_from_db()
    assert project.status == "brouillon"


def test_form_opens_for_those_who_only_look(reader):
    project = ProjectFactory(metiers=[MetierFactory()])
    PlaceFactory(project=project)

    response = reader.get(change(project))

    assertContains(response, project.name)
    assertNotContains(response, 'name="_save"')


def test_saving_as_published_tells_what_is_missing(admin_client):
    project = ProjectFactory(draft=True, name="Ta Pi Son")

    edit(admin_client, change(project), status="publie")

    assert "« Ta Pi Son » est publiée, mais il y manque un porteur" in " ".join(told(admin_client.get(PROJECTS)))


def test_many_are_told_before_they_are_published_with_their_holders(admin_client):
    lacking, other = ProjectFactory.create_batch(2, draft=True)
    holder = ActorFactory(draft=True, name="Association du Fleuve")
    masked = ActorFactory(draft=True, unanswered=True)
    for actor in (holder, masked):
        ParticipationFactory(project=lacking, actor=actor, role="porteur")

    asked = act(admin_client, PROJECTS, "publish_with_holders", lacking, other)
    page = asked.content.decode()

    assert "2 avec des manques" in page
    assert "1 porteur en brouillon" in page
    assert not Project.objects.published().exists()

    confirmed = form_of(asked) | {"_selected_action": [lacking.pk, other.pk], "index": "Publier"}
    admin_client.post(PROJECTS, confirmed)

    assert Project.objects.published().count() == 2
    assert [*Actor.objects.published().filter(pk__in=[holder.pk, masked.pk])] == [holder]
    assert admin_client.get(holder.get_absolute_url()).status_code == 200


def test_published_project_with_a_draft_holder_is_a_task(admin_client):
    part = ParticipationFactory(actor=ActorFactory(draft=True, name="Association du Fleuve"), role="porteur")
    ParticipationFactory(role="porteur")

    response = admin_client.get(f"{PROJECTS}?a_faire=porteur-en-brouillon")

    assert [*response.context["cl"].queryset] == [part.project]
