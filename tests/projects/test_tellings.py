"""What several lists tell of one grant: nothing is lost, nothing is counted twice."""

from itertools import permutations
from random import Random

import pytest
from django.db.models import Sum

from actors.models import Actor
from curation.imports.reading import read_sheet
from curation.imports.report import Heading
from curation.merge import merge
from curation.pairs import Answers, pairs_between
from directory.models import SourceList, SourceRecord
from projects.imports.importer import ProjectImporter
from projects.imports.rows import OPTIONAL
from projects.models import Funding, FundingTelling, Project
from tests.factories import FundingFactory, ProjectFactory, SourceListFactory
from tests.once import once
from tests.programme import bring, load, rows_of, told, written
from tests.reading import html_of
from tests.staff import act, rewrite

pytestmark = pytest.mark.django_db

REGION, DRAC = "Région Exemple", "Drac Exemple"


ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))


def listed(name):
    return SourceList.objects.filter(name=name).first() or SourceListFactory(name=name)


def line(**cells):
    """A row about one project, without money, with every column."""
    sound = dict.fromkeys(OPTIONAL, "") | rows_of("projects")[0]
    told = ("call_slug", "round_year", "axis", "evidence_level", "amount_eur", "funder_named_fr")
    return sound | dict.fromkeys(told, "") | cells


def say(folder, name, *rows, publish=False):
    """Bring rows of a list about one project; return the report."""
    report = bring(
        written(folder, "projects", [line(**row) for row in rows]), publish=publish, source_list=listed(name)
    )
    assert not report.is_refused, [*report.lines()]
    return report


def grant(funder, amount, **cells):
    return {"funder_named_fr": funder, "amount_eur": str(amount)} | cells


def grants():
    rows = Funding.objects.order_by("funder__name", "amount_voted")
    return [(funder, amount and int(amount)) for funder, amount in rows.values_list("funder__name", "amount_voted")]


def total():
    return Funding.objects.aggregate(total=Sum("amount_voted"))["total"]


@pytest.mark.parametrize("order", [("A", "B"), ("B", "A")])
def test_two_funders_of_two_lists_are_two_grants_of_one_project(ready, tmp_path, order):
    """A blank cell of the one list erases nothing of the other, in any order and however often."""
    rows = {"A": grant(REGION, 12000), "B": grant(DRAC, 8000, summary_fr="", commune="", departement_code="")}

    for name in order * 3:
        say(tmp_path, name, rows[name])

    assert grants() == [(DRAC, 8000), (REGION, 12000)]
    assert Project.objects.get().summary == "Un récit fictif au fil de l’eau."


def test_replay_writes_nothing(ready, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000))
    before = [*Funding.objects.values(), *FundingTelling.objects.values()]

    report = say(tmp_path, "A", grant(REGION, 12000))

    assert report.counts == "0 créée, 0 modifiée, 1 inchangée"
    assert [*Funding.objects.values(), *FundingTelling.objects.values()] == before


def test_amount_corrected_in_its_list_changes_that_grant(ready, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000))
    identifier = Funding.objects.get().identifier
    say(tmp_path, "B", grant(DRAC, 8000))

    report = say(tmp_path, "A", grant(REGION, 13000))

    assert report.counts == "0 créée, 1 modifiée, 0 inchangée"
    assert grants() == [(DRAC, 8000), (REGION, 13000)]
    assert Funding.objects.get(funder__name=REGION).identifier == identifier


@pytest.mark.parametrize(
    ("one", "other", "kept", "undecided"),
    [
        ({}, {}, [12000], 1),  # an amount alone proves nothing
        ({"decided_on": "2024-03-04"}, {"decided_on": "2024-03-04"}, [12000], 0),
        ({"decided_on": "2024-03-04"}, {"decided_on": "2024-03-05"}, [12000], 1),
        ({"decided_on": "2024-03-04"}, {}, [12000], 1),
        ({"decision_reference": "24.CP.1"}, {"decision_reference": "24.cp.1"}, [12000], 0),
        ({"decision_reference": "24.CP.1"}, {"decision_reference": "24.CP.2"}, [12000, 12000], 0),
        (
            {"call_slug": "cultures-connectees", "round_year": "2022"},
            {"call_slug": "cultures-connectees", "round_year": "2023", "axis": "médiation"},
            [12000, 12000],
            0,
        ),
    ],
)
def test_rows_of_two_lists_tell_one_grant_or_two_or_it_is_asked(ready, tmp_path, one, other, kept, undecided):
    for name in "ABAB":
        say(tmp_path, name, grant(REGION, 12000, **(one if name == "A" else other)))

    assert [amount for _, amount in grants()] == kept
    assert FundingTelling.objects.filter(is_undecided=True).count() == undecided
    assert FundingTelling.objects.count() == 2


def test_grant_to_decide_is_told_and_in_no_sum(ready, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000))

    report = say(tmp_path, "B", grant(REGION, 9000))

    assert total() == 12000
    assert told(report, Heading.DOUBT) == [
        (
            2,
            "amount_eur, funder_named_fr",
            "Région Exemple 9\u00a0000\u00a0€",
            "peut-être une aide déjà connue : à décider, comptée nulle part d’ici là",
        )
    ]


def test_grant_that_staff_wrote_is_not_doubled(ready, tmp_path):
    there = ProjectFactory(name="Le fleuve raconté", holder=Actor.objects.get(name="Atelier du Fleuve"))
    FundingFactory(project=there, funder=Actor.objects.get(name=REGION), amount_voted=12000)

    say(tmp_path, "A", grant(REGION, 12000))

    assert grants() == [(REGION, 12000)]
    assert FundingTelling.objects.get().is_undecided


def test_amount_of_a_hand_stays_and_is_told_in_words(ready, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000))
    Funding.objects.update(amount_voted=11000)

    report = say(tmp_path, "A", grant(REGION, 13000))

    assert grants() == [(REGION, 11000)]
    assert told(report, Heading.KEPT)[0][2:] == (
        "Région Exemple 13\u00a0000\u00a0€",
        "modifié à la main, gardé\u00a0: Région Exemple 11\u00a0000\u00a0€",
    )


def test_grant_that_a_hand_removed_is_not_made_again(ready, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000))
    Funding.objects.get().delete()

    report = say(tmp_path, "A", grant(REGION, 12000))

    assert grants() == []
    assert told(report, Heading.KEPT)[0][3] == "retiré à la main, non remis"


def test_grant_that_its_row_tells_no_more_leaves_unless_another_list_or_a_hand_holds_it(ready, tmp_path):
    say(tmp_path, "A", grant(f"{REGION}; {DRAC}; Fondation du Lac", ""))
    Funding.objects.filter(funder__name=DRAC).update(amount_paid=0, amount_voted=5)

    say(tmp_path, "A", grant("Fondation du Lac; La Halle", ""))

    assert grants() == [(DRAC, 5), ("Fondation du Lac", None), ("La Halle", None)]


def test_row_without_money_ends_no_grant(ready, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000))

    say(tmp_path, "A", grant("", ""))

    assert grants() == [(REGION, 12000)]


def test_two_rows_of_one_list_are_two_grants(ready, tmp_path):
    rows = [grant(REGION, 1000, row_id="1"), grant(REGION, 1000, row_id="2")]

    for _ in range(3):
        say(tmp_path, "A", *rows)

    assert grants() == [(REGION, 1000)] * 2


ASSOCIATION, FONDATION = "Association Exemple", "Fondation Exemple"  # the Région and the Drac under other names
FLEUVE, RACONTE = {"title": "Le fleuve raconté"}, {"title": "Le fleuve, raconté"}  # the project, too
LISTS = {
    "A": grant(REGION, 1000, decision_reference="R1", metiers="médiation", **FLEUVE),
    "B": grant(REGION, 1000, decision_reference="R1", metiers="création;médiation", **RACONTE),
    "C": grant(REGION, 300, decision_reference="R2", metiers="diffusion", **FLEUVE),
    "D": grant(DRAC, 50, **RACONTE),
    "E": grant(f"{ASSOCIATION} 70 €; {FONDATION} 40 €", "", summary_fr="", commune="", **FLEUVE),
}


def note(chance):
    """A hand writes something on a grant of the Drac."""
    drac = Funding.objects.filter(amount_voted=50).first()
    drac.purpose = f"noté à la main, {chance.random()}"
    drac.save()


def grant_by_hand(chance):
    """A hand writes a grant that no list tells, once."""
    projects = Project.objects.filter(merged_into=None)
    if projects and not Funding.objects.filter(decision_reference="H1").exists():
        region, project = Actor.objects.get(name=REGION).standing(), chance.choice(projects)
        FundingFactory(project=project, funder=region, decision_reference="H1", amount_voted=5)


def merge_some(chance, entries):
    """Somebody merges two entries, one way or the other, and says that grants without a reference are two."""
    pair = list(entries.filter(merged_into=None))
    if len(pair) == 2:
        loser, winner = chance.sample(pair, 2)
        merge(loser, winner, Answers.all_apart(pairs_between(loser, winner)))


def merge_projects(chance):
    merge_some(chance, Project.objects.all())


def merge_regions(chance):
    merge_some(chance, Actor.objects.filter(name__in=[REGION, ASSOCIATION]))


def merge_dracs(chance):
    merge_some(chance, Actor.objects.filter(name__in=[DRAC, FONDATION]))


MERGES = [merge_projects, merge_regions, merge_dracs]


def everything_told():
    rows = Funding.objects.values(), FundingTelling.objects.values(), SourceRecord.objects.values("values", "told")
    return [list(one.order_by("pk")) for one in rows]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_order_of_imports_hands_and_merges_nothing_is_lost_or_counted_twice(
    ready, client, tmp_path, seed
):
    chance, replays = Random(seed), []
    first = chance.sample([*LISTS, merge_projects, grant_by_hand], 7)
    then = chance.sample([*LISTS, *MERGES, note, grant_by_hand], 10)
    for step in [*first, *then, *MERGES]:  # a list that is new once funders are one would have a question to ask
        say(tmp_path, step, LISTS[step]) if step in LISTS else step(chance)

    for _ in range(3):
        for name in chance.sample([*LISTS], len(LISTS)):
            say(tmp_path, name, LISTS[name])
        replays.append(everything_told())

    project = Project.objects.get(merged_into=None)
    rewrite(project, status=Project.Status.PUBLISHED)
    assert sorted(amount for _, amount in grants()) == [5, 40, 50, 70, 300, 1000]
    assert not Funding.objects.exclude(funder__merged_into=None).exists()
    assert "38\u00a0535\u00a0€" in html_of(client, project)  # what else pays for the 40,000 € that it costs
    assert {term.slug for term in project.metiers.all()} == {"creation", "diffusion", "mediation"}
    assert FundingTelling.objects.filter(funding=None).count() == 0
    assert replays == [replays[0]] * 3


@pytest.mark.parametrize("order", [*permutations("ABC")])
def test_list_that_corrects_its_grant_changes_no_other(ready, tmp_path, order):
    for number, name in enumerate(order):
        say(tmp_path, name, grant(REGION, 1000 * (number + 1), decision_reference=name))

    say(tmp_path, "B", grant(REGION, 9000, decision_reference="B"))

    amounts = {1000, 2000, 3000} - {1000 * (order.index("B") + 1)} | {9000}
    assert {amount for _, amount in grants()} == amounts


# The answer


TELLINGS = "/gestion/projects/fundingtelling/"


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(("action", "amounts"), [("same", [12000]), ("other", [9000, 12000])])
def test_staff_say_whether_it_is_the_same_grant(ready, admin_client, tmp_path, action, amounts):
    say(tmp_path, "A", grant(REGION, 12000))
    say(tmp_path, "B", grant(REGION, 9000, decided_on="2024-03-04"))
    telling = FundingTelling.objects.get(is_undecided=True)

    waiting = admin_client.get("/gestion/").content.decode()
    act(admin_client, TELLINGS, action, telling)
    say(tmp_path, "B", grant(REGION, 9000, decided_on="2024-03-04"))

    assert f"{TELLINGS}?a_faire=a-decider" in waiting
    assert [amount for _, amount in grants()] == amounts
    assert Funding.objects.filter(decided_on="2024-03-04").count() == 1
    assert not FundingTelling.objects.filter(is_undecided=True).exists()


@pytest.mark.ignore_template_errors
def test_staff_choose_among_several_grants(ready, admin_client, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000, row_id="1", decision_reference="R1"))
    say(tmp_path, "C", grant(REGION, 5000, decision_reference="R2"))
    say(tmp_path, "B", grant(REGION, 5000))
    telling, meant = FundingTelling.objects.get(is_undecided=True), Funding.objects.get(decision_reference="R2")

    act(admin_client, TELLINGS, "same", telling)
    admin_client.post(f"{TELLINGS}{telling.pk}/change/", {"funding": meant.pk})

    telling.refresh_from_db()
    assert (telling.funding, telling.is_undecided) == (meant, False)
    assert [amount for _, amount in grants()] == [5000, 12000]


def test_merge_moves_what_lists_told(ready, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000, decision_reference="R1"))
    say(tmp_path, "B", grant(REGION, 12000, decision_reference="R1", title="Le fleuve, raconté"))
    winner, loser = Project.objects.order_by("pk")

    merge(loser, winner)
    say(tmp_path, "B", grant(REGION, 12000, decision_reference="R1", title="Le fleuve, raconté"))

    assert grants() == [(REGION, 12000)]
    assert FundingTelling.objects.filter(funding=Funding.objects.get()).count() == 2


@pytest.mark.parametrize(
    ("answer", "figures", "kept"),
    [("deux", (500, 500), [500, 500]), ("deux", (700, 800), [700, 800]), ("meme", (700, 800), [700])],
)
def test_two_figures_of_funders_that_became_one_are_not_lost(ready, client, tmp_path, answer, figures, kept):
    row = grant("Fondation Tau {} €; Fondation Tao {} €".format(*figures), "")
    say(tmp_path, "A", row)
    loser, winner = Actor.objects.get(name="Fondation Tao"), Actor.objects.get(name="Fondation Tau")
    pairs = pairs_between(loser, winner)
    merge(loser, winner, Answers.all_apart(pairs) if answer == "deux" else Answers.all_same(pairs))

    before = everything_told()[0]
    reports = [say(tmp_path, "A", row) for _ in range(2)]

    assert grants() == [("Fondation Tau", amount) for amount in kept]
    assert everything_told()[0] == before
    assert [report.counts for report in reports] == ["0 créée, 0 modifiée, 1 inchangée"] * 2
    kept_in_words = [text for *_, text in told(reports[-1], Heading.KEPT)]
    assert [("gardé\u00a0: Fondation Tau 700\u00a0€" in text) for text in kept_in_words] == [True] * (answer == "meme")


def test_last_amendment_of_a_cell_stands_and_a_replay_changes_nothing(ready, tmp_path):
    row = grant(REGION, 12000, amended_amount_eur="8 000;9 000")

    say(tmp_path, "A", row)
    replay = say(tmp_path, "A", row)
    assert (Funding.objects.get().net, Funding.objects.with_net().get().voted_net) == (9000, 9000)
    assert replay.counts == "0 créée, 0 modifiée, 1 inchangée"

    say(tmp_path, "A", row | {"amended_amount_eur": "9 000;8 000;7 000"})
    assert [int(one.amount) for one in Funding.objects.get().amendments.order_by("pk")] == [9000, 8000, 7000]


def test_two_lists_that_tell_one_amendment_otherwise_are_told(ready, tmp_path):
    vote = {"decision_reference": "R1", "amended_on": "2025"}
    say(tmp_path, "A", grant(REGION, 12000, amended_amount_eur="8 000", **vote))

    report = say(tmp_path, "B", grant(REGION, 12000, amended_amount_eur="9 000", **vote))

    (doubt,) = told(report, Heading.DOUBT)
    assert doubt[3] == (
        "un même avenant, deux montants\u00a0: porté à 8\u00a0000\u00a0€ (2025), porté à 9\u00a0000\u00a0€ (2025)"
    )


def test_amounts_of_the_grant_and_not_of_the_row_alone_are_asked_about(ready, tmp_path):
    say(tmp_path, "A", grant(REGION, 12000, decision_reference="R1", amount_paid_eur="4000"))

    report = say(tmp_path, "B", grant(REGION, 12000, decision_reference="R1", amended_amount_eur="0"))

    assert [doubt[3] for doubt in told(report, Heading.DOUBT)] == ["4\u00a0000\u00a0€ versé pour 0\u00a0€ voté net"]


def test_plan_tells_both_grants_that_a_row_changes_of_one_funder(ready, tmp_path):
    say(tmp_path, "A", grant("Fondation Tau 100 €; Fondation Tao 200 €", ""))
    loser, winner = Actor.objects.get(name="Fondation Tao"), Actor.objects.get(name="Fondation Tau")
    merge(loser, winner, Answers.all_apart(pairs_between(loser, winner)))
    path = written(tmp_path, "projects", [line(**grant("Fondation Tau 150 €; Fondation Tao 250 €", ""))])

    (row,) = ProjectImporter(listed("A")).plan(read_sheet(path)).rows.values()

    changed = [pair for name, pair in row.changes.items() if name.startswith("fundings:")]
    assert {after["amount"] for _, after in changed} == {"150.00", "250.00"}
