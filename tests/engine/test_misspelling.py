"""A slip is understood; a French word that no entry holds does not become another."""

import pytest

from engine.misspelling import meant, sound


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("patrimione", "patrimoine"),
        ("mediaton", "mediation"),
        ("numeriqe", "numerique"),
        ("theattre", "theatre"),
        ("muzee", "musee"),
        ("photogrametrie", "photogrammetrie"),
        ("scenografie", "scenographie"),
        ("residanse", "residence"),
        ("bordaux", "bordeaux"),
        ("interactof", "interactif"),
    ],
)
def test_slip_of_the_finger_or_of_the_ear_is_understood(typed, word):
    assert [other for _slips, other in meant(typed, [word])] == [word]


@pytest.mark.parametrize(
    ("absent", "word"),
    [
        ("piste", "poste"),
        ("ruralite", "realite"),
        ("campagne", "compagnie"),
        ("religion", "region"),
        ("plombier", "colombier"),
        ("matrimoine", "patrimoine"),
        ("inondation", "innovation"),
        ("pollution", "solution"),
        ("natation", "captation"),
        ("velo", "vela"),
    ],
)
def test_other_word_is_not_a_slip(absent, word):
    assert [*meant(absent, [word])] == []


def test_slips_are_counted():
    assert sorted(meant("patrimione", ["patrimoine", "patrimoines"])) == [(1, "patrimoine"), (2, "patrimoines")]


@pytest.mark.parametrize("words", ["photo foto", "quai kai", "ceramique seramic", "chateaux chatos", "tente tante"])
def test_what_is_said_alike_sounds_the_same(words):
    assert len({sound(word) for word in words.split()}) == 1
