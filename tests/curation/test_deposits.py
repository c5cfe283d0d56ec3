"""Bringing files in by the pages of staff: who may, what is refused, what is decided, how long files are kept."""

from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from curation.deposits.keeping import erase_stale
from curation.deposits.pages import plan_again
from curation.deposits.screens import shown
from curation.models import Deposit
from projects.models import Funding, Project
from tests.deposits import decide, deposited, written
from tests.factories import ActorFactory, DepositFactory, JobFactory, ProjectFactory
from tests.once import once
from tests.programme import load, rows_of
from tests.staff import rewrite, told

START = reverse("admin:deposits-start")

ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))


def row(title="Le fleuve", **cells):
    return {"title": title, "holder": "Compagnie Nouvelle", **cells}


def page(name, deposit):
    return reverse(f"admin:deposits-{name}", args=[deposit.pk])


def picture(deposit):
    plan_again(deposit)
    return deposit.plan


@pytest.mark.ignore_template_errors
def test_pages_are_for_who_may_add_what_the_file_brings(client, django_user_model):
    user = django_user_model.objects.create_user("stagiaire", is_staff=True)
    client.force_login(user)
    of_projects = DepositFactory()

    assert client.get(START).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="add_actor"))
    assert client.get(START).status_code == 200
    assert client.get(page("understand", of_projects)).status_code == 404
    assert client.get(reverse("admin:deposits-template", args=["projects"])).status_code == 403


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "vide"), (b"PK\x03\x04 cut short", "ne se lit pas"), (b"x" * (15 * 1024**2 + 1), "trop lourd")],
)
def test_file_that_is_no_table_is_refused_with_a_sentence(admin_client, content, told):
    file = SimpleUploadedFile("liste.csv", content)

    response = admin_client.post(START, {"table": "projects", "file": file})

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Deposit.objects.exists()


def test_template_has_our_headings(admin_client, ready):
    response = admin_client.get(reverse("admin:deposits-template", args=["projects"]))

    headings = [cell.value for cell in load_workbook(BytesIO(response.content)).worksheets[0][1]]
    assert {"Commune", "Montant voté"} <= {*headings}


def test_files_are_erased_after_ninety_days_and_reports_stay(db):
    deposit = deposited([row()])
    path = Path(deposit.file.path)
    erase_stale()
    assert path.exists()

    Deposit.objects.update(touched_at=timezone.now() - timedelta(days=91))
    call_command("daily", stdout=StringIO())

    assert not path.exists()
    assert Deposit.objects.get().file == ""


@pytest.mark.ignore_template_errors
def test_file_that_is_gone_is_asked_for_again(admin_client, ready):
    deposit = deposited([row()])
    Path(deposit.file.path).unlink()

    response = admin_client.post(page("write", deposit), follow=True)

    assert "n’est plus gardé" in told(response)[0]


@pytest.mark.ignore_template_errors
def test_nothing_is_decided_of_what_is_being_written(admin_client, ready):
    deposit = deposited([row(), row("L’autre")])
    JobFactory(deposit=deposit, state="court", lease_until=timezone.now() + timedelta(minutes=1))

    response = admin_client.post(page("check", deposit), {"shown": ["2", "3"], "row:2": "on"})

    assert response.url == page("write", deposit)
    assert not deposit.decisions.exists()


def test_wrong_cell_is_mended_and_the_file_is_as_it_was(db, ready):
    deposit = deposited([row(amount_eur="12.000"), row("L’autre")])
    content = Path(deposit.file.path).read_bytes()
    assert deposit.plan["counts"] == {"refused": 1, "create": 1}

    decide(deposit, "cellule", "12 000", 2, "amount_eur")

    assert picture(deposit)["counts"] == {"create": 2}
    assert Path(deposit.file.path).read_bytes() == content


@pytest.mark.ignore_template_errors
def test_cell_of_two_lines_that_nobody_touched_is_not_mended(admin_client, ready):
    deposit = deposited([row(amount_eur="12.000\nou 13"), row("L’autre")])
    shown_cell = '<textarea name="cell:2:amount_eur" rows="2">12.000\nou 13</textarea>'
    assert shown_cell in admin_client.get(page("check", deposit)).content.decode()

    admin_client.post(page("check", deposit), {"shown": "3", "row:3": "on", "cell:2:amount_eur": "12.000\r\nou 13"})

    assert not deposit.decisions.exists()


def test_row_left_aside_is_not_written(db, ready):
    deposit = deposited([row(), row("L’autre")])
    decide(deposit, "ligne", "laissée", 2)

    written(deposit)

    assert [str(one) for one in Project.objects.all()] == ["L’autre"]


def test_name_that_looks_known_waits_then_is_kept(db, ready):
    known = ActorFactory(name="Cie Nouvelle de Pau")
    deposit = deposited([row(holder="Nouvelle Compagnie de Pau")])
    assert deposit.plan["counts"] == {"asked": 1}
    assert [one["reason"] for one in deposit.plan["asked"][0]["candidates"]] == ["les mêmes mots"]

    written(deposit)

    assert Project.objects.get().holders == [known]
    assert known.names.get().name == "Nouvelle Compagnie de Pau"
    assert picture(deposited([row("Suite", holder="Nouvelle Compagnie de Pau")]))["counts"] == {"create": 1}


def test_words_in_common_are_in_bold_and_names_are_escaped(db):
    candidate = {"name": "Cie <i>Nouvelle</i> de Pau", "facts": []}

    assert shown(candidate, "Compagnie de Pau")["name"] == "Cie &lt;i&gt;Nouvelle&lt;/i&gt; <b>de</b> <b>Pau</b>"


def test_file_is_preferred_where_somebody_says_so(db, ready):
    written(deposited([row(summary_fr="Du fichier.")]))
    rewrite(Project.objects.get(), summary="De la main.")
    deposit = deposited([row(summary_fr="Du fichier, encore.")])
    (kept,) = [one for one in deposit.plan["rows"][0]["fields"] if "kept" in one]
    assert (kept["before"], kept["after"], kept["kept"]) == ("De la main.", "Du fichier, encore.", "modifié à la main")

    decide(deposit, "valeur", "fichier", 0, "summary")
    written(deposit)

    assert Project.objects.get().summary == "Du fichier, encore."


def test_amount_of_the_file_is_preferred_where_somebody_says_so(db, ready):
    money = {"funder_named_fr": "Région Exemple", "decision_reference": "R1"}
    written(deposited([row(amount_eur="1000", **money)]))
    Funding.objects.update(amount_voted=1500)
    deposit = deposited([row(amount_eur="2000", **money)])
    (kept,) = [one for one in deposit.plan["rows"][0]["fields"] if "kept" in one]

    decide(deposit, "valeur", "fichier", 2, kept["name"])
    written(deposit)

    assert Funding.objects.get().amount_voted == 2000


@pytest.mark.ignore_template_errors
def test_list_that_knows_the_rows_is_proposed(admin_client, ready):
    written(deposited(rows_of("projects"), "Région 2026"))
    deposit = deposited(rows_of("projects"), "Autre nom")
    Deposit.objects.filter(pk=deposit.pk).update(state=Deposit.State.READ)

    response = admin_client.get(page("understand", deposit))

    assert [(str(one), number) for one, number in response.context["known_lists"]] == [("Région 2026", 3)]
    assert response.context["form"].initial["source_list"] == response.context["known_lists"][0][0].pk


def test_project_of_another_list_is_recognised_by_a_person(db, ready):
    project = ProjectFactory(name="Le fleuve")
    deposit = deposited([row()])
    assert [one["subject"] for one in deposit.plan["asked"]] == ["fiche"]

    written(deposit)

    assert Project.objects.get() == project
    assert [str(one) for one in project.holders] == ["Compagnie Nouvelle"]


@pytest.mark.ignore_template_errors
def test_whole_list_ends_what_it_lacks_unless_rows_are_set_aside(admin_client, ready):
    money = {"funder_named_fr": "Région Exemple", "amount_eur": "1000"}
    written(deposited([row(f"Projet {number}", **money) for number in range(4)]))
    deposit = deposited([row(f"Projet {number}", **money) for number in range(3)])
    deposit.choices = {"whole": "oui"}
    assert picture(deposit)["ended"] == 1

    decide(deposit, "ligne", "laissée", 2)
    assert picture(deposit)["ended"] == 0
    assert "rien ne finit" in admin_client.get(page("check", deposit)).content.decode()

    deposit.decisions.all().delete()
    picture(deposit)
    assert "1 absente finit" in admin_client.get(page("write", deposit)).content.decode()
    written(deposit)
    assert Funding.objects.count() == 3
    assert Project.objects.count() == 4
