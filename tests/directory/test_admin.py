"""What the admin of every kind of entry does, seen on projects."""

import pytest
from django.contrib.auth.models import Permission
from pytest_django.asserts import assertContains, assertNotContains

from projects.models import Project
from tests.factories import (
    ActorFactory,
    DisciplineFactory,
    FundingFactory,
    MetierFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    SourceRecordFactory,
    StepFactory,
    TermFactory,
    TermLabelFactory,
)
from tests.staff import act, edit, form_of, send, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"
TERMS = "/gestion/directory/term/"
RECORDS = "/gestion/directory/sourcerecord/"


def change(entry):
    return f"{PROJECTS}{entry.pk}/change/"


@pytest.fixture
def reader(client, django_user_model):
    """Somebody of the team who may look and not touch."""
    user = django_user_model.objects.create_user("lecture", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    return client


# finding


def titles(response):
    return {row.name for row in response.context["cl"].result_list}


@pytest.mark.parametrize("words", ["mediation numerique", "MÉDIATION", "médiation-numérique"])
def test_search_finds_without_accents(admin_client, words):
    ProjectFactory(name="Médiation numérique")
    ProjectFactory(name="Autre chose")

    response = admin_client.get(PROJECTS, {"q": words})

    assert titles(response) == {"Médiation numérique"}


def test_search_finds_by_identifier(admin_client):
    project = ProjectFactory()
    ProjectFactory()

    response = admin_client.get(PROJECTS, {"q": project.identifier})

    assert titles(response) == {project.name}


def test_autocomplete_offers_the_terms_of_the_vocabulary(admin_client):
    wanted = DisciplineFactory(name="création sonore")
    MetierFactory(name="création")
    DisciplineFactory(name="création archivée", is_archived=True)

    found = choices(admin_client, "projects", "project", "disciplines", "creation")

    assert found == [(str(wanted.pk), "création sonore")]


def test_autocomplete_finds_another_writing(admin_client):
    term = TermLabelFactory(label="fab lab", term__name="fablab").term

    found = choices(admin_client, "projects", "project", "disciplines", "Fab-Lab")

    assert found == [(str(term.pk), "fablab")]


def test_autocomplete_puts_first_what_begins_so(admin_client):
    ActorFactory(name="Amis de Pau")
    ActorFactory(name="Pau Culture")
    ActorFactory(name="Pau")

    found = choices(admin_client, "projects", "participation", "actor", "pau")

    assert [label for _, label in found] == ["Pau", "Pau Culture", "Amis de Pau"]


def test_autocomplete_leaves_out_merged_entries(admin_client):
    winner = ActorFactory(name="La Halle")
    ActorFactory(name="La Halle 2", withdrawn=True, merged_into=winner)

    found = choices(admin_client, "projects", "participation", "actor", "halle")

    assert [label for _, label in found] == ["La Halle"]


@pytest.mark.parametrize("field", ["groups", "nothing"])
def test_autocomplete_of_another_model_is_no_failure(admin_client, field):
    query = {"app_label": "auth", "model_name": "user", "field_name": field, "term": "x"}

    response = admin_client.get("/gestion/autocomplete/", query)

    assert response.status_code == (200 if field == "groups" else 403)


def choices(client, app, model, field, term):
    query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    answer = client.get("/gestion/autocomplete/", query).json()
    return [(choice["id"], choice["text"]) for choice in answer["results"]]


# publishing


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
    [("move_to_draft", "brouillon"), ("move_to_review", "a-relire"), ("move_to_withdrawn", "retire")],
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


# previewing


def test_preview_shows_a_draft_to_staff(admin_client):
    project = ProjectFactory(draft=True, name="Pas encore")

    response = admin_client.get(f"{PROJECTS}{project.pk}/apercu/")

    assertContains(response, "Pas encore")
    assertContains(response, "Aperçu")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_preview_is_closed_to_others(client):
    project = ProjectFactory(draft=True, name="Pas encore")

    response = client.get(f"{PROJECTS}{project.pk}/apercu/")

    assert response.status_code == 302


def test_preview_needs_the_permission_to_look(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("stagiaire", is_staff=True))

    response = client.get(f"{PROJECTS}{ProjectFactory(draft=True).pk}/apercu/")

    assert response.status_code == 403


@pytest.mark.parametrize("key", ["999999", "abc"])
def test_preview_of_nothing_is_not_found(admin_client, key):
    assert admin_client.get(f"{PROJECTS}{key}/apercu/").status_code == 404


def test_public_page_of_a_draft_is_not_for_staff_either(admin_client):
    project = ProjectFactory(draft=True)

    assert admin_client.get(project.get_absolute_url()).status_code == 404


def test_view_on_site_is_for_published_entries(admin_client):
    published, draft = ProjectFactory(), ProjectFactory(draft=True)

    assertContains(admin_client.get(change(published)), "Voir sur le site")
    assertNotContains(admin_client.get(change(draft)), "Voir sur le site")


# keeping


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

    send(admin_client, change(project), stale)

    assert list(project.steps.values_list("date", "label")) == [(str(step.date), step.label) for step in steps]
    assert set(project.steps.values_list("pk", flat=True)) >= {steps[1].pk, steps[2].pk}


def test_form_that_is_opened_and_saved_changes_nothing(admin_client):
    project = ProjectFactory(starts="2024-03-17", metiers=[MetierFactory()], disciplines=[DisciplineFactory()])
    FundingFactory(project=project, decided_on="2024-03")
    before = Project.objects.values().get()

    edit(admin_client, change(project))

    after = Project.objects.values().get()
    assert after | {"updated_at": ""} == before | {"updated_at": ""}
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


# provenance


def test_form_tells_what_was_imported_then_changed(admin_client):
    project = ProjectFactory(name="Nouveau titre")
    SourceRecordFactory(
        identifier=project.identifier,
        values={"name": "Ancien titre", "summary": project.summary, "metiers": []},
        unplaced={"technologies": ["dispositif sonore"]},
    )

    response = admin_client.get(change(project))

    assert response.context["provenance"]["edited"] == [("nom", "Ancien titre")]
    assertContains(response, "dispositif sonore")


def test_value_that_one_of_the_files_told_was_not_changed_by_hand(admin_client):
    project = ProjectFactory(name="Titre")
    SourceRecordFactory(identifier=project.identifier, values={"name": "Titre"})
    SourceRecordFactory(identifier=project.identifier, values={"name": "Autre titre"})

    response = admin_client.get(change(project))

    assert response.context["provenance"]["edited"] == []


def test_form_tells_rows_changed_since_the_import(admin_client):
    place = PlaceFactory()
    values = {"places": [place.territory.identifier], "participations": ["porteur:a1234567"], "fundings": []}
    SourceRecordFactory(identifier=place.project.identifier, values=values)

    response = admin_client.get(change(place.project))

    assert response.context["provenance"]["edited"] == [("participations", "porteur:a1234567")]


def test_settled_values_leave_the_list_of_what_is_to_do(admin_client):
    project = ProjectFactory()
    record = SourceRecordFactory(identifier=project.identifier, unplaced={"axis": ["numérisation"]})

    before = titles(admin_client.get(PROJECTS, {"a_faire": "a-placer"}))
    act(admin_client, RECORDS, "settle", record)

    assert before == {project.name}
    assert titles(admin_client.get(PROJECTS, {"a_faire": "a-placer"})) == set()


def test_settled_values_come_back_when_the_file_says_something_else(admin_client):
    project = ProjectFactory()
    record = SourceRecordFactory(identifier=project.identifier, unplaced={"axis": ["numérisation"]})
    act(admin_client, RECORDS, "settle", record)
    record.refresh_from_db()

    record.unplaced = {"axis": ["diffusion"]}
    record.save()

    assert titles(admin_client.get(PROJECTS, {"a_faire": "a-placer"})) == {project.name}


def test_imported_rows_are_read_only(admin_client):
    record = SourceRecordFactory()

    assert admin_client.post(f"{RECORDS}{record.pk}/change/", {"key": "x"}).status_code == 403
    assert admin_client.get(f"{RECORDS}add/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_imported_rows_costs_the_same(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        SourceRecordFactory(identifier=ProjectFactory().identifier)

    with django_assert_num_queries(8):
        admin_client.get(RECORDS)


# terms


def test_protected_term_keeps_its_address_and_stays(admin_client):
    term = MetierFactory(name="médiation", is_protected=True)

    edit(admin_client, f"{TERMS}{term.pk}/change/", slug="autre", definition="Aller vers les publics.")
    response = admin_client.post(f"{TERMS}{term.pk}/delete/", {"post": "yes"})

    term.refresh_from_db()
    assert (term.slug, term.definition) == ("mediation", "Aller vers les publics.")
    assert response.status_code == 403


def test_term_in_use_cannot_be_deleted(admin_client):
    used, unused = DisciplineFactory(), DisciplineFactory()
    ProjectFactory(disciplines=[used])

    assert admin_client.post(f"{TERMS}{used.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_client.post(f"{TERMS}{unused.pk}/delete/", {"post": "yes"}).status_code == 302


def test_label_that_means_another_term_is_told(admin_client):
    TermLabelFactory(label="fab lab")
    term = TermFactory()
    row = {"labels-TOTAL_FORMS": "1", "labels-0-label": "Fab-Lab", "labels-0-term": term.pk}

    response = edit(admin_client, f"{TERMS}{term.pk}/change/", **row)

    assert "Cette écriture désigne déjà un terme de ce vocabulaire." in told(response)
