import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from french.articles import genitive, locative
from french.folding import fold, shortened
from french.typography import NBSP, euros, joined, number, plural, typographic


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("L’Île-d’Aix", "l ile d aix"),
        ("L'ÎLE D'AIX", "l ile d aix"),
        (f"  Vœuil{NBSP}–  et‑Giget ", "voeuil et giget"),
        ("ŒUVRE, Ǽ", "oeuvre, ae"),
        (unicodedata.normalize("NFD", "Périgueux"), "perigueux"),
        ("Péri\u00adgueux\ufeff", "perigueux"),
        ("a\x00b\tc", "a b c"),
        ("’", ""),
    ],
)
def test_fold_gives_one_key(text, key):
    assert fold(text) == key


@given(st.text())
def test_fold_of_a_key_is_the_key(text):
    key = fold(text)

    assert fold(key) == key
    assert key == key.strip()
    assert "\x00" not in key


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@given(text=st.text(alphabet="aéèôœŒç’'- \u00a0ABÉ"))
def test_fold_ignores_the_unicode_form(form, text):
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("abcdefghijkl", "abcdefghij"),
        ("élévations d’été", "élévations"),
        ("cœurs d’œuvres", "cœurs d’"),
        ("ﷺ", ""),
        ("aﬃche ﷺ", "aﬃche "),
    ],
)
def test_shortened_text_has_a_short_key_too(text, beginning):
    assert shortened(text, 10) == beginning


@given(st.text(), st.integers(0, 40))
def test_neither_a_shortened_text_nor_its_key_is_too_long(text, most):
    beginning = shortened(text, most)

    assert text.startswith(beginning)
    assert max(len(beginning), len(fold(beginning))) <= most


@pytest.mark.parametrize(
    ("n", "words", "expected"),
    [
        (0, ("projet",), "projet"),
        (1, ("projet",), "projet"),
        (1.5, ("projet",), "projet"),
        (2, ("projet",), "projets"),
        (2, ("prix",), "prix"),
        (2, ("tiers-lieu", "tiers-lieux"), "tiers-lieux"),
        (Decimal(3), ("appel à projets", "appels à projets"), "appels à projets"),
    ],
)
def test_plural_begins_at_two(n, words, expected):
    assert plural(n, *words) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(22000, "22 000 €"), (0, "0 €"), (1234.5, "1 234,50 €"), (Decimal("0.999"), "1 €"), (1_000_000, "1 000 000 €")],
)
def test_euros_show_cents_only_when_there_are_some(amount, expected):
    assert euros(amount) == expected.replace(" ", NBSP)


def test_number_is_grouped_by_thousands():
    assert number(4293) == f"4{NBSP}293"
    assert number(12.5) == "12,5"


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_joined_ends_with_a_word(items, expected):
    assert joined(items) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'image d'Angoulême", "l’image d’Angoulême"),
        ('le label "Edtech"', "le label «~Edtech~»"),
        ("Projet : dates ; lieux ?", "Projet~: dates~; lieux~?"),
        ("1 600 étudiants, 30 %", "1~600 étudiants, 30~%"),
        ("2,7 M€ soit 56 000 €", "2,7~M€ soit 56~000~€"),
        ("«Lieu multiple»...", "«~Lieu multiple~»…"),
        ("https://exemple.fr/?q=1", "https://exemple.fr/?q=1"),
        ("Bla! et Qui?", "Bla! et Qui?"),
        ("en 2020 150 projets", "en 2020 150 projets"),
    ],
)
def test_typographic_puts_signs_right_and_adds_none(text, expected):
    assert typographic(text) == expected.replace("~", NBSP)


@example('""1""')
@example('":"1":"')
@given(st.text(alphabet="ab'\"«» :;!?.12 3%€k\u00a0\u202f’…"))
def test_typographic_of_a_right_text_changes_nothing(text):
    once = typographic(text)

    assert typographic(once) == once


PLACES = [
    ("Nouvelle-Aquitaine", "region", "la", "en Nouvelle-Aquitaine", "de Nouvelle-Aquitaine"),
    ("Charente", "departement", "la", "en Charente", "de la Charente"),
    ("Landes", "departement", "les", "dans les Landes", "des Landes"),
    ("Deux-Sèvres", "departement", "les", "dans les Deux-Sèvres", "des Deux-Sèvres"),
    ("Haute-Vienne", "departement", "la", "en Haute-Vienne", "de la Haute-Vienne"),
    ("Lot-et-Garonne", "departement", "", "en Lot-et-Garonne", "de Lot-et-Garonne"),
    ("Gers", "departement", "le", "dans le Gers", "du Gers"),
    ("Ain", "departement", "l'", "dans l’Ain", "de l’Ain"),
    ("Communauté de communes du Pays Foyen", "epci", "la", "dans la communauté de communes du Pays Foyen", None),
    ("Grand Poitiers", "epci", "le", "dans le Grand Poitiers", "du Grand Poitiers"),
    ("Bordeaux Métropole", "epci", "", "dans Bordeaux Métropole", "de Bordeaux Métropole"),
    ("Albret Communauté", "epci", "", "dans Albret Communauté", "d’Albret Communauté"),
    ("Agglomération d'Agen", "epci", "l'", "dans l’Agglomération d’Agen", "de l’Agglomération d’Agen"),
    ("La Rochelle", "commune", "", "à La Rochelle", "de La Rochelle"),
    ("Le Dorat", "commune", "", "au Dorat", "du Dorat"),
    ("Les Eyzies", "commune", "", "aux Eyzies", "des Eyzies"),
    ("L'Houmeau", "commune", "", "à L’Houmeau", "de L’Houmeau"),
    ("Angoulême", "commune", "", "à Angoulême", "d’Angoulême"),
    ("Œyreluy", "commune", "", "à Œyreluy", "d’Œyreluy"),
    ("Hendaye", "commune", "", "à Hendaye", "d’Hendaye"),
    ("Hautefort", "commune", "", "à Hautefort", "de Hautefort"),
    ("Yves", "commune", "", "à Yves", "d’Yves"),
    ("Île-d'Aix", "commune", "", "à l’Île-d’Aix", "de l’Île-d’Aix"),
    ("Lesparre-Médoc", "commune", "", "à Lesparre-Médoc", "de Lesparre-Médoc"),
    ("Angoulême", "pole", "", "dans le pôle d’Angoulême", "du pôle d’Angoulême"),
    ("Poitiers", "pole", "", "dans le pôle de Poitiers", "du pôle de Poitiers"),
    ("Le 400", "tiers-lieu", "", "au 400", "du 400"),
    ("La Quincaillerie", "tiers-lieu", "", "à La Quincaillerie", "de La Quincaillerie"),
    ("Hub Zone", "tiers-lieu", "", "à Hub Zone", "de Hub Zone"),
]


@pytest.mark.parametrize(("name", "kind", "article", "where", "of_where"), PLACES)
def test_place_is_said_as_people_say_it(name, kind, article, where, of_where):
    assert locative(name, kind, article) == where
    assert genitive(name, kind, article) == (of_where or where.replace("dans", "de", 1))
