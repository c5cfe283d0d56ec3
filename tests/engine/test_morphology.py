"""Words of a family are brought together, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.morphology import root, singular, stem


@pytest.mark.parametrize(
    "family",
    [
        "mediation mediateur mediatrices",
        "danse danseurs danseuse",
        "prehistoire prehistorique",
        "college collegiens",
        "musique musical musiciens",
        "patrimoine patrimoniaux",
        "tourisme touristique",
        "departement departementale",
        "financer financement financeurs",
        "production productrice",
        "gestion gestionnaires",
        "bordeaux bordelaise",
        "son sonores",
        "ecole scolaires",
        "photos photographies",
        "cinema cinematographique",
        "soutien soutenus",
        "billet billetterie",
        "creation creative",
        "ecole ecolier",
        "scenique scenographie",
        "lycee lyceen",
    ],
)
def test_family_has_one_root(family):
    assert len({root(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["mediation media", "numerique numeriser", "paysage pays", "art artisan", "tourisme tour", "culture culte"],
)
def test_words_of_other_families_have_other_roots(words):
    assert len({root(word) for word in words.split()}) == 2


@pytest.mark.parametrize(
    ("word", "alone"), [("numeriques", "numerique"), ("regionaux", "regional"), ("ruche", "ruche"), ("bus", "bus")]
)
def test_singular_takes_the_mark_of_the_plural_away(word, alone):
    assert singular(word) == alone


@pytest.mark.parametrize("word", ["souvenir", "menhir", "loisir", "devoir"])
def test_plural_of_a_noun_in_ir_has_its_stem(word):
    assert stem(f"{word}s") == stem(word)


@given(st.text(alphabet="abcdefghilmnopqrstuvxz", min_size=1, max_size=14), st.sampled_from(["", "s", "e", "es"]))
def test_forms_of_a_word_are_of_its_family(word, ending):
    form = word + ending

    assert stem(form) != stem(word) or root(form) == root(word)
