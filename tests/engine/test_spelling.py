"""Words are told to readers as people write them."""

import pytest

from engine.spelling import as_written, respelled


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("mediation", "numerique"), "Médiation numérique"),
        (("art", "oeuvres"), "art-œuvres"),
        (("inconnu",), "inconnu"),
    ],
)
def test_words_are_written_as_the_first_text_writes_them(words, written):
    texts = ["La médiation et le numérique", "Médiation numérique", "MÉDIATION NUMÉRIQUE", "Tout art-œuvres"]

    assert as_written(words, texts) == written


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("mediaton à Bordaux", "médiation à Bordeaux"),
        ("tiers-lieu l’mediaton", "tiers-lieu l’médiation"),
        ("MEDIATON", "Médiation"),
        ("  son   seul ", "son seul"),
    ],
)
def test_words_that_were_meant_replace_those_that_were_typed(typed, told):
    assert respelled(typed, {"mediaton": "Médiation", "bordaux": "Bordeaux"}) == told
