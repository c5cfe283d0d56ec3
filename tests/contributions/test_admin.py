"""How staff follow reports."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from contributions.models import Report
from tests.factories import ProjectFactory, ReportFactory
from tests.reading import flat
from tests.staff import edit, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

REPORTS = reverse("admin:contributions_report_changelist")


def change(report):
    return reverse("admin:contributions_report_change", args=[report.pk])


def test_removals_to_handle_are_first(admin_client):
    for reference, values in {
        "fait": {"state": "traite", "subject": "retrait"},
        "ancien": {"received_at": timezone.now() - timezone.timedelta(days=3)},
        "recent": {},
        "retrait": {"subject": "retrait"},
        "en-cours": {"state": "en-cours"},
    }.items():
        ReportFactory(reference=reference, **values)

    shown = [report.reference for report in admin_client.get(REPORTS).context["cl"].result_list]

    assert shown == ["retrait", "ancien", "recent", "en-cours", "fait"]


def test_first_page_tells_reports_before_all_the_rest(admin_client):
    ProjectFactory(in_review=True)
    ReportFactory(subject="retrait")
    ReportFactory()
    ReportFactory(state="en-cours")
    ReportFactory(state="traite")

    tasks = admin_client.get(reverse("admin:index")).context["to_do"]

    name, waiting = tasks[0]
    assert name == "signalements"
    assert [(one.number, one.label) for one in waiting] == [(1, "pour un retrait"), (2, "à traiter"), (1, "en cours")]
    for one in waiting:
        assert admin_client.get(one.url).context["cl"].result_count == one.number


def test_menu_leads_to_the_reports(admin_client):
    page = flat(admin_client.get(reverse("admin:index")).content.decode())

    assert f'<li><a href="{REPORTS}">' in page


def test_what_was_received_cannot_be_changed(admin_client):
    report = ReportFactory(message="Le message", email="a@exemple.fr")

    edit(admin_client, change(report), state="traite", note="Corrigé.", message="Autre", email="b@exemple.fr")

    report.refresh_from_db()
    assert (report.state, report.note, report.message, report.email) == (
        "traite",
        "Corrigé.",
        "Le message",
        "a@exemple.fr",
    )
    assert {"state", "note"} == {name for name in form_of(admin_client.get(change(report))) if name in vars(report)}


def test_report_leads_to_its_entry_for_readers_and_for_staff(admin_client):
    project = ProjectFactory(name="Fresque", slug="fresque")
    report = ReportFactory(page="/projets/fresque/", page_title="Fresque", identifier=project.identifier)

    response = admin_client.get(change(report))

    assertContains(response, f'<a href="/id/{project.identifier}/">Fresque</a>', html=True)
    assertContains(response, f'<a href="/gestion/projects/project/{project.pk}/change/">Fresque</a>', html=True)


def test_text_of_a_report_is_shown_as_text(admin_client):
    report = ReportFactory(message="<script>alert(1)</script>", email="a@exemple.fr")

    response = admin_client.get(change(report))

    assertNotContains(response, "<script>alert(1)")
    assertContains(response, "mailto:a%40exemple.fr?subject=")


@pytest.mark.parametrize("identifier", ["", "p00000000", "zzz"])
def test_report_about_an_entry_that_is_not_there_opens(admin_client, identifier):
    assert admin_client.get(change(ReportFactory(identifier=identifier, page="/x/"))).status_code == 200


def test_staff_write_no_report_and_delete_one_at_a_time(admin_client):
    report = ReportFactory(message="zygomatique")

    listed = admin_client.get(REPORTS)
    admin_client.post(reverse("admin:contributions_report_delete", args=[report.pk]), {"post": "yes"})

    assert admin_client.get(reverse("admin:contributions_report_add")).status_code == 403
    assertNotContains(listed, "delete_selected")
    assert Report.objects.count() == 0
    assert not re.search("zygomatique", "".join(LogEntry.objects.values_list("object_repr", flat=True)))


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        ReportFactory(identifier=ProjectFactory().identifier, page="/projets/x/")

    with django_assert_num_queries(5):
        admin_client.get(REPORTS)


def test_reports_are_found_by_their_words(admin_client):
    ReportFactory(message="La Rochelle")
    ReportFactory(message="Poitiers")

    assert admin_client.get(f"{REPORTS}?q=rochelle").context["cl"].result_count == 1


def test_staff_without_the_permission_see_no_report(client, django_user_model):
    report = ReportFactory(message="zygomatique")
    client.force_login(django_user_model.objects.create_user("stagiaire", is_staff=True))

    answers = [client.get(page) for page in (REPORTS, change(report), reverse("admin:index"))]

    assert [answer.status_code for answer in answers] == [403, 403, 200]
    assert "signalements" not in answers[2].content.decode()
