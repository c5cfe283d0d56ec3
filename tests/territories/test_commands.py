import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from territories.models import Territory

DATA = Path(__file__).parents[1] / "data"
REFERENCE, COG = DATA / "territories", DATA / "v_commune_2027.csv"


def run(*args, **options):
    """What a command prints, with plain spaces."""
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue().replace("\u00a0", " ").strip()


@pytest.fixture
def loaded(db):
    run("import_territories", REFERENCE)


def test_import_territories_says_what_it_did(db):
    first, second = run("import_territories", REFERENCE), run("import_territories", REFERENCE)

    assert first == "Territoires, territories : 21 créées, 0 modifiée, 0 inchangée."
    assert second == "Territoires, territories : 0 créée, 0 modifiée, 21 inchangées."


def test_import_territories_loads_the_shipped_reference_by_default(db):
    run("import_territories")

    kinds = [Territory.objects.of_kind(kind).count() for kind in ("region", "departement", "epci", "commune", "pole")]
    assert kinds == [1, 12, 156, 4293, 3]
    assert Territory.objects.filter(containers__slug="angouleme").count() == 40


def test_import_territories_refreshes_from_insee(loaded):
    told = run("import_territories", communes=COG, mouvements=DATA / "mvt_commune_2027.csv")

    assert told.splitlines() == [
        "16023 Aunac-sur-Charente est désormais 16393 Boixe-et-Aunac (anciens noms : 4)",
        "1 commune d’une autre région, laissée de côté",
        "Territoires, v_commune_2027.csv : 0 créée, 8 modifiées, 0 inchangée.",
    ]


def test_import_territories_refreshes_from_geo_api(loaded):
    told = run("import_territories", communes=DATA / "communes-16.json", millesime="2027")

    assert told.endswith("Territoires, communes-16.json : 0 créée, 4 modifiées, 0 inchangée.")


def test_import_territories_writes_nothing_when_it_rehearses(db):
    told = run("import_territories", REFERENCE, dry_run=True)

    assert told == "Essai, rien n’est écrit : 21 créées, 0 modifiée, 0 inchangée."
    assert Territory.objects.count() == 0


def test_import_territories_refuses_a_bad_folder_whole(db, tmp_path):
    folder = shutil.copytree(REFERENCE, tmp_path / "territories")
    (folder / "poles.csv").write_text("slug,name,epci,specialities,source_url\npau,Pau,1,,x\n", encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        run("import_territories", folder)

    assert str(refused.value).replace("\u00a0", " ").splitlines() == [
        "poles.csv : 2 erreurs, fichier refusé, rien n’est écrit.",
        "  ligne 2, colonne epci, « 1 » : ce code n’est pas dans la référence",
        "  ligne 2, colonne source_url, « x » : ce n’est pas une adresse web (http:// ou https://)",
    ]
    assert Territory.objects.count() == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"communes": DATA / "absent-2027.csv"}, "ne s’ouvre pas"),
        ({"communes": DATA / "communes-16.json"}, "De quelle année"),
        ({"communes": COG, "millesime": "hier"}, "De quelle année"),
        ({"mouvements": DATA / "mvt_commune_2027.csv"}, "--mouvements ne va qu’avec --communes"),
        ({"communes": DATA / "match_cases.csv", "millesime": "2027"}, "il manque ces colonnes"),
    ],
)
def test_import_territories_refuses_what_it_cannot_use(loaded, options, told):
    with pytest.raises(CommandError, match=told):
        run("import_territories", **options)


def test_import_territories_asks_for_the_reference_before_a_refresh(db):
    with pytest.raises(CommandError, match="Chargez d’abord la référence"):
        run("import_territories", communes=COG)


@pytest.mark.parametrize(
    ("text", "options", "answer"),
    [
        ("BORDEAUX CEDEX 9", {}, "33063 Bordeaux"),
        ("L’Houmeau", {"departement": "17"}, "17190 L'Houmeau"),
        ("Mérignac", {}, "ambigu : 16216 Mérignac (Charente) ; 33281 Mérignac (Gironde)"),
        ("Mérignac", {"departement": "Gironde"}, "33281 Mérignac"),
        ("Mérignac", {"code_postal": "33700"}, "33281 Mérignac"),
        ("Caudéran", {}, "33063 Bordeaux"),
        ("Cap-Ferret", {}, "inconnu"),
        ("Bordeau", {}, "inconnu ; peut-être : 33063 Bordeaux (Gironde)"),
        ("Bordeaux", {"departement": "16"}, "inconnu ; peut-être : 33063 Bordeaux (Gironde)"),
        (
            "33000 Mérignac",
            {},
            "33281 Mérignac (à vérifier : le code 33000 est celui d’une autre commune, Bordeaux)",
        ),
    ],
)
def test_find_commune_answers(loaded, text, options, answer):
    assert run("find_commune", text, **options) == answer
