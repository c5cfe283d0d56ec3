"""What rounds tell, one thing a row: brought by a file, kept as a hand left it."""

import pytest

from calls.imports.items import ItemImporter
from calls.models import Axis, Item
from curation.imports.report import Heading
from tests.factories import ActorTypeFactory, AxisFactory, CallFactory, DepartementFactory, RoundFactory
from tests.programme import written

pytestmark = pytest.mark.django_db

BLANK = dict.fromkeys(("slug", "round_year", "field", "item", "text_fr", "territory", "source_url", "term"), "")
PLAIN = BLANK | {"slug": "essais", "round_year": "2025", "source_url": "https://source.example/"}


@pytest.fixture
def edition():
    DepartementFactory(name="Landes")
    ActorTypeFactory(name="association")
    return RoundFactory(call=CallFactory(slug="essais"), year=2025)


@pytest.fixture
def bring(tmp_path):
    def bring(*rows):
        return ItemImporter().run(written(tmp_path, "calls_extra", [PLAIN | row for row in rows]))

    return bring


def told(edition):
    return [(one.kind, one.words, one.place) for one in edition.items.all()]


def test_rows_become_items_in_the_order_of_the_file(edition, bring):
    bring(
        {"field": "beneficiaire", "term": "association", "text_fr": "associations loi 1901"},
        {"field": "faq", "item": "Qui peut déposer ?", "text_fr": "Toute association."},
        {"field": "critere", "item": "1", "text_fr": "Sobriété."},
        {"field": "contact", "item": "Service numérique", "territory": "Landes"},
        {"field": "contact", "item": "Conseiller", "territory": "site de Dax"},
    )

    assert told(edition) == [
        ("beneficiaire", "associations loi 1901", ""),
        ("faq", "Qui peut déposer ?\u00a0: Toute association.", ""),
        ("critere", "Sobriété.", ""),
        ("contact", "Service numérique", "Landes"),
        ("contact", "Conseiller", "site de Dax"),
    ]
    assert edition.items.first().term.slug == "association"


def test_milestone_is_brought_in_and_moved_by_the_next_file(client, edition, bring):
    row = {
        "field": "réunion d’information",
        "item": "Webinaire",
        "date": "12/03/2027",
        "ends_on": "",
        "postponed_from": "",
    }
    jury = {"field": "jury", "item": "1", "date": "", "ends_on": "", "postponed_from": ""}
    bring(row, jury)
    moved = row | {"date": "19/03/2027 14:00", "postponed_from": "12/03/2027"}

    report = bring(moved, jury)

    (meeting,) = edition.milestones.exclude(date="")
    assert (meeting.kind, meeting.date, meeting.postponed_from) == ("information", "2027-03-19T14:00", "2027-03-12")
    assert (meeting.sequence, edition.milestones.count(), report.of(Heading.KEPT)) == (1, 2, [])
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "Webinaire" in page and "d’abord annoncée pour" in page


def test_milestone_that_ends_before_it_begins_refuses_the_file(edition, bring):
    report = bring({"field": "jury", "item": "", "date": "2027-03-02", "ends_on": "2027-03-01"})

    assert [one.message for one in report.of(Heading.REFUSED)] == ["Une étape finit après avoir commencé"]
    assert not edition.milestones.exists()


def test_axis_that_is_there_gets_its_definition_once(edition, bring):
    AxisFactory(round=edition, name="création")
    row = {"field": "axe", "item": "création", "text_fr": "Des formes nouvelles."}

    reports = [bring(row), bring(row)]

    assert Axis.objects.get().definition == "Des formes nouvelles."
    assert [report.of(Heading.KEPT) for report in reports] == [[], []]


def test_second_import_leaves_what_a_hand_removed(edition, bring):
    row = {"field": "critere", "item": "1", "text_fr": "Sobriété."}
    bring(row)
    Item.objects.all().delete()

    bring(row)

    assert not Item.objects.exists()


@pytest.mark.parametrize("row", [{"slug": "inconnu"}, {"round_year": "2019"}])
def test_row_of_a_round_that_is_not_there_is_left_aside(edition, bring, row):
    report = bring(row | {"field": "critere", "text_fr": "Sobriété."}, {"field": "critere", "text_fr": "Partage."})

    assert [one for _, one, _ in told(edition)] == ["Partage."]
    assert report.of(Heading.UNPLACED)


@pytest.mark.parametrize(
    "row",
    [
        {"field": "inconnu", "text_fr": "Quoi ?"},
        {"field": "critere", "text_fr": ""},
        {"field": "critere", "text_fr": "Sobriété.", "term": "association"},
        {"field": "faq", "item": "Sans réponse ?", "text_fr": ""},
    ],
)
def test_row_that_says_nothing_that_holds_refuses_the_file(edition, bring, row):
    assert bring(row, {"field": "critere", "text_fr": "Partage."}).is_refused
    assert not Item.objects.exists()
