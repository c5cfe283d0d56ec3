"""Lines of one file that tell one project: the grant of the Région and that of the Drac."""

import pytest

from curation.deposits.pages import plan_again
from projects.models import Project
from tests.deposits import decide, deposited, written
from tests.once import once
from tests.programme import load

ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))

REGION = {"funder_named_fr": "Région Exemple", "amount_eur": "12000"}
DRAC = {"funder_named_fr": "Drac Exemple", "amount_eur": "8000"}


def line(title="Le fleuve", holder="Compagnie Nouvelle", **cells):
    return {"title": title, "holder": holder, **cells}


def asked(rows, **options):
    deposit = deposited(rows, **options)
    return deposit, [one for one in deposit.plan["asked"] if one["subject"] == "jumelle"]


def answer(deposit, question, said):
    decide(deposit, "jumelle", said, question["line"], question["about"])
    plan_again(deposit)


def grants_of(project):
    return sorted((str(one.funder), one.amount_voted) for one in project.fundings.all())


@pytest.mark.parametrize("title", ["Le fleuve raconté aux enfants", "Le fleuve raconté à des enfants"])
def test_two_lines_are_one_project_with_two_grants_once_somebody_says_so(db, client, ready, title):
    rows = [
        line("Le fleuve raconté aux enfants", **REGION, summary_fr="Une phrase."),
        line(title, **DRAC, commune="Bordeaux", departement_code="33"),
    ]
    deposit, (question,) = asked(rows, publish=True)
    assert question["candidates"][0]["identifier"] == "2"
    assert deposit.plan["counts"]["asked"] == 1

    answer(deposit, question, "2")
    assert deposit.plan["counts"] == {"create": 1, "joined": 1}
    written(deposit)

    project = Project.objects.get()
    assert grants_of(project) == [("Drac Exemple", 8000), ("Région Exemple", 12000)]
    assert project.places.count() == 1
    assert "20\u00a0000\u00a0€" in client.get(project.get_absolute_url()).content.decode()

    again, questions = asked(rows[::-1])
    assert questions == []
    assert again.plan["counts"] == {"same": 1, "joined": 1}


def test_two_lines_are_two_projects_once_somebody_says_so(db, ready):
    rows = [line(**REGION), line(**DRAC)]
    deposit, (question,) = asked(rows)

    answer(deposit, question, "nouvelle")
    written(deposit)

    assert sorted(grants_of(one) for one in Project.objects.all()) == [
        [("Drac Exemple", 8000)],
        [("Région Exemple", 12000)],
    ]
    again, questions = asked(rows)
    assert questions == []
    assert again.plan["counts"] == {"same": 2}


def test_nothing_is_written_of_a_line_before_somebody_answers(db, ready):
    deposit, _ = asked([line(**REGION), line(**DRAC), line("L’autre")])

    written_one = deposited([line(**REGION), line(**DRAC), line("L’autre")])
    plan_again(written_one, is_agreed=True)

    assert deposit.plan["counts"] == {"create": 2, "asked": 1}
    assert {row["state"] for row in written_one.plan["rows"] if row["line"] == 3} == {"asked"}


@pytest.mark.parametrize(
    "second",
    [
        line("Le fleuve 2025", **DRAC),  # another year
        line("Le fleuves", **REGION),  # helped twice by the same
        line("Le fleuves", holder="Une autre compagnie", **DRAC),
        line("Une fabrique", **DRAC),
    ],
)
def test_other_projects_are_not_asked_about(db, ready, second):
    _, questions = asked([line("Le fleuve 2024" if "2025" in second["title"] else "Le fleuve", **REGION), second])

    assert questions == []


def test_another_first_line_is_another_question(db, ready):
    """The first line is refused, then mended: what was said of the second one does not answer for it."""
    rows = [line(**REGION | {"amount_eur": "12.000"}), line(**DRAC), line(**DRAC | {"amount_eur": "500"})]
    deposit, (question,) = asked(rows)
    answer(deposit, question, "3")

    decide(deposit, "cellule", "12 000", 2, "amount_eur")
    plan_again(deposit)

    assert [one["line"] for one in deposit.plan["asked"]] == [3, 4]
