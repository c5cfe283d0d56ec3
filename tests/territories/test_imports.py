"""Reading official files and writing territories, on a small part of the reference: 3 départements, 9 communes."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.imports.reading import UnreadableError
from curation.imports.report import Heading, Outcome
from directory.models import FormerSlug
from territories.imports import succession
from territories.imports.cells import RefusedError
from territories.imports.official import Region, read_communes, read_movements
from territories.imports.reference import read_reference
from territories.imports.rows import End
from territories.imports.run import known_region, write_territories
from territories.matching.communes import commune_matcher
from territories.models import Fact, FormerName, Territory
from tests.factories import ActorFactory, FactFactory, PlaceFactory, ProjectFactory, TiersLieuFactory

DATA = Path(__file__).parents[1] / "data"
COG, MOVEMENTS, GEO_API = DATA / "v_commune_2027.csv", DATA / "mvt_commune_2027.csv", DATA / "communes-16.json"
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "SET TRANSACTION")
REGION = Region(frozenset(["16", "17", "33"]), frozenset(["200071827", "200072023"]))


@pytest.fixture
def folder(tmp_path):
    """A reference that a test may spoil."""
    return shutil.copytree(DATA / "territories", tmp_path / "territories")


@pytest.fixture
def loaded(db):
    return load(DATA / "territories")


def load(folder):
    return write_territories(read_reference(folder), "Territoires")


def refresh(path=COG, movements=None, dry_run=False):
    return write_territories(read_communes(path, known_region(), "2027", movements), "Territoires", dry_run)


def edit(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def commune(code):
    return Territory.objects.communes().get(code=code)


def slugs_around(territory):
    return {container.slug for container in territory.containers.all()}


def counts(report):
    return [report.outcomes[outcome] for outcome in Outcome]


def everything():
    """All that an import of territories writes, but for the times."""
    territories = Territory.objects.order_by("pk").values("pk", "slug", "name", "population", "vintage", "successor")
    links = Territory.containers.through.objects.values_list("from_territory", "to_territory")
    names = FormerName.objects.order_by("pk").values_list("pk", "name", "territory")
    return list(territories), set(links), list(names), list(Fact.objects.values_list("pk", "text"))


# reading


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("communes.csv", "200070514", "200000000", "ligne 4, colonne epci, « 200000000 » : ce code n’est pas dans la"),
        ("communes.csv", "41908", "41 908", "ligne 2, colonne population, « 41 908 » : ce n’est pas un nombre entier"),
        ("communes.csv", "45.6474", "145.6474", "ligne 2, colonne lat, « 145.6474 » : ce n’est pas un nombre de deg"),
        ("communes.csv", "17300,La", "17190,La", "ligne 7, colonne insee, « 17190 » : ce code est déjà plus haut"),
        ("communes.csv", "17300,La", "1730,La", "ligne 7, colonne insee, « 1730 » : un code de 5 caractères est att"),
        ("communes.csv", "17300,La", "19300,La", "ligne 7, colonne insee, « 19300 » : aucun département de la réfé"),
        ("communes.csv", "33000 33100", "33000;33100", "ligne 8, colonne postal_codes, « 33000;33100 33200 33300 338"),
        ("communes.csv", ",Angoulême,", ",,", "ligne 2, colonne name : cette valeur est obligatoire"),
        (
            "communes.csv",
            "0.2415,socle",
            "0.2415,oui",
            "ligne 3, colonne frr, « oui » : valeur inconnue : écrire rien",
        ),
        ("former_communes.csv", "16238,Mou", "1623,Mou", "ligne 5, colonne old_insee, « 1623 » : un code de 5 car"),
        ("former_communes.csv", "2025-01-01", "2025-13-01", "ligne 5, colonne date"),
        ("poles.csv", "243300316", "", "ligne 2, colonne epci : cette valeur est obligatoire"),
        ("facts.csv", "https://www.junkpage.fr", "junkpage", "ligne 6, colonne source_url, « junkpage/ca-cartoon/ »"),
        ("vintages.csv", "kind,vintage", "type,vintage", "ligne 1, « kind » : il manque ces colonnes"),
    ],
)
def test_reference_with_a_wrong_cell_is_refused(folder, file, before, after, told):
    edit(folder / file, before, after)

    with pytest.raises(RefusedError) as refused:
        read_reference(folder)

    remarks = [
        str(remark).replace("\u00a0", " ") for one in refused.value.reports for remark in one.of(Heading.REFUSED)
    ]
    assert refused.value.reports[0].title == file
    assert remarks[0].startswith(told)


def test_reference_without_a_file_is_refused(folder):
    (folder / "epci.csv").unlink()

    with pytest.raises(UnreadableError, match="ne s’ouvre pas"):
        read_reference(folder)


def test_cog_gives_the_communes_of_the_region_and_what_became_of_the_others():
    batch = read_communes(COG, REGION, "2027")

    assert [row.code for row in batch.territories] == "16015 16216 16393 17190 17300 33063 33108 33281".split()
    assert batch.ends == {"16023": End("16393", "2027")}
    assert batch.exhaustive_in == {"16", "17", "33"}
    assert batch.left_out == 1


def test_movements_give_the_last_heir_and_none_to_what_was_shared_out():
    ends = read_movements(MOVEMENTS)

    assert ends == {"16023": End("16393", "2027-01-01"), "16033": End("16023", "2017-01-01")}


def test_geo_api_gives_what_it_knows():
    batch = read_communes(GEO_API, REGION, "2027")

    row = batch.territories[1]
    assert (row.population, row.latitude, row.longitude) == (650, 45.9213, 0.2415)
    assert (row.postal_codes, row.within) == ("16460 16560", ("epci", "200071827"))
    assert batch.territories[2].within is batch.territories[2].postal_codes is batch.territories[2].latitude is None
    assert batch.exhaustive_in == {"16"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"codeEpci": "200000000"}, "ligne 1, colonne codeEpci, « 200000000 » : cet EPCI n’est pas dans la référence"),
        ({"population": "beaucoup"}, "ligne 1, colonne population, « beaucoup » : ce n’est pas un nombre entier"),
        ({"population": -1}, "ligne 1, colonne population, « -1 » : ce n’est pas un nombre entier"),
        ({"centre": [0, 45]}, "ligne 1, colonne latitude, « 0 45 » : ce n’est pas un nombre de degrés, de -90 à 90"),
        ({"codesPostaux": ["1600"]}, "ligne 1, colonne codesPostaux, « 1600 » : des codes postaux ont cinq chiffres"),
        ({"nom": None}, "ligne 1, colonne nom : cette valeur est obligatoire"),
        ({"code": 16015}, "ligne 5, « 16015 » : ce code est déjà à la ligne 1"),
    ],
)
def test_geo_api_with_a_wrong_field_is_refused(tmp_path, change, told):
    communes = json.loads(GEO_API.read_text(encoding="utf-8"))[:4]
    communes[0] |= change
    path = tmp_path / "communes.json"
    path.write_text(json.dumps([*communes, communes[0]] if "code" in change else communes), encoding="utf-8")

    with pytest.raises(RefusedError) as refused:
        read_communes(path, REGION, "2027")

    assert str(refused.value.reports[0].of(Heading.REFUSED)[0]).replace("\u00a0", " ").startswith(told)


@pytest.mark.parametrize("content", ["{", '{"nom": "Angoulême"}', "[1]", "\udcff"])
def test_what_is_no_list_of_communes_is_refused(tmp_path, content):
    path = tmp_path / "communes.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(UnreadableError):
        read_communes(path, REGION, "2027")


def test_file_of_another_region_is_refused():
    with pytest.raises(RefusedError) as refused:
        read_communes(COG, Region(frozenset(["99"]), frozenset()), "2027")

    assert "aucune commune de la région" in str(refused.value.reports[0].of(Heading.REFUSED)[0])


# writing


def test_reference_brings_every_territory(loaded):
    kinds = [Territory.objects.of_kind(kind).published().count() for kind in Territory.Kind]

    assert counts(loaded) == [21, 0, 0]
    assert kinds == [1, 3, 6, 9, 2, 0]


def test_territory_has_its_words_and_address(loaded):
    houmeau = Territory.objects.get(slug="l-houmeau-17190")

    assert (houmeau.name, houmeau.official_name, houmeau.key) == ("L’Houmeau", "L'Houmeau", "l houmeau")
    assert (houmeau.locative, houmeau.genitive) == ("à L’Houmeau", "de L’Houmeau")
    assert Territory.objects.get(slug="castillon-pujols").locative == "dans la communauté de communes Castillon-Pujols"
    assert Territory.objects.get(slug="angouleme").specialities == "image\nanimation\njeu vidéo"


def test_identifier_is_the_same_on_every_installation(loaded):
    assert commune("33063").identifier == "t95hfrwqx"


@pytest.mark.parametrize(
    ("slug", "containers"),
    [
        ("nouvelle-aquitaine", ""),
        ("gironde", "nouvelle-aquitaine"),
        ("bordeaux-metropole", "nouvelle-aquitaine gironde bordeaux"),
        ("bordeaux", "nouvelle-aquitaine gironde bordeaux-metropole"),
        ("merignac-33281", "nouvelle-aquitaine gironde bordeaux-metropole bordeaux"),
        ("merignac-16216", "nouvelle-aquitaine charente grand-cognac"),
        # two départements: in neither
        ("castillon-pujols", "nouvelle-aquitaine"),
        ("castillon-la-bataille-33108", "nouvelle-aquitaine gironde castillon-pujols"),
    ],
)
def test_containment_is_a_closure(loaded, slug, containers):
    assert slugs_around(Territory.objects.get(slug=slug)) == {slug, *containers.split()}


def test_second_import_changes_nothing(loaded):
    before = everything()

    report = load(DATA / "territories")

    assert counts(report) == [0, 0, 21]
    assert everything() == before


def test_import_updates_what_changed_in_the_reference(loaded, folder):
    edit(folder / "communes.csv", "41908", "42000")
    edit(folder / "communes.csv", "Mérignac,200070514", "Mérignac,200072023")

    report = load(folder)

    assert counts(report) == [0, 2, 19]
    assert commune("16015").population == 42000
    assert slugs_around(commune("16216")) == {"merignac-16216", "charente", "nouvelle-aquitaine", "coeur-de-charente"}


def test_import_leaves_to_staff_what_they_corrected(loaded, folder):
    angouleme = Territory.objects.get(code="16015")
    angouleme.locative, angouleme.summary = "à Angoulême-la-Belle", "La ville des images."
    angouleme.save()
    edit(folder / "communes.csv", "16015,Angoulême", "16015,Angoulème")

    report = load(folder)

    assert (commune("16015").name, commune("16015").locative) == ("Angoulème", "à Angoulême-la-Belle")
    assert commune("16015").summary == "La ville des images."
    assert "modifié à la main, gardé" in str(report.of(Heading.KEPT)[0])


def test_import_keeps_a_fact_that_staff_rewrote(loaded, folder):
    Fact.objects.filter(text__startswith="Campus Magelis").update(text="Seize écoles de l’image.")
    edit(folder / "facts.csv", "110 acteurs", "120 acteurs")
    edit(folder / "facts.csv", "16 écoles", "17 écoles")

    load(folder)

    assert Fact.objects.count() == 6
    assert Fact.objects.filter(text__contains="120 acteurs").count() == 1
    assert Fact.objects.filter(text="Seize écoles de l’image.").count() == 1


def test_fact_about_an_unknown_territory_is_refused(db, folder):
    edit(folder / "facts.csv", "bordeaux,", "bordeau,")

    with pytest.raises(RefusedError):
        load(folder)

    assert Territory.objects.count() == 0


def test_import_takes_the_same_queries_for_few_communes_or_many(db, folder):
    few = folder.parent / "few"
    shutil.copytree(folder, few)
    rows = (few / "communes.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (few / "communes.csv").write_text("".join([rows[0], rows[1]]), encoding="utf-8")
    (few / "former_communes.csv").write_text("old_insee,name,insee,kind,date\n", encoding="utf-8")
    (few / "other_names.csv").write_text("insee,name,origin\n", encoding="utf-8")

    with CaptureQueriesContext(
        connection,
    ) as with_one:
        load(few)
    with CaptureQueriesContext(connection) as with_nine:
        load(folder)

    assert len(with_nine) <= len(with_one)


def test_tiers_lieu_stays_in_what_contains_its_commune(loaded, folder):
    place = TiersLieuFactory(name="Le Lieu", located_in=commune("16216"))
    edit(folder / "communes.csv", "Mérignac,200070514", "Mérignac,200072023")

    load(folder)

    around = {"le-lieu", "merignac-16216", "charente", "nouvelle-aquitaine", "coeur-de-charente"}
    assert slugs_around(place) == around


def test_territory_made_by_hand_is_left_alone(loaded):
    hamlet = Territory.objects.create(kind="commune", code="99001", name="Ailleurs", status="publie")
    hamlet.containers.set([hamlet, Territory.objects.get(slug="gironde")])

    load(DATA / "territories")

    assert slugs_around(hamlet) == {"ailleurs", "gironde"}


# refreshing


def test_departement_has_the_name_of_its_province(loaded):
    names = FormerName.objects.filter(territory__kind="departement")

    assert [*names.values_list("territory__name", "name")] == [("Charente", "Angoumois")]


def test_renamed_commune_is_found_at_both_addresses_and_under_both_names(loaded):
    refresh()

    boixe = commune("16393")
    assert (boixe.name, boixe.slug, boixe.locative) == ("Boixe-et-Aunac", "boixe-et-aunac-16393", "à Boixe-et-Aunac")
    assert FormerSlug.objects.get(slug="la-boixe-16393").identifier == boixe.identifier
    assert {commune_matcher().find(name).commune.code for name in ("La Boixe", "Boixe et Aunac")} == {"16393"}


def test_refresh_renews_only_its_part_of_the_vintage(loaded):
    refresh()

    expected = "COG 2027, populations 2023, EPCI au 1er janvier 2025, FRR juillet 2025, codes postaux novembre 2025"
    assert commune("16015").vintage == expected


def test_commune_that_disappeared_is_kept_with_its_successor(loaded):
    refresh(movements=MOVEMENTS)

    aunac = commune("16023")
    assert (aunac.successor.code, aunac.obsolete_since) == ("16393", "2027-01-01")
    assert aunac not in Territory.objects.current()
    assert slugs_around(aunac) == {aunac.slug, "charente", "nouvelle-aquitaine", "coeur-de-charente"}
    assert {commune_matcher().find(name, "16").commune.code for name in ("Aunac sur Charente", "Bayers")} == {"16393"}


def test_entries_follow_a_commune_that_disappeared(loaded):
    aunac = commune("16023")
    project, actor = PlaceFactory(territory=aunac).project, ActorFactory(seat=aunac)
    place = TiersLieuFactory(name="Le Lieu", located_in=aunac)
    fact = FactFactory(territory=aunac)

    report = refresh()

    boixe = commune("16393")
    for row in (actor, place, fact):
        row.refresh_from_db()
    assert [*project.territories.all(), actor.seat, place.located_in, fact.territory] == [boixe] * 4
    assert boixe in place.containers.all()
    assert "16023 Aunac-sur-Charente est désormais 16393 Boixe-et-Aunac" in report.notes[0]


def test_project_in_both_communes_is_in_one_after_the_merger(loaded):
    project = ProjectFactory()
    for code in ("16023", "16393"):
        PlaceFactory(project=project, territory=commune(code))

    refresh()

    assert [territory.code for territory in project.territories.all()] == ["16393"]


def test_second_refresh_changes_nothing(loaded):
    refresh()
    before = everything()

    report = refresh()

    assert counts(report) == [0, 0, 8]
    assert everything() == before


def test_reference_loaded_again_does_not_undo_a_refresh(loaded):
    refresh()
    before = everything()

    report = load(DATA / "territories")

    assert counts(report) == [0, 0, 21]
    assert everything() == before


def test_refresh_without_a_successor_is_refused(loaded, tmp_path):
    path = shutil.copy(COG, tmp_path / "v_commune_2027.csv")
    edit(path, "Aunac-sur-Charente,,16393", "Aunac-sur-Charente,,")
    before = everything()

    with pytest.raises(RefusedError) as refused:
        refresh(path)

    assert [str(one).replace("\u00a0", " ") for one in refused.value.reports[0].of(Heading.REFUSED)] == [
        "« 16023 Aunac-sur-Charente » : n’est plus dans le fichier, et rien ne dit quelle commune lui succède"
    ]
    assert everything() == before


def test_refresh_whose_merger_is_refused_writes_nothing(loaded, monkeypatch):
    def refuse(commune, heir):
        raise ValidationError("Un doublon ne peut pas être retiré.")

    monkeypatch.setattr(succession, "repoint", refuse)
    before = everything()

    with pytest.raises(RefusedError) as refused:
        refresh()

    assert [str(one).replace("\u00a0", " ") for one in refused.value.reports[0].of(Heading.REFUSED)] == [
        "« 16023 Aunac-sur-Charente » : Un doublon ne peut pas être retiré."
    ]
    assert everything() == before


def test_commune_that_comes_back_is_of_today_again(loaded, tmp_path):
    refresh()
    path = shutil.copy(COG, tmp_path / "v_commune_2028.csv")
    edit(path, "COMD,16023,,,,,", "COM,16023,75,16,16D,161,")
    edit(path, "Aunac-sur-Charente,,16393", "Aunac-sur-Charente,,")

    refresh(path)

    assert (commune("16023").obsolete_since, commune("16023").successor) == ("", None)


def test_geo_api_moves_a_commune_to_another_epci(loaded):
    report = refresh(GEO_API)

    aunac = commune("16023")
    assert (aunac.population, aunac.postal_codes) == (650, "16460 16560")
    assert slugs_around(aunac) == {aunac.slug, "charente", "nouvelle-aquitaine", "grandangouleme", "angouleme"}
    assert aunac.vintage == "geo.api.gouv.fr 2027, FRR juillet 2025"
    assert counts(report) == [0, 4, 0]


def test_file_of_one_departement_leaves_the_others_alone(loaded):
    refresh(GEO_API)

    assert Territory.objects.communes().current().count() == 9
    assert commune("33063").vintage.startswith("COG 2026")


def test_dry_run_writes_nothing(loaded):
    before = everything()

    report = refresh(dry_run=True)

    assert counts(report) == [0, 8, 0]
    assert everything() == before


def test_trial_from_which_no_commune_is_gone_only_reads(loaded, folder):
    edit(folder / "communes.csv", "Angoulême", "Angoulême-la-Neuve")

    with CaptureQueriesContext(connection) as queries:
        report = write_territories(read_reference(folder), "Territoires", dry_run=True)

    assert counts(report) == [0, 1, 20]
    assert not [query["sql"] for query in queries if not query["sql"].startswith(READS)]
