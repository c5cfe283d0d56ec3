"""What a French text is made of, and what a reader asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.analysis import STOP_WORDS, Asked, ask, lighter, words_of
from engine.morphology import stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Œuvre d'art", ["oeuvre", "art"]),
        ("Qu’il vienne jusqu'à l’île", ["il", "vienne", "a", "ile"]),
        ("Tiers-Lieux (l’avant-garde)", ["tiers", "lieux", "avant", "garde"]),
        ("vitamine C", ["vitamine", "c"]),
        ("3\u00a0000\u00a0€ – e\u0301cole", ["3", "000", "ecole"]),
        ("co\u00adopération", ["cooperation"]),
        ("…", []),
        ("F.I.S.H. et S.C.I.C", ["fish", "et", "scic"]),
        ("St-Jean, Ste-Foy, l’agglo", ["saint", "jean", "sainte", "foy", "agglomeration"]),
        ("127° 3D 360", ["127", "3d", "360"]),
    ],
)
def test_words_are_folded_and_what_is_elided_is_gone(text, words):
    assert [*words_of(text)] == words


@pytest.mark.parametrize(
    "forms",
    [
        "jeu jeux",
        "lieu lieux",
        "enjeu enjeux",
        "regional regionaux regionale regionales",
        "local locaux",
        "travail travaux",
        "bateau bateaux",
        "video videos",
        "media medias",
        "menu menus",
        "photo photos",
        "musee musees",
        "augmente augmentee augmentees augmentes",
        "guide guidee guides guidees",
        "creatif creative creatifs creatives",
        "mediation mediations",
        "numerique numeriques",
        "virtuel virtuelle virtuels virtuelles",
        "interactif interactive interactifs interactives",
        "heureux heureuse heureuses",
        "nouveau nouveaux",
        "son sons",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["son sonde", "art artisan", "creation crete", "musee musique", "musee muse"],
)
def test_different_words_have_different_stems(words):
    assert len({stem(word) for word in words.split()}) == 2


@pytest.mark.parametrize(
    "word",
    ["son", "sans", "art", "entre", "plus", "jeu", "image", "pas", "avant", "sous", "aide", "recherche", "marche"],
)
def test_words_that_mean_something_here_are_not_stop_words(word):
    assert word not in STOP_WORDS


def test_every_word_is_asked_but_those_that_say_nothing():
    assert ask("le son de la Charente").words == ("son", "charente")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("comment financer un projet de médiation ?", ("financer", "mediation")),
        ("Où trouver un fablab", ("fablab",)),
        ("quelles aides pour mon association", ("aides", "association")),
        ("qui peut m’aider à numériser un fonds ?", ("numeriser", "fonds")),
        ("les lauréats de Cultures connectées", ("cultures", "connectees")),
        ("y a-t-il des initiatives en milieu rural aujourd’hui", ("rural",)),
    ],
)
def test_words_of_a_question_say_nothing(question, words):
    assert ask(question).words == words


def test_stop_words_alone_are_asked():
    assert ask("de la").words == ("de", "la")


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("atelier de codage", {"atelier": "codage", "codage": "atelier"}),
        ("jeu d’enquête -casque", {"jeu": "d’enquête -casque", "enquete": "jeu -casque"}),
        ('danse "arts de la rue"', {"danse": '"arts de la rue"'}),
        ("l’avant-garde à Pau", {"avant": "garde Pau", "garde": "avant Pau", "pau": "l’avant-garde"}),
        ("F.I.S.H. Castets", {"fish": "Castets", "castets": "F.I.S.H."}),
        ("danse -casque", {}),
    ],
)
def test_search_is_lighter_without_one_of_its_words(text, without):
    assert lighter(text) == without


def test_last_word_may_be_the_beginning_of_another():
    assert [ask(text).typed for text in ("musée num", '"musée num"', "musée -num", "musée de")] == ["num", "", "", ""]


@pytest.mark.parametrize("text", ['"réalité virtuelle"', "«\u00a0réalité virtuelle\u00a0»", "“Réalité  virtuelle”"])
def test_quoted_words_are_a_phrase(text):
    assert ask(text) == Asked(phrases=(("realite", "virtuelle"),))


def test_phrase_keeps_its_small_words():
    assert ask('"arts de la rue"').phrases == (("arts", "de", "la", "rue"),)


def test_minus_excludes_a_word_a_phrase_or_a_compound():
    asked = ask('son -casque -"mots exacts" -tiers-lieux')

    assert asked.words == ("son",)
    assert asked.unwanted == ("casque",)
    assert asked.unwanted_phrases == (("mots", "exacts"), ("tiers", "lieux"))


def test_hyphen_inside_or_alone_excludes_nothing():
    assert ask("avant-garde - son").words == ("avant", "garde", "son")


def test_quote_that_is_not_closed_is_ignored():
    assert ask('"son et lumière').words == ("son", "lumiere")


def test_words_that_follow_one_another_keep_what_is_between():
    assert ask("arts de la rue").runs == (("arts", "de", "la", "rue"),)


@given(st.text(max_size=80))
def test_any_text_is_a_search(text):
    asked = ask(text)

    assert all(words_of(word) in ((word,), ()) for word in asked.words)
    assert asked.typed in (*asked.words, "")


@given(st.text(alphabet="aeiouéèêçàLDÉnst’' -", max_size=60))
def test_words_typed_without_accents_are_the_same(text):
    bare = text.translate(str.maketrans("éèêçàÉ", "eeecaE"))

    assert words_of(bare) == words_of(text)
