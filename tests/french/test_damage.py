import pytest

from french.damage import is_damaged, turning_sign


@pytest.mark.parametrize(
    "text",
    [
        "MÃ©diation",
        "LES AMIS DU CÅ’UR",
        "CÅ\x93UR",
        "lâ€™Atelier",
        "Ã  Pau",
        "M√©diation",
        "M\ufffddiation",
        "M?diation",
        "M&eacute;diation",
        "Arts &amp; Cie",
    ],
)
def test_spoilt_accents_are_seen(text):
    assert is_damaged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Médiation au cœur de l’été",
        "QUALITÉ\u00a0: CRÉÉ À L’ÎLE-D’AIX, « ÉTÉ… », NOËL",
        "L’ŒUVRE À 20\u00a0€, 30\u202f% d’aides\u00a0; Ça marche\u00a0?",
        "https://exemple.fr/projet?page=2&amp;tri=nom",
        "Quoi ? Comment ?",
        "São Paulo, Ångström, Łódź, Çatalhöyük",
        "R&D, 5 °C, m², 1 ± 2",
        "",
    ],
)
def test_sound_texts_are_left_in_peace(text):
    assert not is_damaged(text)


@pytest.mark.parametrize("sign", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069")
def test_sign_that_turns_a_text_is_named(sign):
    assert turning_sign(f"Atelier {sign}gnp.exe") == f"U+{ord(sign):04X}"


def test_spaces_and_accents_turn_nothing():
    assert turning_sign("Café\u00a0\u202fl’été\u200b") == ""
