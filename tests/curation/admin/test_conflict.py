"""What saving and deleting may not lose."""

import pytest

from projects.models import Project
from tests.factories import (
    DisciplineFactory,
    FundingFactory,
    MetierFactory,
    ParticipationFactory,
    ProjectFactory,
    StepFactory,
)
from tests.staff import edit, form_of, send, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"


def change(entry):
    return f"{PROJECTS}{entry.pk}/change/"


def test_public_entry_cannot_be_deleted(admin_client):
    project = ProjectFactory(withdrawn=True)

    response = admin_client.post(f"{PROJECTS}{project.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert "delete_selected" not in dict(admin_client.get(PROJECTS).context["action_form"].fields["action"].choices)


def test_draft_can_be_deleted(admin_client):
    project = ProjectFactory(draft=True)

    admin_client.post(f"{PROJECTS}{project.pk}/delete/", {"post": "yes"})

    assert not Project.objects.exists()


def test_second_to_save_is_told_and_loses_nothing(admin_client):
    project = ProjectFactory()
    stale = form_of(admin_client.get(change(project)))
    edit(admin_client, change(project), summary="Écrit par la première personne.")

    response = send(admin_client, change(project), {**stale, "summary": "Écrit par la seconde."})

    project.refresh_from_db()
    assert project.summary == "Écrit par la première personne."
    assert "Diffèrent de la fiche enregistrée : Résumé." in told(response)[-1]
    assert form_of(response)["summary"] == "Écrit par la seconde."


def test_second_to_save_may_insist(admin_client):
    project = ProjectFactory()
    stale = form_of(admin_client.get(change(project)))
    edit(admin_client, change(project), summary="Écrit par la première personne.")
    refused = send(admin_client, change(project), {**stale, "summary": "Écrit par la seconde."})

    send(admin_client, change(project), form_of(refused))

    project.refresh_from_db()
    assert project.summary == "Écrit par la seconde."


def test_row_that_somebody_removed_meanwhile_is_not_lost(admin_client):
    kept = ParticipationFactory()
    project = kept.project
    removed = ParticipationFactory(project=project, note="accueil du public")
    stale = form_of(admin_client.get(change(project)))
    edit(admin_client, change(project), **{"participations-1-DELETE": "on"})

    refused = send(admin_client, change(project), stale)
    send(admin_client, change(project), form_of(refused))

    assert "Cette fiche a été modifiée" in told(refused)[-1]
    assert list(project.participations.values_list("actor", "note")) == [
        (kept.actor_id, ""),
        (removed.actor_id, "accueil du public"),
    ]


def test_first_row_removed_meanwhile_leaves_the_others_as_they_are(admin_client):
    project = ProjectFactory()
    steps = [StepFactory(project=project, date=f"20{year}") for year in (21, 22, 23)]
    stale = form_of(admin_client.get(change(project)))
    steps[0].delete()

    refused = send(admin_client, change(project), stale)
    send(admin_client, change(project), form_of(refused))

    assert "Cette fiche a été modifiée" in told(refused)[-1]
    assert list(project.steps.values_list("date", "label")) == [(str(step.date), step.label) for step in steps]
    assert set(project.steps.values_list("pk", flat=True)) >= {steps[1].pk, steps[2].pk}


def test_form_that_is_opened_and_saved_changes_nothing(admin_client):
    project = ProjectFactory(starts="2024-03-17", metiers=[MetierFactory()], disciplines=[DisciplineFactory()])
    FundingFactory(project=project, decided_on="2024-03")
    before = Project.objects.values().get()

    edit(admin_client, change(project))

    after = Project.objects.values().get()
    saved = {"updated_at": "", "edited_at": ""}
    assert after | saved == before | saved
    assert project.fundings.get().decided_on == "2024-03"


def test_date_is_shown_as_the_french_write_it(admin_client):
    project = ProjectFactory(starts="2024-03-17", ends="2024-05")

    form = form_of(admin_client.get(change(project)))

    assert (form["starts"], form["ends"]) == ("17/03/2024", "05/2024")


def test_wrong_date_is_told_and_kept(admin_client):
    project = ProjectFactory()

    response = edit(admin_client, change(project), starts="32/03/2024")

    assert "« 32/03/2024 » n’est pas une date" in told(response)[0]
    assert form_of(response)["starts"] == "32/03/2024"
