"""Two rounds that turn out to be one: one calendar, one set of axes, and no grant twice."""

import pytest
from django.core.exceptions import ValidationError

from curation.merge import merge
from projects.models import Funding
from tests.factories import (
    AxisFactory,
    CallFactory,
    DocumentFactory,
    FundingFactory,
    ItemFactory,
    MilestoneFactory,
    ProjectFactory,
    RoundFactory,
)
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds():
    """Two rounds of one call, each with an axis of the same name, the same milestone and a grant."""
    call = CallFactory()
    found = RoundFactory.create_batch(2, call=call, opens_at="2024-01", closes_at="2024-03-01")
    for number, edition in enumerate(found, start=1):
        axis = AxisFactory(round=edition, name="Médiation", definition="Les publics." * (number - 1))
        MilestoneFactory(round=edition, date="2024-03-07", label="Comité")
        FundingFactory(project=ProjectFactory(), call=call, round=edition, axis=axis, amount_voted=1000 * number)
    return found


def test_merged_rounds_tell_each_axis_and_each_date_once_and_every_grant(client, rounds):
    winner, loser = rounds

    merge(loser, winner)

    (axis,), page = winner.axes.all(), text_of(client, winner)
    assert axis.definition == "Les publics."
    assert {(grant.round, grant.axis) for grant in Funding.objects.all()} == {(winner, axis)}
    assert winner.sums() == {"aides accordées": 3000}
    assert (page.count("Comité"), page.count("Les publics.")) == (1, 1)
    assert client.get(loser.get_absolute_url()).url == winner.get_absolute_url()


def test_rounds_of_two_calls_are_not_one():
    with pytest.raises(ValidationError, match="fusionnez d’abord"):
        merge(RoundFactory(), RoundFactory())


@pytest.mark.parametrize("goes", ["part", "programme"])
def test_programme_merged_with_its_part_is_no_part_of_itself(goes):
    programme = CallFactory()
    part = CallFactory(part_of=programme)
    loser, winner = (part, programme) if goes == "part" else (programme, part)

    merge(loser, winner)

    winner.refresh_from_db()
    assert winner.part_of is None


def test_merged_rounds_tell_each_item_once(rounds):
    winner, loser = rounds
    for edition in rounds:
        ItemFactory(round=edition, text="Sobriété.")
    ItemFactory(round=loser, text="Partage.")

    merge(loser, winner)

    assert [item.text for item in winner.items.all()] == ["Sobriété.", "Partage."]


def test_document_of_one_address_is_told_once_and_files_stay(rounds):
    winner, loser = rounds
    for edition in rounds:
        DocumentFactory(round=edition, title="Règlement", url="https://financeur.example/reglement.pdf")
        DocumentFactory(round=edition, url="", file="documents/x.pdf", is_accessible=True)

    merge(loser, winner)

    assert sorted(document.url for document in winner.documents.all()) == [
        *("", ""),
        "https://financeur.example/reglement.pdf",
    ]


@pytest.mark.parametrize(
    ("told", "kept"),
    [({"closes_at": "2024-03"}, {"opens_at": "2024-05"}), ({"closes_at": "2024-03"}, {"open_ended": True})],
)
def test_what_contradicts_the_round_that_stays_is_not_taken(told, kept):
    call = CallFactory()
    loser, winner = RoundFactory(call=call, budget=900, **told), RoundFactory(call=call, **kept)

    merge(loser, winner)

    winner.refresh_from_db()
    assert (winner.closes_at, winner.budget) == ("", 900)


@pytest.mark.ignore_template_errors
def test_staff_read_what_the_merge_will_do(admin_client, rounds):
    winner, loser = rounds

    page = admin_client.get(f"/gestion/calls/round/{loser.pk}/fusionner/?garder={winner.pk}").content.decode()

    assert "3\u00a0000\u00a0€" in page
