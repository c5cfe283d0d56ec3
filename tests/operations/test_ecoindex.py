"""The EcoIndex is the one that the reference gives for the same numbers."""

import pytest

from operations.ecoindex import ecoindex, grade

REFERENCE = [  # elements, requests, kilobytes, index, grade: what the reference answered, and the extremes
    (0, 0, 0, 100, "A"),
    (100, 100, 100, 72, "B"),
    (373, 6, 26, 81, "A"),
    (226, 8, 23, 87, "A"),
    (148, 6, 19, 90, "A"),
    (600_000, 4000, 300_000, 0, "G"),
]


@pytest.mark.parametrize(("elements", "requests", "kilobytes", "index", "letter"), REFERENCE)
def test_index_is_that_of_the_reference(elements, requests, kilobytes, index, letter):
    score = ecoindex(elements, requests, kilobytes)

    assert (round(score), grade(score)) == (index, letter)
