"""The first values of a facet, and those that a page does not show."""

import pytest
from django.http import QueryDict

from directory.registry import KINDS
from finding.listing import Listing
from finding.memory.library import library
from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    DisciplineFactory,
    ObjectiveFactory,
    PlaceFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

SHOWN = 4  # disciplines


def facet(name, query=""):
    library.catch_up()
    source = KINDS["projects"]
    return Listing(source.filterset_class(QueryDict(query)), source).facet(name)


@pytest.fixture
def disciplines():
    """More than the page shows, the first ones most frequent."""
    disciplines = [DisciplineFactory(name=name) for name in ("cirque", "danse", "musique", "photographie", "théâtre")]
    for place, discipline in enumerate(disciplines):
        ProjectFactory.create_batch(len(disciplines) - place, disciplines=[discipline])
    return disciplines


def labels(facet):
    return [choice.label for choice in facet.first]


def test_most_frequent_values_are_shown_first(disciplines):
    assert labels(facet("discipline")) == ["cirque", "danse", "musique", "photographie"]
    assert facet("discipline").has_more


def test_most_frequent_values_are_those_of_the_entries_found(disciplines):
    """« photographie » and « théâtre » have fewest projects, and most of those that answer."""
    for place, discipline in enumerate(disciplines):
        ProjectFactory.create_batch(1 + place, disciplines=[discipline], summary="Une balade.")

    assert labels(facet("discipline", "q=balade")) == ["théâtre", "photographie", "musique", "danse"]


def test_values_that_have_as_many_entries_follow_the_alphabet(disciplines):
    for discipline in reversed(disciplines):
        ProjectFactory(disciplines=[discipline], summary="Une balade.")

    assert labels(facet("discipline", "q=balade")) == ["cirque", "danse", "musique", "photographie"]


def test_values_in_a_fixed_order_are_first_however_few_entries_they_have():
    first, *others = [ObjectiveFactory(name=f"objectif {letter}") for letter in "abcdef"]
    ProjectFactory.create_batch(2, objectives=others)
    ProjectFactory(objectives=[first])

    assert labels(facet("objectif"))[0] == first.name


def test_chosen_value_is_shown_after_the_first_ones(disciplines):
    shown = facet("discipline", "discipline=theatre")

    assert labels(shown)[SHOWN:] == ["théâtre"]
    assert (shown.first[-1].count, shown.first[-1].selected) == (1, True)
    assert not shown.has_more


def test_nothing_more_is_offered_when_all_is_shown(disciplines):
    assert not facet("discipline", "discipline=cirque&discipline=inconnue&q=absent").has_more


def test_narrower_territories_are_offered_beyond_the_first_ones():
    departements = [DepartementFactory() for _ in range(8)]
    for departement in departements:
        PlaceFactory(territory=CommuneFactory(within=[departement]))

    shown = facet("territoire")

    assert {choice.value for choice in shown.first} < {departement.slug for departement in departements}
    assert shown.has_more
    assert len(shown.choices) == 2 * len(departements)


def test_facet_without_a_value_that_gives_results_is_empty(disciplines):
    assert facet("technologie").is_empty
    assert not facet("discipline").is_empty
    assert facet("discipline", "q=absent").is_empty


def test_facet_whose_values_have_everything_narrows_nothing():
    discipline = DisciplineFactory()
    ProjectFactory.create_batch(2, disciplines=[discipline])

    assert not facet("discipline").narrows(2)

    ProjectFactory()

    assert facet("discipline").narrows(3)


def test_facet_narrows_by_a_value_that_is_not_shown(disciplines):
    everything = [DisciplineFactory(name=f"art {number}") for number in range(SHOWN + 1)]
    ProjectFactory(disciplines=[*everything, disciplines[0]], summary="Une balade.")
    ProjectFactory(disciplines=everything, summary="Une balade.")

    assert facet("discipline", "q=balade").narrows(2)
