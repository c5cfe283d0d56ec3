import csv
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territories.matching.answers import Outcome

CASES = (Path(__file__).parents[2] / "data" / "match_cases.csv").read_text(encoding="utf-8")
SAINT = re.compile(r"\bSaint(es|e|s)?\b")


def codes(match):
    return [commune.code for commune in match.candidates]


@pytest.mark.parametrize(
    "case",
    list(csv.DictReader(CASES.splitlines())),
    ids=lambda case: f"{case['raw']} {case['departement']}{case['postal']}",
)
def test_find_answers_the_known_cases(matcher, case):
    match = matcher.find(case["raw"], case["departement"], case["postal"])

    assert codes(match) == case["insee"].split("|")
    assert (match.outcome == Outcome.FOUND) == (case["outcome"] == "match")


@pytest.mark.parametrize(
    ("text", "departement", "postal_code", "code"),
    [
        # the département beside the name
        ("Mérignac (33)", "", "", "33281"),
        ("Mérignac [33]", "", "", "33281"),
        ("33 - Mérignac", "", "", "33281"),
        ("MERIGNAC, GIRONDE", "", "", "33281"),
        ("Mérignac (Gironde)", "", "", "33281"),
        ("Mérignac (Gironde, 33)", "", "", "33281"),
        ("Mérignac", "Charente-Maritime", "", "17229"),
        ("Mérignac", "16 - Charente", "", "16216"),
        ("Mérignac", "la Gironde", "", "33281"),
        ("Mérignac", "33.0", "", "33281"),
        ("Rochechouart (Haute-Vienne)", "", "", "87126"),
        ("Eyzies (Les), Dordogne", "", "", "24172"),
        # names that end like a département
        ("Bourg-Charente", "", "", "16056"),
        ("Bourg, Gironde", "", "", "33067"),
        ("Castres-Gironde", "Gironde", "", "33109"),
        ("Tonnay-Charente (Charente-Maritime)", "", "", "17449"),
        ("Saint-Georges-les-Landes", "", "", "87145"),
        ("Aixe sur Vienne, Haute-Vienne", "", "", "87001"),
        # postal and Insee codes
        ("33000 Bordeaux", "", "", "33063"),
        ("33000Bordeaux", "", "", "33063"),
        ("Bordeaux33000", "", "", "33063"),
        ("Bordeaux (33 000)", "", "", "33063"),
        ("F-33000 BORDEAUX, France", "", "", "33063"),
        ("33077 BORDEAUX CEDEX", "", "", "33063"),
        ("BORDEAUX Cédex 09", "33", "", "33063"),
        ("Bordeaux", "", "33077", "33063"),
        ("Bordeaux", "", "33000.0", "33063"),
        ("17300 La Rochelle", "", "", "17300"),
        ("17300 Rochefort", "", "", "17299"),
        ("Chirac", "", "16100", "16100"),
        ("Cognac", "", "16100", "16102"),
        ("33220 Fougueyrolles", "", "", "24189"),
        ("Fougueyrolles", "24", "33220", "24189"),
        ("33063", "", "", "33063"),
        ("16411 Villejésus", "", "", "16005"),
        ("16411", "", "", "16005"),
        # the code of the firms, without the word CEDEX
        ("16012 Angoulême", "", "", "16015"),
        ("64011 PAU", "", "", "64445"),
        # borne by another one until lately, and told by what is beside
        ("Montignac", "33", "", "33292"),
        ("Montignac (24)", "", "", "24291"),
        ("24290 Montignac", "", "", "24291"),
        ("Beaumont", "Vienne", "", "86019"),
        # other writings
        ("S\u200bt. Jean\u00a0–  de Luz", "64", "", "64483"),
        ("StJean-de-Luz", "", "", "64483"),
        ("SAINTJEANDELUZ", "", "", "64483"),
        ("Condat s/ Trincou", "24", "", "24129"),
        ("Saint-Yrieix S/Charente", "16", "", "16358"),
        ("VOEUIL ET GIGET", "16", "", "16418"),
        ("Vœuil & Giget", "", "", "16418"),
        ("Œyreluy", "40", "", "40207"),
        ("l'Île-d’Aix", "17", "", "17004"),
        ("Prailles la Couarde", "79", "", "79217"),
        ("PARSAC RIMONDEIX", "23", "", "23149"),
        ("Magnac-lez-Gardes", "16", "", "16198"),
        ("EYZIES LES", "24", "", "24172"),
        ("La Barde", "17", "", "17033"),
        ("Labarde", "", "", "33211"),
        # a name of today wins over a former one of another commune
        ("Saint-Médard", "16", "", "16338"),
        # named like a département
        ("Landes", "17", "", "17202"),
        ("Corrèze", "Corrèze", "", "19062"),
        ("Corrèze (19)", "", "", "19062"),
        # told apart by their canton, or by La Poste
        ("Bors (Canton de Charente-Sud)", "16", "", "16053"),
        ("Bors (Canton de Tude-et-Lavalette) (16)", "", "", "16052"),
        ("BORS DE BAIGNES", "16", "", "16053"),
        ("BORS DE MONTMOREAU", "", "", "16052"),
        ("CASTILLON D ARTHEZ", "64", "", "64181"),
        ("Castillon de Lembeye", "", "", "64182"),
        ("Baiona", "64", "", "64102"),
    ],
)
def test_find_decides(matcher, text, departement, postal_code, code):
    match = matcher.find(text, departement, postal_code)

    assert codes(match) == [code]
    assert match.outcome == Outcome.FOUND
    assert match.commune.code == code


@pytest.mark.parametrize(
    ("text", "departement", "expected"),
    [
        ("Bors", "16", ["16052", "16053"]),
        ("Castillon", "64", ["64181", "64182"]),
        ("Saint-Genis", "16", ["16046", "16320"]),
        ("Le Pian", "33", ["33322", "33323"]),
        ("Besse", "", ["16042", "24039"]),
        ("17300", "", ["17299", "17300", "17463"]),
        # borne by another one until lately
        ("Montignac", "", ["33292", "24291"]),
        ("Varennes", "", ["24566", "86281"]),
        ("Beaumont", "", ["19020", "24028", "86019"]),
        ("Brie", "", ["16061", "79196"]),
        ("bruges", "", ["33075", "64148"]),
        # may be the département as well as the commune
        ("Landes", "", ["17202"]),
        ("Gironde", "33", ["33187"]),
    ],
)
def test_find_leaves_what_is_ambiguous_to_a_person(matcher, text, departement, expected):
    match = matcher.find(text, departement)

    assert codes(match) == expected
    assert match.outcome == Outcome.AMBIGUOUS
    assert match.commune is None


@pytest.mark.parametrize(
    ("text", "departement", "postal_code"),
    [
        ("", "", ""),
        (" - ", "33", "33000"),
        ("33", "", ""),
        ("CEDEX 9", "", ""),
        ("Cap-Ferret", "33", ""),
        ("Pays basque", "64", ""),
        ("Bordeaux Métropole", "33", ""),
        ("Bordeaux et Mérignac", "33", ""),
        ("Paris", "75", ""),
        ("Ajaccio", "2A", "20000"),
        ("Saint-Denis", "97400", ""),
        ("Saint-Denis (93)", "", ""),
        ("Saint-Denis", "", "97400"),
        ("Saint-Denis", "Seine-Saint-Denis", ""),
        # what was told contradicts the name
        ("Bordeaux", "16", ""),
        ("Bordeaux (16)", "33", ""),
        ("Mérignac", "33", "16000"),
        ("33281 Bordeaux", "", ""),
        ("Landes", "40", ""),
        ("Bordeaux", "Gironde (16)", ""),
        ("Bordeaux", "", "3300"),
        ("Bordeaux", "", "néant"),
        ("Bordeaux \u5317\u4eac", "33", ""),
    ],
)
def test_find_does_not_guess(matcher, text, departement, postal_code):
    assert matcher.find(text, departement, postal_code).outcome == Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("text", "code", "whose"),
    [
        ("86000 Châtellerault", "86066", "d’une autre commune, Poitiers"),
        ("33000 Eysines", "33162", "d’une autre commune, Bordeaux"),
        ("16000 Mérignac", "16216", "d’une autre commune, Angoulême"),
        ("24000 Montignac", "24291", "d’une autre commune, Périgueux"),
        ("17300 Royan", "17306", "d’autres communes : Rochefort ou Vergeroux"),
    ],
)
def test_code_of_a_neighbour_is_told_beside_the_sure_name(matcher, text, code, whose):
    match = matcher.find(text)

    assert match.commune.code == code
    assert str(match.stray) == f"le code {text[:5]} est celui {whose}"


@pytest.mark.parametrize(
    ("text", "departements", "first"),
    [
        ("Guétary", (), "64249"),
        ("Bourg-sur-Gironde", (), "33067"),
        ("Limoges dans le 87", (), "87085"),
        ("Limoges", ["24"], "87085"),
        ("Mont de Marsant", (), "40192"),
        ("Bayone", ["64"], "64102"),
        ("Oloron", (), "64422"),
        ("33281 Bordeaux", (), "33063"),
    ],
)
def test_unknown_name_looks_like_one(matcher, text, departements, first):
    like = matcher.like(text, departements)

    assert like[0].code == first
    assert len(like) <= 5


@pytest.mark.parametrize("text", ["", "-", "xyzzy", "北京", "33", "a" * 500])
def test_what_looks_like_nothing_gives_nothing(matcher, text):
    assert matcher.like(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("33", "33"),
        ("Gironde", "33"),
        ("gironde (33)", "33"),
        ("Les Landes", "40"),
        ("LOT ET GARONNE", "47"),
        ("64.0", "64"),
    ],
)
def test_departement_code_reads_a_code_or_a_name(matcher, text, code):
    assert matcher.departement_code(text) == code


@pytest.mark.parametrize("text", ["", "75", "2A", "Paris", "Gironde (16)", "33000", "Charente et Gironde"])
def test_departement_code_is_empty_when_it_is_none_of_the_region(matcher, text):
    assert matcher.departement_code(text) == ""


WRITINGS = {
    "as it is": lambda name: name,
    "upper case": str.upper,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "no accent": lambda name: "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)),
    "spaces": lambda name: re.sub(r"[-']", " ", name),
    "no-break spaces": lambda name: "\u00a0" + re.sub(r"[- ]", "\u00a0", name) + "  ",
    "curly": lambda name: name.replace("'", "’").replace("-", "‑"),
    "St": lambda name: SAINT.sub(r"St\1", name),
    "ST.": lambda name: SAINT.sub(r"ST\1.", name).upper(),
    "s/": lambda name: re.sub(r"-sur-", " s/ ", name),
    "s/s": lambda name: re.sub(r"-sous-", " S/S ", name),
    "lez": lambda name: re.sub(r"-l[eè]s-", "-lez-", name),
    "oe": lambda name: name.replace("œ", "oe").replace("Œ", "Oe"),
    "œ": lambda name: name.replace("oe", "œ").replace("Oe", "Œ"),
    "moved": lambda name: re.sub(r"^(Le|La|Les|L')\s?(.+)", r"\2 (\1)", name),
    "moved bare": lambda name: re.sub(r"^(Le|La|Les|L')\s?(.+)", r"\2 \1", name).upper(),
    "bracketed": lambda name: re.sub(r"^(Le|La|Les|L')\s?", r"(\1) ", name),
    "cedex": lambda name: f"{name} CEDEX 9",
    "squeezed": lambda name: re.sub(r"[-' ]", "", name),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_commune_is_found_however_it_is_written(matcher, communes, writing):
    write = WRITINGS[writing]

    wrong = [
        (commune.code, write(commune.name))
        for commune in communes
        if codes(matcher.find(write(commune.name), commune.departement)) != [commune.code]
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "form",
    [
        "{name} ({departement})",
        "{departement} {name}",
        "{postal_code} {name}",
        "{code} {name}",
        "{name}{postal_code}",
        "{departement}077 {name} CEDEX",
        "{name}, {departement_name}",
        "{name} ({departement_name})",
        "{name} - {departement_name} ({departement})",
    ],
)
def test_every_commune_is_found_with_what_is_told_beside_it(matcher, communes, reference, form):
    names = {row.code: row.name for row in reference.territories if row.kind == "departement"}

    wrong = []
    for commune in communes:
        told = vars(commune) | {"departement_name": names[commune.departement], "postal_code": commune.postal_codes[0]}
        text = form.format(**told)
        if codes(matcher.find(text)) != [commune.code]:
            wrong.append(text)

    assert wrong == []


def test_every_former_name_leads_to_its_commune_or_to_a_person(matcher, reference, communes):
    today = {(commune.name, commune.departement) for commune in communes}

    for row in (name for name in reference.former_names if len(name.code) == 5):
        match = matcher.find(row.name, row.code[:2])
        assert row.code in codes(match) or (row.name, row.code[:2]) in today or match.outcome == Outcome.AMBIGUOUS


def test_a_name_without_its_article_never_leads_elsewhere_unless_it_is_a_name_itself(matcher, communes):
    article = re.compile(r"^(Le |La |Les |L')")
    elsewhere = [
        (commune.name, match.commune.name)
        for commune in communes
        if article.match(commune.name)
        and (match := matcher.find(article.sub("", commune.name), commune.departement)).commune
        and match.commune != commune
    ]

    assert elsewhere == [("La Vergne", "Vergné")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(data=st.data())
def test_writings_pile_up_without_leading_elsewhere(matcher, communes, data):
    commune = data.draw(st.sampled_from(communes))
    text = commune.name
    for writing in data.draw(
        st.lists(st.sampled_from(sorted(set(WRITINGS) - {"squeezed", "moved", "moved bare"})), max_size=4)
    ):
        text = WRITINGS[writing](text)

    match = matcher.find(text, commune.departement)

    assert match.outcome == Outcome.UNKNOWN or commune in match.candidates


@given(text=st.text(), departement=st.text(max_size=5), postal_code=st.text(max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_has_an_answer(matcher, text, departement, postal_code):
    assert matcher.find(text, departement, postal_code).outcome in Outcome
