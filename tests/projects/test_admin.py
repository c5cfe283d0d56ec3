"""The admin of projects and of their money."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.asserts import assertContains

from directory.models.encoding import TOO_HEAVY, UNREADABLE
from projects.models import Funding, Place, Project, ProjectImage
from tests.factories import (
    AxisFactory,
    BudgetLineFactory,
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    FunderFactory,
    FundingFactory,
    MetierFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    ProjectImageFactory,
)
from tests.staff import act, edit, form_of, send, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PROJECTS = "/gestion/projects/project/"
FUNDINGS = "/gestion/projects/funding/"


def change(project):
    return f"{PROJECTS}{project.pk}/change/"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(width=1200, height=800, kind="JPEG", **options):
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind, **options)
    return out.getvalue()


def image_row(content, name="photo.jpg", alt="Un écran", credit="Atelier"):
    return {
        "images-TOTAL_FORMS": "1",
        "images-0-alt": alt,
        "images-0-credit": credit,
        "images-0-position": "0",
        "images-0-file": SimpleUploadedFile(name, content),
    }


ONE_STEP = {"steps-TOTAL_FORMS": "1", "steps-0-date": "2024"}


def whole_project():
    project = ProjectFactory(metiers=[MetierFactory()])
    ParticipationFactory(project=project)
    PlaceFactory(project=project)
    FundingFactory(project=project, call=CallFactory())
    return project


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_project_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        whole_project()
    admin_client.get(PROJECTS)  # Django learns the numbers of its content types

    with django_assert_num_queries(16):
        response = admin_client.get(PROJECTS)

    assertContains(response, "10\u00a0000\u00a0€")


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_fundings_costs_the_same_for_one_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        whole_project()

    with django_assert_num_queries(7):
        admin_client.get(FUNDINGS)


@pytest.mark.parametrize(
    "query",
    [
        {"preuve": "dispositif"},
        {"preuve": "nawak"},
        {"departement": "charente"},
        {"departement": "atlantide"},
        {"a_faire": "sans-lieu"},
        {"a_faire": "nawak"},
        {"q": "2024-12"},
        {"q": "\x00"},
    ],
)
def test_filters_of_the_list_never_fail(admin_client, query):
    whole_project()

    assert admin_client.get(PROJECTS, query, follow=True).status_code == 200


def test_list_filters_by_the_departement_of_the_places(admin_client):
    charente = DepartementFactory(name="Charente")
    here, _elsewhere = ProjectFactory(), PlaceFactory().project
    PlaceFactory(project=here, territory=CommuneFactory(within=[charente]))

    response = admin_client.get(PROJECTS, {"departement": "charente"})

    assert list(response.context["cl"].result_list) == [here]


@pytest.mark.parametrize("missing", ["porteur", "lieu", "metier", "financement"])
def test_list_finds_what_a_project_lacks(admin_client, missing):
    lacking, complete = whole_project(), whole_project()
    withdrawn = ProjectFactory(withdrawn=True)
    {
        "porteur": lacking.participations.all().delete,
        "lieu": lacking.places.all().delete,
        "metier": lacking.metiers.clear,
        "financement": lacking.fundings.all().delete,
    }[missing]()

    found = admin_client.get(PROJECTS, {"a_faire": f"sans-{missing}"}).context["cl"].result_list

    assert set(found) == {lacking}
    assert {complete, withdrawn}.isdisjoint(found)


def test_project_is_created_with_all_its_rows(admin_client):
    commune, axis, funder = CommuneFactory(), AxisFactory(), FunderFactory()
    rows = {
        "places-TOTAL_FORMS": "1",
        "places-0-territory": commune.pk,
        "places-0-is_main": "on",
        "fundings-TOTAL_FORMS": "1",
        "fundings-0-funder": funder.pk,
        "fundings-0-axis": axis.pk,
        "fundings-0-amount_voted": "12000.50",
        "fundings-0-nature": Funding.Nature.MONEY,
        "fundings-0-share": "1",
    }

    edit(admin_client, f"{PROJECTS}add/", name="Les murs ont des oreilles", **rows)

    project = Project.objects.get()
    assert Place.objects.get(project=project).territory == commune
    assert project.fundings.get().call == axis.round.call


def test_amount_is_stored_as_it_is_typed(admin_client):
    funding = FundingFactory(amount_voted=None)
    typed = {"amount_voted": "250 000,50", "amount_paid": "125\u202f000 €", "share": "33,33 %"}

    edit(admin_client, f"{FUNDINGS}{funding.pk}/change/", **typed)

    funding.refresh_from_db()
    assert (funding.amount_voted, funding.amount_paid) == (Decimal("250000.50"), 125_000)
    assert funding.share == Decimal("0.3333")


def test_amounts_of_a_project_are_shown_as_the_french_write_them(admin_client):
    project = ProjectFactory(total_cost=Decimal("1250000.00"))
    FundingFactory(project=project, amount_voted=Decimal("250000.50"))
    BudgetLineFactory(project=project, amount=1500)

    form = form_of(admin_client.get(change(project)))

    assert form["total_cost"] == "1\u00a0250\u00a0000"
    assert form["fundings-0-amount_voted"] == "250\u00a0000,50"
    assert form["budget_lines-0-amount"] == "1\u00a0500"
    assert form["fundings-0-share"] == "1"


def test_amounts_that_nobody_touched_have_not_changed(admin_client):
    funding = FundingFactory(amount_voted=Decimal("250000.50"), share=Decimal("0.5"))

    edit(admin_client, f"{FUNDINGS}{funding.pk}/change/")

    assert LogEntry.objects.get().get_change_message() == "Aucun champ modifié."


def test_amount_that_has_two_readings_is_told_and_kept(admin_client):
    project = ProjectFactory(total_cost=7)

    response = edit(admin_client, change(project), total_cost="25.000")

    project.refresh_from_db()
    assert project.total_cost == 7
    assert "« 25.000 » peut se lire de deux façons" in told(response)[-1]
    assert form_of(response)["total_cost"] == "25.000"


def test_amount_that_nobody_touched_does_not_differ_from_the_stored_one(admin_client):
    project = ProjectFactory(total_cost=Decimal("250000.50"), name="Les murs")
    stale = form_of(admin_client.get(change(project)))
    edit(admin_client, change(project), name="Les murs ont des oreilles")

    response = send(admin_client, change(project), stale)

    assert "Diffèrent de la fiche enregistrée : Nom." in told(response)[-1]


def test_axis_of_another_round_is_told(admin_client):
    funding = FundingFactory(round=AxisFactory().round)
    row = {"fundings-0-axis": AxisFactory().pk}

    response = edit(admin_client, change(funding.project), **row)

    assert "Cet axe n’est pas de cette édition." in told(response)


def test_two_main_places_are_told(admin_client):
    project = PlaceFactory(is_main=True).project
    row = {
        "places-TOTAL_FORMS": "2",
        "places-1-territory": CommuneFactory().pk,
        "places-1-is_main": "on",
        "places-1-project": project.pk,
    }

    response = edit(admin_client, change(project), **row)

    assert response.status_code == 200
    assert told(response)


def test_decision_typed_twice_is_told(admin_client):
    funding = FundingFactory(decision_reference="2024-12")
    row = {
        "fundings-TOTAL_FORMS": "2",
        "fundings-1-funder": funding.funder.pk,
        "fundings-1-decision_reference": "2024-12",
        "fundings-1-nature": Funding.Nature.MONEY,
        "fundings-1-share": "1",
    }

    response = edit(admin_client, change(funding.project), **row)

    assert "Cette décision est déjà notée pour ce bénéficiaire et ce projet." in told(response)


@pytest.mark.parametrize("fields", [{"name": "Atelier \u202egnp.exe"}, {"steps-0-label": "\u2066Étape", **ONE_STEP}])
def test_sign_that_turns_a_text_is_refused(admin_client, fields):
    project = ProjectFactory(name="Atelier")

    response = edit(admin_client, change(project), **fields)

    assert any("retourne le sens de lecture de ce texte" in one for one in told(response))
    project.refresh_from_db()
    assert (project.name, project.steps.count()) == ("Atelier", 0)


@pytest.mark.parametrize("fields", [{"name": "LES AMIS DU CÅ’UR"}, {"steps-0-label": "MÃ©diation", **ONE_STEP}])
def test_spoilt_accents_are_saved_and_told(admin_client, fields):
    response = edit(admin_client, change(ProjectFactory()), **fields, _continue="1")

    messages = told(admin_client.get(response.url))
    assert any("les accents semblent abîmés" in one for one in messages)


def test_place_is_chosen_with_its_departement(admin_client):
    territory = CommuneFactory(name="Mérignac", within=[DepartementFactory(name="Charente")])
    project = PlaceFactory(territory=territory).project

    response = admin_client.get(change(project))

    assertContains(response, "Mérignac (Charente)")


def test_image_is_stored_without_its_metadata(admin_client):
    project, exif = ProjectFactory(), Image.Exif()
    exif[0x010F] = "Appareil"

    edit(admin_client, change(project), files=image_row(picture(exif=exif)))

    image = project.images.get()
    with default_storage.open(image.file.name) as file, Image.open(file) as stored:
        assert (stored.format, dict(stored.getexif())) == ("WEBP", {})
    assert default_storage.exists(image.file.name.replace(".webp", "-480.webp"))


def test_picture_of_a_phone_is_stored_and_shown(admin_client):
    project, heic = ProjectFactory(), picture(64, 48, "HEIF")

    edit(admin_client, change(project), files=image_row(heic, "IMG_0001.HEIC"))

    image = project.images.get()
    assert (image.width, image.height) == (64, 48)
    assertContains(admin_client.get(project.get_absolute_url()), image.url)


WRONG_FILES = {
    "not an image": (b"<?php", "photo.jpg", UNREADABLE),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "dessin.svg", UNREADABLE),
    "gif": (picture(8, 8, "GIF"), "photo.gif", UNREADABLE),
    "cut": (picture()[:400], "photo.jpg", UNREADABLE),
    "16 MB": (picture() + bytes(15 * 1024 * 1024), "photo.jpg", TOO_HEAVY),
    "empty": (b"", "photo.jpg", UNREADABLE),
    "pdf": (picture(8, 8, "PDF"), "plan.pdf", UNREADABLE),
}


@pytest.mark.parametrize("content, name, reason", WRONG_FILES.values(), ids=WRONG_FILES)
def test_file_that_is_no_good_image_is_told_in_our_words(admin_client, content, name, reason):
    project = ProjectFactory()

    response = edit(admin_client, change(project), files=image_row(content, name), summary="Ce qui est écrit reste.")

    assert reason in told(response)
    assertContains(response, "Les fichiers sont à choisir de nouveau")
    assert form_of(response)["summary"] == "Ce qui est écrit reste."
    assert not ProjectImage.objects.exists()


@pytest.mark.parametrize("field", ["alt", "credit"])
def test_image_wants_its_alternative_text_and_its_credit(admin_client, field):
    project = ProjectFactory()

    response = edit(admin_client, change(project), files=image_row(picture(), **{field: ""}))

    assert told(response)[-1] == "Ce champ est obligatoire."


def test_image_leaves_with_its_files(admin_client, django_capture_on_commit_callbacks):
    image = ProjectImageFactory()

    with django_capture_on_commit_callbacks(execute=True):
        edit(admin_client, change(image.entry), **{"images-0-DELETE": "on"})

    assert not ProjectImage.objects.exists()
    assert not default_storage.exists(image.file.name)


def test_replaced_image_leaves_with_its_files(admin_client, django_capture_on_commit_callbacks):
    image = ProjectImageFactory()

    with django_capture_on_commit_callbacks(execute=True):
        edit(admin_client, change(image.entry), files=image_row(picture()))

    assert not default_storage.exists(image.file.name)
    assert default_storage.exists(ProjectImage.objects.get().file.name)


def test_deleted_draft_leaves_with_the_files_of_its_images(admin_client, django_capture_on_commit_callbacks):
    image = ProjectImageFactory(entry__draft=True)

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(f"{PROJECTS}{image.entry.pk}/delete/", {"post": "yes"})

    assert not Project.objects.exists()
    assert not default_storage.exists(image.file.name)


def test_merge_action_wants_two_projects(admin_client):
    response = act(admin_client, PROJECTS, "merge_selected", ProjectFactory())

    assert told(response) == ["Cochez exactement deux fiches pour les fusionner."]


def test_form_of_a_project_with_everything_opens_and_saves(admin_client):
    project = whole_project()
    page = admin_client.get(change(project))

    response = send(admin_client, change(project), form_of(page))

    assert response.status_code == 302
