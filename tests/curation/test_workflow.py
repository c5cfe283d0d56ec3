"""From a draft to readers and back: who asks, who is told, what is said of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import Mailing
from accounts.rights import Role
from curation.models import Move, Notice
from tests.deposits import deposited
from tests.factories import ProjectFactory
from tests.staff import act, edit, form_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"
INDEX = "/gestion/"


def change(entry):
    return f"{PROJECTS}{entry.pk}/change/"


@pytest.fixture
def team(db):
    """An account of each role, with an address."""
    found = {}
    for role in Role:
        user = User.objects.create_user(role.name.lower(), f"{role.name.lower()}@test.example", is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        found[role] = user
    return found


@pytest.fixture
def as_role(client, team, django_capture_on_commit_callbacks):
    """Do something as somebody who has a role; mails leave."""

    def ask(role, do, *args, **kwargs):
        client.force_login(team[role])
        with django_capture_on_commit_callbacks(execute=True):
            return do(client, *args, **kwargs)

    return ask


def statuses(client, url):
    page = client.get(url).content.decode()
    return [one for one in ("brouillon", "a-relire", "publie", "retire") if f'<option value="{one}"' in page]


def to_do(client):
    return {one.label for _, waiting in client.get(INDEX).context["to_do"] for one in waiting}


def test_form_offers_the_moves_of_the_role(as_role):
    draft, published = ProjectFactory(draft=True), ProjectFactory()

    assert as_role(Role.CONTRIBUTOR, statuses, change(draft)) == ["brouillon", "a-relire"]
    assert as_role(Role.EDITOR, statuses, change(draft)) == ["brouillon", "a-relire"]
    assert as_role(Role.MANAGER, statuses, change(draft)) == ["brouillon", "a-relire", "publie", "retire"]
    assert as_role(Role.EDITOR, statuses, change(published)) == ["publie"]


def test_status_that_is_not_offered_is_refused(as_role):
    project = ProjectFactory(draft=True)

    as_role(Role.EDITOR, edit, change(project), status="publie")

    project.refresh_from_db()
    assert project.status == "brouillon"


def test_review_is_asked_then_sent_back_with_a_word(as_role, mailoutbox):
    project = ProjectFactory(draft=True, name="Ta Pi Son")
    as_role(Role.CONTRIBUTOR, edit, change(project), status="a-relire", word="Le budget est à vérifier.")
    assert {one for mail in mailoutbox for one in mail.to} == {"editor@test.example", "manager@test.example"}
    assert "« Le budget est à vérifier. »" in mailoutbox[0].body
    assert "à relire" in as_role(Role.EDITOR, to_do)
    assert "à relire" not in as_role(Role.CONTRIBUTOR, to_do)

    refused = as_role(Role.EDITOR, edit, change(project), status="brouillon")
    as_role(Role.EDITOR, edit, change(project), status="brouillon", word="Il manque le lieu.")

    assert "Dites ce qui est à reprendre" in " ".join(told(refused))
    assert mailoutbox[-1].to == ["contributor@test.example"]
    assertContains(
        as_role(Role.EDITOR, lambda client: client.get(f"{PROJECTS}{project.pk}/history/")),
        "renvoyée : Il manque le lieu.",
    )
    assert "« Ta Pi Son » : renvoyée, par editor." in mailoutbox[-1].body
    assert "qui vous reviennent, avec un mot" in as_role(Role.CONTRIBUTOR, to_do)
    assert "qui vous reviennent, avec un mot" not in as_role(Role.EDITOR, to_do)
    response = as_role(Role.CONTRIBUTOR, lambda client: client.get(change(project)))
    assertContains(response, "Il manque le lieu.")
    assert [(move.before, move.after) for move in Move.objects.all()] == [
        ("brouillon", "a-relire"),
        ("a-relire", "brouillon"),
    ]


def test_word_of_who_reads_is_told_without_a_change_of_status(as_role, mailoutbox):
    project = ProjectFactory(draft=True)
    as_role(Role.CONTRIBUTOR, edit, change(project), status="a-relire")
    mailoutbox.clear()

    as_role(Role.EDITOR, edit, change(project), word="Relu : bon pour moi.")

    assert {one for mail in mailoutbox for one in mail.to} == {"contributor@test.example", "manager@test.example"}


def test_who_asked_is_told_of_the_publication(as_role, mailoutbox):
    project = ProjectFactory(draft=True)
    as_role(Role.CONTRIBUTOR, act, PROJECTS, "move_to_review", project)
    mailoutbox.clear()

    as_role(Role.MANAGER, act, PROJECTS, "move_to_published", project)

    project.refresh_from_db()
    assert project.is_published
    assert [(mail.to, "publiée, par manager" in mail.body) for mail in mailoutbox] == [
        (["contributor@test.example"], True)
    ]


def test_withdrawing_asks_for_a_public_reason(as_role, client):
    project = ProjectFactory()

    refused = as_role(Role.MANAGER, edit, change(project), status="retire")
    as_role(Role.MANAGER, edit, change(project), status="retire", withdrawal_note="À la demande de l’artiste.")

    assert "Dites ce qui pourra encore être dit" in " ".join(told(refused))
    assertContains(client.get(project.get_absolute_url()), "À la demande de l’artiste.", status_code=410)


def test_withdrawing_from_a_list_asks_for_it_too(as_role, client):
    projects = ProjectFactory.create_batch(2)

    asked = as_role(Role.MANAGER, act, PROJECTS, "move_to_withdrawn", *projects)
    again = form_of_forecast(asked)
    as_role(Role.MANAGER, lambda client: client.post(PROJECTS, again | {"said": "L’appel est annulé."}))

    assert ProjectFactory._meta.model.objects.published().count() == 0
    assertContains(client.get(projects[0].get_absolute_url()), "L’appel est annulé.", status_code=410)


def form_of_forecast(response):
    return form_of(response) | {"_selected_action": response.context["ticked"]}


def test_list_says_which_entries_a_role_may_not_move(as_role):
    projects = [ProjectFactory(draft=True), ProjectFactory(name="En ligne")]

    again = form_of_forecast(as_role(Role.EDITOR, act, PROJECTS, "move_to_review", *projects))
    response = as_role(Role.EDITOR, lambda client: client.post(PROJECTS, again, follow=True))

    assert any(one.startswith("« En ligne » : votre rôle ne le permet pas") for one in told(response))
    assert [one.status for one in ProjectFactory._meta.model.objects.order_by("pk")] == ["a-relire", "publie"]


def test_planned_withdrawal_asks_for_a_reason_and_is_told_while_it_waits(as_role):
    project = ProjectFactory()
    day = (timezone.localtime() + timedelta(days=3)).strftime("%d/%m/%Y")
    planned = {"publish_until_0": day, "publish_until_1": "09:00"}

    refused = as_role(Role.MANAGER, edit, change(project), **planned)
    as_role(Role.MANAGER, edit, change(project), withdrawal_note="Le prêt est rendu.", **planned)

    assert "Dites ce qui pourra encore être dit" in " ".join(told(refused))
    response = as_role(Role.EDITOR, lambda client: client.get(change(project)))
    assertContains(response, f"Retrait prévu le {day}")
    assertNotContains(response, 'name="publish_until_0"')
    assert "qui sortent ou se retirent à une date prévue" in as_role(Role.EDITOR, to_do)


def test_mails_of_the_day_are_one(as_role, team, mailoutbox):
    Mailing.objects.create(user=team[Role.EDITOR], rhythm="jour")
    Mailing.objects.create(user=team[Role.MANAGER], rhythm="jamais")
    for project in ProjectFactory.create_batch(2, draft=True):
        as_role(Role.CONTRIBUTOR, edit, change(project), status="a-relire")
    assert mailoutbox == []

    call_command("send_notices", verbosity=0)
    call_command("send_notices", verbosity=0)

    assert [mail.to for mail in mailoutbox] == [["editor@test.example"]]
    assert mailoutbox[0].body.count("relecture demandée") == 2


def test_old_notices_are_erased(team):
    Notice.objects.create(to=team[Role.EDITOR], text="« Son » : publiée.", path="/gestion/")
    Notice.objects.update(at=timezone.now() - timedelta(days=31))

    call_command("send_notices", verbosity=0)

    assert not Notice.objects.exists()


def test_account_chooses_its_mails(as_role, team):
    as_role(Role.EDITOR, lambda client: client.post("/gestion/mon-compte/courriels/", {"rhythm": "jour"}))

    assert Mailing.of(team[Role.EDITOR]).rhythm == "jour"


def test_editor_prepares_an_import_that_a_manager_confirms(as_role, team, mailoutbox):
    deposit = deposited([{"title": "Son"}], user=team[Role.EDITOR])
    url = f"/gestion/importer/{deposit.pk}/"
    assert as_role(Role.EDITOR, lambda client: client.post(f"{url}ecrire/")).status_code == 403

    as_role(Role.EDITOR, lambda client: client.post(f"{url}demander/"))

    assert [mail.to for mail in mailoutbox] == [["manager@test.example"]]
    assert "à confirmer" in as_role(Role.MANAGER, to_do)
