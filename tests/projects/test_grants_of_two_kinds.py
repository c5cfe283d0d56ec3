"""A grant that a list of projects and a list of grants tell: one row, once in the sums, in any order."""

import pytest

from actors.models import Actor
from curation.imports.report import Heading
from projects.grants import decide_same
from projects.imports.grants import GrantImporter
from projects.models import Funding, FundingTelling, Project
from tests.factories import SourceListFactory
from tests.once import once
from tests.programme import bring, load, rows_of, written
from tests.reading import text_of
from tests.staff import rewrite

pytestmark = pytest.mark.django_db

REGION, HOLDER, TITLE = "Région Exemple", "Atelier du Fleuve", "Le fleuve raconté"
VOTE = {"date": "2024-03-01", "reference": "24.1", "amount": "1000"}

ready = once(lambda: load("thesaurus", "actors", "calls", "rounds"))


@pytest.fixture
def say(ready, tmp_path):
    """Bring a row of a list of grants, or of one of projects; return the report."""
    lists = {}

    def bring_row(kind, name="", is_whole=False, **cells):
        told = VOTE | cells
        source = lists.setdefault((kind, name), SourceListFactory())
        if kind == "grants":
            row = {"nomAttribuant": REGION, "nomBeneficiaire": HOLDER, "objet": told.get("object", TITLE)}
            row |= {"montant": told["amount"], "row_id": told.get("key", "1")}
            row |= {"dateDecision": told["date"], "referenceDecision": told["reference"]}
            report = GrantImporter(source, is_whole=is_whole, is_sure=is_whole).run(
                written(tmp_path, "subventions", [row])
            )
        else:
            row = rows_of("projects")[0] | {"holder": HOLDER, "funder_named_fr": REGION, "amount_eur": told["amount"]}
            row |= dict.fromkeys(("call_slug", "round_year", "axis", "evidence_level"), "")
            row |= {"decided_on": told["date"], "decision_reference": told["reference"]}
            report = bring(written(tmp_path, "projects", [row]), source_list=source)
        assert not report.is_refused, [*report.lines()]
        return report

    return bring_row


def undecided():
    return FundingTelling.objects.filter(is_undecided=True)


@pytest.mark.parametrize("order", [("grants", "projects"), ("projects", "grants")])
@pytest.mark.parametrize(
    ("other", "count", "asked"),
    [
        ({}, 1, 0),
        ({"date": ""}, 1, 0),  # an equal reference
        ({"reference": ""}, 1, 0),  # an equal date and amount
        ({"reference": "", "amount": "900"}, 1, 1),
        ({"reference": "", "date": "2024-03-02"}, 1, 1),
        ({"object": "Aide à la création"}, 1, 1),
        ({"reference": "24.2"}, 2, 0),
    ],
)
def test_grant_of_a_project_and_one_without_are_one_or_two_or_asked_in_any_order(say, order, other, count, asked):
    for kind in order * 2:
        say(kind, **(other if kind == "grants" else {}))

    assert (Funding.objects.count(), undecided().count()) == (count, asked)
    assert FundingTelling.objects.count() == 2
    if count == 1 and not asked:
        assert Funding.objects.get().project == Project.objects.get()


def test_grant_told_before_its_project_is_told_once_on_its_pages(client, say):
    say("grants")
    say("projects")

    project, holder = Project.objects.get(), Actor.objects.get(name=HOLDER)
    rewrite(project, status=Project.Status.PUBLISHED)
    rewrite(holder, status="publie")
    assert "1 000 € voté net, pour 1 financement." in text_of(client, project)
    assert "Aides reçues 1 000 € voté net, pour 1 financement." in text_of(client, holder)


def test_answer_gives_its_project_to_a_grant_that_had_none(say):
    say("grants", reference="", date="")
    say("projects")

    decide_same(undecided().get(), Funding.objects.get())

    assert Funding.objects.get().project == Project.objects.get()
    assert say("projects").counts == "0 créée, 0 modifiée, 1 inchangée"


@pytest.mark.parametrize(("date", "count", "asked"), [("2024-03-01", 1, 1), ("2024-03-02", 2, 0)])
def test_two_lists_of_grants_that_word_the_object_otherwise_are_asked_about_one_vote(say, date, count, asked):
    say("grants", "A", reference="", object="Soutien")

    say("grants", "B", reference="", object="Aide au fonctionnement", date=date)

    assert (Funding.objects.count(), undecided().count()) == (count, asked)


def test_grant_that_an_undecided_telling_may_be_about_stays_when_its_row_leaves(say):
    say("grants", "A", reference="")
    say("grants", "B", reference="", amount="900")

    report = say("grants", "A", is_whole=True, key="2", reference="24.9", object="Travaux", amount="50")

    assert sorted(Funding.objects.values_list("amount_voted", flat=True)) == [50, 1000]
    (left,) = report.of(Heading.LEFT)
    assert "la dit peut-être\u00a0: à décider" in left.message
