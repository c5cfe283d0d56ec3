"""Lists: each row is known within its own, and none erases what another list, or a hand, told."""

from itertools import permutations

import pytest
from django.core.management import CommandError, call_command

from actors.models import Actor
from curation.imports.reconcile import ALREADY, BY_HAND, Teller, reconcile
from curation.imports.report import Heading
from directory.models import SourceList, SourceRecord
from projects.models import Project
from tests.factories import ActorFactory, ProjectFactory, SourceListFactory
from tests.once import once
from tests.programme import PROGRAMME, bring, load, rows_of, told, written
from tests.staff import rewrite

pytestmark = pytest.mark.django_db

FILE = PROGRAMME / "projects.csv"
SUMMARY = {"summary_fr": "Un autre résumé."}


ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))


def listed(name):
    return SourceList.objects.filter(name=name).first() or SourceListFactory(name=name)


def project(folder, name, /, **cells):
    """Bring a row of a list; return the report."""
    row = rows_of("projects")[0] | cells
    return bring(written(folder, "projects", [row]), source_list=listed(name))


def test_row_number_of_another_list_is_another_project(ready, tmp_path):
    project(tmp_path, "Région", row_id="1")

    project(tmp_path, "Drac", row_id="1", title="Un tout autre projet")

    assert set(Project.objects.values_list("name", flat=True)) == {"Le fleuve raconté", "Un tout autre projet"}


def test_row_of_another_list_with_the_title_and_the_holder_is_the_same_project(ready, tmp_path):
    project(tmp_path, "Région")

    report = project(tmp_path, "Drac", title="LE FLEUVE RACONTE")

    assert report.counts == "0 créée, 0 modifiée, 1 inchangée"
    assert [it.column for it in report.of(Heading.READ)] == ["title"]
    assert Project.objects.count() == 1


def test_project_that_staff_retitled_is_known_by_the_title_of_a_list(ready, tmp_path):
    project(tmp_path, "Région")
    rewrite(Project.objects.get(), name="La Charente racontée")

    project(tmp_path, "Drac")

    assert [it.name for it in Project.objects.all()] == ["La Charente racontée"]


def test_same_title_of_another_holder_is_a_doubt_and_a_new_draft(ready, tmp_path):
    project(tmp_path, "Région")
    there = Project.objects.get()

    report = project(tmp_path, "Drac", holder="La Halle")

    assert told(report, Heading.DOUBT)[0][3] == f"un autre projet a ce titre ({there.identifier})"
    assert Project.objects.count() == 2


def test_invented_example_is_no_project_of_a_list(ready, tmp_path):
    example = ProjectFactory(
        name="Le fleuve raconté", holder=Actor.objects.get(name="Atelier du Fleuve"), is_example=True
    )

    project(tmp_path, "Région", summary_fr="Vrai.")

    example.refresh_from_db()
    assert (Project.objects.count(), example.summary) == (2, "Une expérience de culture numérique.")


def test_blank_cell_of_another_list_erases_nothing(ready, tmp_path):
    project(tmp_path, "Région")
    columns = ("summary_fr", "commune", "departement_code", "metiers", "technologies", "total_budget_eur")

    report = project(tmp_path, "Drac", **dict.fromkeys(columns, ""))

    there = Project.objects.get()
    assert report.counts == "0 créée, 0 modifiée, 1 inchangée"
    assert (there.summary, there.total_cost) == ("Un récit fictif au fil de l’eau.", 40000)
    assert (there.places.count(), there.metiers.count(), there.technologies.count()) == (1, 1, 2)


def test_value_that_another_list_told_stays_and_who_told_it_is_told(ready, tmp_path):
    project(tmp_path, "Région")

    report = project(tmp_path, "Drac", total_budget_eur="50000")

    message = "dit autrement par la liste «\u00a0Région\u00a0», gardé\u00a0: 40\u00a0000\u00a0€"
    assert told(report, Heading.KEPT) == [(2, "total_budget_eur", "50\u00a0000\u00a0€", message)]
    assert Project.objects.get().total_cost == 40000


def test_list_corrects_what_it_alone_told(ready, tmp_path):
    project(tmp_path, "Région")
    project(tmp_path, "Drac", summary_fr="", total_budget_eur="50000")

    project(tmp_path, "Région", **SUMMARY, total_budget_eur="45000")

    assert (Project.objects.get().summary, Project.objects.get().total_cost) == ("Un autre résumé.", 45000)


def test_value_that_two_lists_tell_is_not_changed_by_one(ready, tmp_path):
    project(tmp_path, "Région")
    project(tmp_path, "Drac")

    report = project(tmp_path, "Région", **SUMMARY)

    assert Project.objects.get().summary == "Un récit fictif au fil de l’eau."
    assert "dit autrement par la liste «\u00a0Drac\u00a0»" in told(report, Heading.KEPT)[0][3]


def test_elements_of_two_lists_are_together_and_leave_with_the_last_that_tells_them(ready, tmp_path):
    project(tmp_path, "Région", metiers="médiation;création")
    project(tmp_path, "Drac", metiers="médiation;diffusion")

    project(tmp_path, "Région", metiers="création")
    both = {term.slug for term in Project.objects.get().metiers.all()}
    project(tmp_path, "Drac", metiers="diffusion")

    assert both == {"creation", "diffusion", "mediation"}
    assert {term.slug for term in Project.objects.get().metiers.all()} == {"creation", "diffusion"}


def test_element_that_a_hand_removed_is_not_added_again(ready, tmp_path):
    project(tmp_path, "Région", metiers="médiation;création")
    Project.objects.get().metiers.remove(Project.objects.get().metiers.get(slug="creation"))

    report = project(tmp_path, "Drac", metiers="création;diffusion")

    assert {term.slug for term in Project.objects.get().metiers.all()} == {"diffusion", "mediation"}
    assert told(report, Heading.KEPT) == [(2, "metiers", "création", "retiré à la main, non remis")]


def test_value_that_no_import_wrote_is_not_told_as_edited_by_hand(ready, tmp_path):
    ActorFactory(name="Musée d’Essai", website="https://ancien.example")
    row = rows_of("actors")[0] | {"name": "MUSEE D'ESSAI", "website": "https://neuf.example"}

    report = bring(written(tmp_path, "actors", [row]), source_list=listed("Région"))

    messages = {it.column: it.message for it in report.of(Heading.KEPT)}
    assert messages["website"] == "déjà dit autrement, gardé\u00a0: https://ancien.example"


def test_record_without_a_name_breaks_no_import(ready, tmp_path):
    for name in (None, "", 3):
        SourceRecord.objects.create(
            source_list=listed("Région"), dataset="acteurs", key=str(name), identifier="a0000000", told={"name": name}
        )
    SourceRecord.objects.create(source_list=listed("Région"), dataset="projets", key="x", identifier="p0000000")

    assert not project(tmp_path, "Drac").is_refused


def test_row_that_the_file_lacks_is_told_and_stays(ready, tmp_path):
    bring(FILE)

    report = bring(written(tmp_path, "projects", rows_of("projects")[:2]))

    assert [it.value for it in report.of(Heading.LEFT)] == ["La Charente à pied"]
    assert Project.objects.count() == 3


@pytest.mark.parametrize("order", [*permutations(["Région", "Drac", "Ville"])])
def test_lists_give_the_same_elements_in_any_order(ready, tmp_path, order):
    metiers = {"Région": "médiation", "Drac": "création;médiation", "Ville": "diffusion"}

    for name in (*order, *order):
        project(tmp_path, name, metiers=metiers[name])

    assert {term.slug for term in Project.objects.get().metiers.all()} == {"mediation", "creation", "diffusion"}


# Three values, and those of other lists


@pytest.mark.parametrize(
    ("before", "now", "told", "others", "change", "reason"),
    [
        ({}, "", "x", [], "x", None),
        ({"a": "x"}, "x", "y", [], "y", None),
        ({"a": "x"}, "x", "", [], None, None),
        ({"a": "x"}, "h", "y", [], None, BY_HAND),
        ({"a": "x"}, "", "x", [], None, BY_HAND),
        ({}, "h", "y", [], None, ALREADY),
        ({}, "z", "y", ["z"], None, "dit autrement par Z"),
        ({"a": "z"}, "z", "y", ["z"], None, "dit autrement par Z"),
        ({"a": "x"}, "x", "y", ["z"], "y", None),
        ({}, "", "y", ["z"], None, BY_HAND),
        ({"a": False}, True, False, [], None, BY_HAND),
    ],
)
def test_value_follows_the_row_where_nobody_else_told_another(before, now, told, others, change, reason):
    reconciled = reconcile(before, {"a": now}, {"a": told}, [Teller("Z", {"a": value}) for value in others])

    assert (reconciled.changes.get("a"), reconciled.reasons.get("a")) == (change, reason)


def test_value_of_a_hand_that_a_row_repeats_stays_that_of_the_hand():
    repeated = reconcile({"a": "x"}, {"a": "h"}, {"a": "h"})

    corrected = reconcile(repeated.imported, {"a": "h"}, {"a": "y"})

    assert (corrected.changes, corrected.reasons) == ({}, {"a": BY_HAND})


# The command


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "De quelle liste sont ces lignes\u00a0? Listes connues\u00a0: «\u00a0Contenu livré\u00a0»"),
        (("--liste=Contenu livr",), "Vouliez-vous dire «\u00a0Contenu livré\u00a0»\u00a0?"),
        (("--liste=Drac 2025",), "La liste «\u00a0Drac 2025\u00a0» n’existe pas."),
        (("--liste=contenu livre", "--creer-liste"), "existe déjà"),
        (("--creer-liste",), "Donner le nom"),
        (("--liste=Drac", "--creer-liste", "--source=drac"), "URL valide"),
    ],
)
def test_command_refuses_rows_of_no_known_list(db, options, message):
    SourceList.objects.shipped()

    with pytest.raises(CommandError) as refused:
        call_command("import_projects", str(FILE), *options)

    assert message in str(refused.value)


def test_command_makes_a_list_that_it_is_told_to_make(ready):
    call_command("import_projects", str(FILE), "--liste=Drac 2025", "--creer-liste", "--source=https://drac.example")

    made = SourceList.objects.get(slug="drac-2025")
    assert (made.source_url, made.records.filter(dataset="projets").count()) == ("https://drac.example", 3)


def test_trial_makes_no_list(ready):
    call_command("import_projects", str(FILE), "--liste=Drac 2025", "--creer-liste", "--dry-run")

    assert not SourceList.objects.filter(is_shipped=False).exists()
