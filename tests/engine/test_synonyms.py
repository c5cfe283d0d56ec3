"""The labels of a term are its other names; the term is a wider one for those that say more."""

import pytest

from engine.synonyms import Synonyms

SYNONYMS = Synonyms.of_terms(
    [
        ("projection", ["vidéomapping"]),
        ("design", ["design graphique", "graphisme"]),
        ("radio", ["podcast"]),
        ("podcast", ["balado"]),
        ("webdocumentaire", ["web documentaire"]),
    ],
    parts=[("Corrèze", "Limousin"), ("Creuse", "Limousin")],
)


@pytest.mark.parametrize("words", [("videomapping",), ("video", "mapping"), ("videos", "mapping")])
def test_compound_is_a_name_in_one_word_or_two(words):
    assert SYNONYMS.of(words) == [("projection",)]


def test_label_that_says_more_is_no_other_name_and_its_term_is_wider():
    assert SYNONYMS.of(("design",)) == [("graphisme",)]
    assert SYNONYMS.of(("design", "graphique")) == []
    assert SYNONYMS.wider_than(("design", "graphique")) == [("design",)]


def test_label_that_is_a_term_means_that_term_and_the_other_is_wider():
    assert SYNONYMS.of(("podcast",)) == [("balado",)]
    assert SYNONYMS.of(("radio",)) == []
    assert SYNONYMS.wider_than(("podcasts",)) == [("radio",)]


def test_word_is_no_other_name_of_itself():
    assert SYNONYMS.of(("webdocumentaires",)) == [("web", "documentaire")]
    assert SYNONYMS.wider_than(("webdocumentaire",)) == []


def test_whole_means_its_parts_and_no_part_means_the_whole():
    assert SYNONYMS.parts_of(("limousin",)) == [("correze",), ("creuse",)]
    assert SYNONYMS.parts_of(("creuse",)) == SYNONYMS.of(("creuse",)) == []
