"""The further tables of a list of projects: what they bring, and what a hand did that they leave."""

import pytest
from django.core.management import CommandError, call_command

from curation.imports.report import Heading
from directory.models import SourceList, SourceRecord
from projects.imports import story
from projects.imports.further_grants import FurtherGrantImporter
from projects.models import Project
from tests.factories import (
    FunderFactory,
    FundingFactory,
    FundingTellingFactory,
    LessonFactory,
    ObjectiveFactory,
    ProjectFactory,
    SourceRecordFactory,
)
from tests.programme import load, told, written
from tests.reading import text_of

pytestmark = pytest.mark.django_db

ROWS = {
    "texts": {"body_fr": "Le récit complet."},
    "objectives": {"objective": "favoriser les partenariats", "justification_fr": "Un musée et un studio."},
    "steps": {"date": "2022-10-05", "label": "Ouverture"},
    "deliverables": {"name": "Visite", "kind": "visite virtuelle", "url": "https://visite.test/", "state": "en ligne"},
    "lessons": {"kind": "echec", "title": "Tester tôt", "text": "Le son manquait."},
    "reuses": {"reused_by": "", "reused_from": "OMax", "what": "le logiciel"},
}
IMPORTERS = {
    "texts": story.TextImporter,
    "objectives": story.ObjectiveImporter,
    "steps": story.StepImporter,
    "deliverables": story.DeliverableImporter,
    "lessons": story.LessonImporter,
    "reuses": story.ReuseImporter,
    "fundings": FurtherGrantImporter,
    "withdrawn_projects": story.WithdrawalImporter,
}


@pytest.fixture
def bring(tmp_path):
    """Import rows of a table into the shipped list; the report."""

    def bring(table, *rows, **options):
        rows = [{"project": "Ta Pi Son"} | ROWS.get(table, {}) | row for row in rows or [{}]]
        return IMPORTERS[table]().run(written(tmp_path, table, rows), **options)

    return bring


@pytest.fixture
def project():
    ObjectiveFactory(name="favoriser les partenariats")
    return ProjectFactory(name="Ta Pi Son")


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ("texts", "Le récit complet."),
        ("objectives", "Favoriser les partenariats Un musée et un studio."),
        ("steps", "5 octobre 2022 Ouverture"),
        ("deliverables", "Visite visite virtuelle en ligne"),
        ("lessons", "Ce qui n’a pas marché Tester tôt Le son manquait."),
        ("reuses", "OMax Repris de là : le logiciel"),
    ],
)
def test_page_tells_what_each_table_brings_once(client, project, bring, table, shown):
    bring(table)
    again = bring(table)

    page = text_of(client, project)

    assert shown in page and page.count(shown) == 1
    assert again.counts == "0 créée, 0 modifiée, 1 inchangée"


def test_trial_writes_nothing(project, bring):
    assert bring("steps", dry_run=True).counts == "1 créée, 0 modifiée, 0 inchangée"

    assert not project.steps.exists() and not SourceList.objects.exists()


def test_value_follows_the_list_until_a_hand_writes_it(project, bring):
    bring("lessons")
    bring("lessons", {"text": "Le son manquait le soir."})
    lesson = project.lessons.get()
    assert lesson.text == "Le son manquait le soir."

    lesson.text = "Écrit par l’équipe."
    lesson.save()
    report = bring("lessons", {"text": "Autre chose."})

    assert project.lessons.get().text == "Écrit par l’équipe."
    assert told(report, Heading.KEPT) == [
        (2, "text", "Autre chose.", "modifié à la main, gardé\u00a0: Écrit par l’équipe.")
    ]


@pytest.mark.parametrize("by_hand", ["delete", "retitle"])
def test_row_that_a_hand_removed_or_wrote_again_is_not_brought_back(project, bring, by_hand):
    bring("lessons")
    lesson = project.lessons.get()
    lesson.title = "Essayer tôt"
    lesson.delete() if by_hand == "delete" else lesson.save()

    report = bring("lessons")

    assert [one.title for one in project.lessons.all()] == ([] if by_hand == "delete" else ["Essayer tôt"])
    assert told(report, Heading.KEPT) == [(2, "", "", "retirée ou réécrite à la main, non remise")]


def test_row_that_a_hand_wrote_first_is_completed_not_doubled(project, bring):
    LessonFactory(project=project, title="Tester tôt", kind="conseil", text="")

    bring("lessons")

    lesson = project.lessons.get()
    assert (lesson.kind, lesson.text) == ("conseil", "Le son manquait.")


def test_row_with_a_key_of_its_own_follows_the_correction_of_its_title(project, bring):
    bring("lessons", {"row_id": "12"})
    bring("lessons", {"row_id": "12", "title": "Tester très tôt"})

    assert [lesson.title for lesson in project.lessons.all()] == ["Tester très tôt"]


def test_project_that_staff_retitled_is_still_the_one_that_the_row_names(project, bring):
    bring("steps")
    project.name = "Tapison"
    project.save()

    assert bring("steps").counts == "0 créée, 0 modifiée, 1 inchangée"


@pytest.mark.parametrize("namesakes", [0, 2])
def test_row_whose_project_is_not_sure_is_told_and_left_aside(project, bring, namesakes):
    ProjectFactory.create_batch(namesakes, name="Jumeau")

    report = bring("steps", {}, {"project": "Jumeau"})

    assert project.steps.count() == 1
    assert told(report, Heading.UNPLACED) == [
        (3, "project", "Jumeau", "fiche inconnue, ou plusieurs ont ce nom : ligne laissée de côté")
    ]


@pytest.mark.parametrize(
    ("table", "wrong", "message"),
    [
        ("objectives", {"objective": "voler"}, "objectif inconnu"),
        ("steps", {"date": ""}, "Une étape a une date"),
        ("deliverables", {"state": "perdu"}, "valeur inconnue"),
        ("lessons", {"title": ""}, "cette valeur est obligatoire"),
        ("reuses", {"reused_by": "Une école"}, "par qui, ou de quoi"),
    ],
)
def test_wrong_row_refuses_the_whole_file(project, bring, table, wrong, message):
    report = bring(table, wrong)

    assert message in report.of(Heading.REFUSED)[0].message
    assert not any(getattr(project, name).exists() for name in ("aims", "steps", "deliverables", "lessons"))


def test_row_that_left_the_file_stays_and_is_told(project, bring):
    bring("steps", {}, {"label": "Fermeture"})

    report = bring("steps")

    assert project.steps.count() == 2
    assert [line[3] for line in told(report, Heading.LEFT)] == ["ce qu’elle disait reste"]


def test_reuse_between_two_projects_is_on_both_pages(client, project, bring):
    other = ProjectFactory(name="Éveil sonore")

    row = {"reused_by": "Éveil sonore", "reused_from": "", "what": "le tapis"}
    bring("reuses", row)

    assert "Éveil sonore Reprend ce projet : le tapis" in text_of(client, project)
    assert "Ta Pi Son Repris de là : le tapis" in text_of(client, other)
    again = bring("reuses", row)
    assert again.counts == "0 créée, 0 modifiée, 1 inchangée" and not again.is_refused


@pytest.fixture
def shipped(project):
    """The project, as the shipped list brought it: published."""
    source_list = SourceList.objects.shipped()
    values = {"name": "Ta Pi Son", "status": "publie"}
    SourceRecordFactory(
        source_list=source_list, dataset="projets", key="ta pi son|", identifier=project.identifier, values=values
    )
    return project


def test_project_that_left_the_content_is_withdrawn_with_its_reason(client, shipped, bring):
    bring("withdrawn_projects", {"reason_fr": "Rien de numérique n’en est dit."})
    again = bring("withdrawn_projects", {"reason_fr": "Rien de numérique n’en est dit."})

    answer = client.get(shipped.get_absolute_url())

    assert answer.status_code == 410 and "Rien de numérique n’en est dit." in answer.content.decode()
    assert client.get("/projets/?format=json").json()["total"] == 0
    assert again.counts == "0 créée, 0 modifiée, 1 inchangée"


def test_status_that_a_hand_gave_is_kept(shipped, bring):
    Project.objects.filter(pk=shipped.pk).update(status="a-relire")

    bring("withdrawn_projects", {"reason_fr": "Rien de numérique n’en est dit."})

    assert Project.objects.get(pk=shipped.pk).status == "a-relire"


def test_project_to_withdraw_that_is_not_there_needs_nothing(bring):
    report = bring("withdrawn_projects", {"reason_fr": "Rien de numérique n’en est dit."})

    assert report.remarks == {} and not Project.objects.exists()


@pytest.fixture
def granted(shipped, bring):
    """The project, whose row of the shipped list names a funder: the grant."""
    record = SourceRecord.objects.get(identifier=shipped.identifier)
    grant = FundingFactory(project=shipped, funder=FunderFactory(name="Région des Essais"), amount_voted=None)
    told = {"funder": grant.funder.identifier}
    FundingTellingFactory(record=record, rank=0, funding=grant, told=told, values=told)
    return grant


def test_figure_of_a_funder_completes_the_grant_that_the_project_names(client, granted, bring):
    row = {"funder": "Région des Essais", "amount_eur": "25 000", "decision_date": "2015-10-05", "source_url": ""}

    report = bring("fundings", row)

    (grant,) = granted.project.fundings.all()
    assert (grant.pk, grant.amount_voted, str(grant.decided_on)) == (granted.pk, 25_000, "2015-10-05")
    assert "25 000 €" in text_of(client, granted.project)
    assert [it.counts for it in (report, bring("fundings", row))] == [
        "0 créée, 1 modifiée, 0 inchangée",
        "0 créée, 0 modifiée, 1 inchangée",
    ]


def test_another_decision_of_the_funder_is_another_grant(granted, bring):
    first = {"funder": "Région des Essais", "amount_eur": "25000", "decision_date": "2015", "source_url": ""}

    report = bring("fundings", first, {**first, "amount_eur": "8000", "decision_date": "2017"})

    assert sorted(granted.project.fundings.values_list("amount_voted", flat=True)) == [8_000, 25_000]
    assert report.counts == "1 créée, 1 modifiée, 0 inchangée"


def test_grant_that_a_hand_removed_is_not_brought_back(granted, bring):
    row = {"funder": "Région des Essais", "amount_eur": "25000", "decision_date": "2015", "source_url": ""}
    bring("fundings", row)
    granted.delete()

    report = bring("fundings", row)

    assert not granted.project.fundings.exists()
    assert [line[3] for line in told(report, Heading.KEPT)] == ["retiré à la main, non remis"]


def test_command_imports_a_table_by_its_name(project, tmp_path, capsys):
    path = written(tmp_path, "étapes", [{"project": "Ta Pi Son"} | ROWS["steps"]])

    call_command("import_table", "steps", path, liste="Lauréats 2025", creer_liste=True)

    assert "Étapes\u00a0: 1 créée" in capsys.readouterr().out and project.steps.count() == 1
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import_table", "inconnue", str(path))


@pytest.mark.parametrize("funder", ["Région", "Fondation Exemple 5 000 €"])
def test_funder_that_is_nobody_refuses_its_row(project, bring, funder):
    load("thesaurus")

    report = bring("fundings", {"funder": funder, "amount_eur": "5000"})

    assert [it[:3] for it in told(report, Heading.REFUSED)] == [(2, "funder", funder)]
    assert not project.fundings.exists()
