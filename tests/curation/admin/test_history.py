"""The history of an entry: what each write changed, in French, and the way back."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from directory.models import Entry, Layout, Version, turn
from directory.versions import layouts
from directory.versions.differences import history
from french.typography import NBSP
from projects.models import Project
from tests.factories import (
    DisciplineFactory,
    FunderFactory,
    FundingFactory,
    ParticipationFactory,
    ProjectFactory,
)
from tests.reading import text_of
from tests.staff import edit, form_of, rewrite, send, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def address(entry, end="history/"):
    return f"/gestion/{entry._meta.app_label}/{entry._meta.model_name}/{entry.pk}/{end}"


def said(versions):
    """The differences of the last version, as one reads them."""
    _, changes = history([*versions])[0]
    return [tuple(text.replace(NBSP, " ") for text in (one.what, one.before, one.after)) for one in changes]


def versions_of(entry):
    return Version.objects.of(entry).select_related("revision__layout")


def page_of(client, url):
    response = client.get(url)
    return response, " ".join(response.content.decode().split())


def test_differences_are_told_in_french():
    project = ProjectFactory(disciplines=[DisciplineFactory(name="danse")])
    FundingFactory(project=project, funder=FunderFactory(name="Drac"), amount_voted="12500")

    with turn():
        project.disciplines.set([DisciplineFactory(name="cirque")])
        project.fundings.update(amount_voted="14000.50", decided_on="2024-05-03", eu_notified=True)
        rewrite(project, stage="termine", starts="2024-05")

    assert said(versions_of(project)) == [
        ("état", "", "terminé"),
        ("début", "", "mai 2024"),
        ("disciplines", "danse", "cirque"),
        (
            "financement « Drac », montant voté",
            "12 500 €",
            "14 000,50 €",
        ),
        ("financement « Drac », date de la décision", "", "3 mai 2024"),
        ("financement « Drac », notifiée à l’Union européenne", "", "oui"),
    ]


def test_row_that_came_and_went_is_told():
    part = ParticipationFactory(actor__name="Le Lieu")
    ((came, before, after),) = said(versions_of(part.project))
    part.delete()
    ((went, *_),) = said(versions_of(part.project))

    assert came == went == "participation « Le Lieu »"
    assert before == "" and after.startswith("acteur : Le Lieu ; rôle : porteur")


def test_long_text_is_cut_to_what_changed():
    project = ProjectFactory(body="mot " * 200 + "avant " + "fin " * 200)
    rewrite(project, body=project.body.replace("avant", "après"))

    ((_, before, after),) = said(versions_of(project))

    assert "avant" in before and "après" in after and len(before) < 120


def test_version_is_read_once_a_field_is_renamed_or_removed():
    project = ProjectFactory(summary="Un.", website="https://a.fr/")
    version = versions_of(project).get()
    fields = version.revision.layout.models["projects.project"]["fields"]
    # as if it had been written before « résumé » was renamed, and the address of the site removed
    fields["abstract"] = fields.pop("summary")
    fields["home"] = fields.pop("website") | {"label": "page d’accueil"}
    layout = Layout.objects.create(digest="avant", models=version.revision.layout.models)
    type(version.revision).objects.filter(pk=version.revision.pk).update(layout=layout)
    row = version.rows["projects.project"][str(project.pk)]
    row["abstract"], row["home"] = row.pop("summary"), row.pop("website")
    version.save()
    rewrite(project, summary="Deux.", website="")

    assert said(versions_of(project)) == [
        ("résumé", "Un.", "Deux."),
        ("page d’accueil (champ retiré depuis)", "https://a.fr/", ""),
    ]
    assert "abstract" not in layouts.current()[1]["projects.project"]["fields"]


def test_history_tells_who_when_by_what_and_goes_back(admin_client, client):
    project = ProjectFactory(summary="Un.")
    edit(admin_client, address(project, "change/"), summary="Deux.")

    response, text = page_of(admin_client, address(project))
    assert "admin, formulaire" in text
    assert "<strong>résumé</strong>&nbsp;: <del>Un.</del>" in text and "<ins>Deux.</ins>" in text
    first, last = versions_of(project).order_by("pk")
    assert response.context["lines"][0].changes[0][1] == (
        address(project, f"history/{first.pk}/?champ=projects.project%3A{project.pk}%3Asummary")
    )

    url = address(project, f"history/{first.pk}/")
    _, text = page_of(admin_client, url)
    assert "<del>Deux.</del>" in text and "<ins>Un.</ins>" in text
    response = send(admin_client, url, form_of(admin_client.get(url)))

    assert response["Location"] == address(project)
    assert "Un." in text_of(client, project) and "Deux." not in text_of(client, project)
    revision = versions_of(project)[0].revision
    assert revision.cause == "retour à une version" and revision.why.startswith("rétablit la version du ")
    assert last.rows != versions_of(project)[0].rows == first.rows


def test_publication_stays_as_it_is(admin_client, client):
    project = ProjectFactory(summary="Un.")
    version = versions_of(project)[0]
    rewrite(project, summary="Deux.", status=Entry.Status.DRAFT)
    url = address(project, f"history/{version.pk}/")

    send(admin_client, url, form_of(admin_client.get(url)))

    project.refresh_from_db()
    assert (project.summary, project.status) == ("Un.", "brouillon")
    assert client.get(project.get_absolute_url()).status_code != 200


def test_page_that_is_stale_goes_back_to_nothing(admin_client):
    project = ProjectFactory(summary="Un.")
    url = address(project, f"history/{versions_of(project)[0].pk}/")
    rewrite(project, summary="Deux.")
    form = form_of(admin_client.get(url))
    rewrite(project, summary="Trois.")

    response = send(admin_client, url, form)

    assert response.status_code == 422 and "a changé pendant" in told(response)[0]
    assert Project.objects.get().summary == "Trois."


def test_who_may_only_read_goes_back_to_nothing(client, django_user_model):
    project = ProjectFactory(summary="Un.")
    version = versions_of(project)[0]
    rewrite(project, summary="Deux.")
    user = django_user_model.objects.create_user("lecture", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_project"))
    client.force_login(user)
    url = address(project, f"history/{version.pk}/")

    assert client.get(address(project)).status_code == 200
    assert b"restoration_form" not in client.get(url).content
    assert client.post(url, {"vu": versions_of(project)[0].pk}).status_code == 403
    user.user_permissions.clear()
    assert client.get(url).status_code == 403


def test_versions_of_another_entry_are_not_found(admin_client):
    one, other = ProjectFactory(), ProjectFactory()

    response = admin_client.get(address(one, f"history/{versions_of(other)[0].pk}/"))

    assert response.status_code == 404


def test_grant_of_a_project_leads_to_its_history(admin_client):
    grant = FundingFactory()

    response = admin_client.get(address(grant))

    assert response["Location"] == address(grant.project)


def test_lines_of_the_admin_before_the_first_version_are_still_read(admin_client, admin_user):
    project = ProjectFactory()
    type_of = ContentType.objects.get_for_model(Project)
    line = LogEntry(user=admin_user, content_type=type_of, object_id=project.pk, action_flag=CHANGE)
    line.change_message = "Statut : publié."
    line.save()
    LogEntry.objects.update(action_time="2026-01-05T10:00Z")

    response = admin_client.get(address(project))

    told = " ".join(response.content.decode().split())  # the spaces that do not break, too
    assert "5 janvier 2026 à 11 h, admin : Statut : publié." in told


@pytest.mark.parametrize("number", [2, 8])
def test_history_costs_the_same_for_a_few_versions_and_more(admin_client, django_assert_num_queries, number):
    project = ProjectFactory()
    for rank in range(number):
        ParticipationFactory(project=project, actor__name=f"Acteur {rank}")

    with django_assert_num_queries(14):
        admin_client.get(address(project))


def test_why_is_read_in_the_history(admin_client):
    project = ProjectFactory(summary="Un.")

    edit(admin_client, address(project, "change/"), summary="Deux.", why="Vu avec le porteur.")

    response, text = page_of(admin_client, address(project))
    assert "admin, formulaire&nbsp;: Vu avec le porteur." in text
    assert LogEntry.objects.get().get_change_message() == "Modification de Résumé."
