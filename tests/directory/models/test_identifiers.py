import re

import pytest

from directory.models.identifiers import ALPHABET, new_identifier


def test_identifier_is_a_letter_and_eight_characters():
    assert re.fullmatch(f"p[{ALPHABET}]{{8}}", new_identifier("p"))


def test_alphabet_holds_nothing_that_is_misread():
    assert len(set(ALPHABET)) == 32
    assert set(ALPHABET).isdisjoint("ilouILOU")


def test_identifiers_differ():
    assert len({new_identifier("p") for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("prefix", "seed", "identifier"),
    [
        ("p", "projets:micro-folie", "pvjd0jtrv"),
        ("a", "acteurs:région", "aswd3rvwk"),
    ],
)
def test_seeded_identifier_is_the_same_on_every_installation(prefix, seed, identifier):
    assert new_identifier(prefix, seed) == identifier


def test_other_seed_gives_another_identifier():
    assert new_identifier("p", "projets:a") != new_identifier("p", "projets:b")
