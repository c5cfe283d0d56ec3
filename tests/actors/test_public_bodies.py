"""The usual writings of public bodies are those that exist."""

import pytest

from actors.imports.lookups import current_actors
from actors.imports.public_bodies import key_of_body
from curation.imports.cells import Cells
from curation.imports.reading.sheet import Row
from curation.imports.report import Heading, Report
from tests.factories import ActorFactory, DepartementFactory, RegionFactory
from tests.programme import load, told

BODIES = (
    *("Région Nouvelle-Aquitaine", "Département des Landes", "Drac Nouvelle-Aquitaine", "Ville de Bayonne"),
    *("Bordeaux Métropole", "Communauté d’agglomération Pau Béarn Pyrénées", "Niort Agglo"),
    *("Communauté de communes Creuse Grand Sud", "Communauté urbaine du Grand Poitiers"),
)


def cite(text):
    report, index = Report("essai"), current_actors()
    citation = index.cite(Cells(Row(2, {"funder": text}), report), "funder", text)
    return citation and citation.actor.name, report, index


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Conseil Régional Nouvelle-Aquitaine", "Région Nouvelle-Aquitaine"),
        ("Conseil régional de Nouvelle-Aquitaine", "Région Nouvelle-Aquitaine"),
        ("Conseil Départemental des Landes", "Département des Landes"),
        ("Conseil général des Landes", "Département des Landes"),
        ("CD40", "Département des Landes"),
        ("CD 40", "Département des Landes"),
        ("DRAC de Nouvelle-Aquitaine", "Drac Nouvelle-Aquitaine"),
        ("D.R.A.C. Nouvelle-Aquitaine", "Drac Nouvelle-Aquitaine"),
        ("Direction régionale des affaires culturelles de Nouvelle-Aquitaine", "Drac Nouvelle-Aquitaine"),
        ("Ministère de la Culture - DRAC Nouvelle-Aquitaine", "Drac Nouvelle-Aquitaine"),
        ("CR Nouvelle-Aquitaine", "Région Nouvelle-Aquitaine"),
        ("la Région Nouvelle-Aquitaine", "Région Nouvelle-Aquitaine"),
        ("CRNA", "Région Nouvelle-Aquitaine"),
        ("Dépt des Landes", "Département des Landes"),
        ("Conseil départemental (40)", "Département des Landes"),
        ("CG Landes", "Département des Landes"),
        ("DRAC NA", "Drac Nouvelle-Aquitaine"),
        ("D.R.A.C. N.-A.", "Drac Nouvelle-Aquitaine"),
        ("Commune de Bayonne", "Ville de Bayonne"),
        ("Mairie de Bayonne", "Ville de Bayonne"),
        ("La ville de Bayonne", "Ville de Bayonne"),
        ("MAIRIE BAYONNE", "Ville de Bayonne"),
        ("Métropole de Bordeaux", "Bordeaux Métropole"),
        ("la métropole Bordeaux", "Bordeaux Métropole"),
        ("Com d'agglo Pau Béarn Pyrénées", "Communauté d’agglomération Pau Béarn Pyrénées"),
        ("CA Pau Béarn Pyrénées", "Communauté d’agglomération Pau Béarn Pyrénées"),
        ("Agglo de Niort", "Niort Agglo"),
        ("CC Creuse Grand Sud", "Communauté de communes Creuse Grand Sud"),
        ("Com. com. Creuse Grand Sud", "Communauté de communes Creuse Grand Sud"),
        ("Grand Poitiers communauté urbaine", "Communauté urbaine du Grand Poitiers"),
    ],
)
def test_public_body_is_known_by_its_usual_writings(db, text, name):
    DepartementFactory(name="Landes", code="40")
    RegionFactory(name="Nouvelle-Aquitaine")
    for body in BODIES:
        ActorFactory(name=body)

    found, report, index = cite(text)

    assert (found, index.newcomers) == (name, {})
    assert [it[:3] for it in told(report, Heading.READ)] == [(2, "funder", text)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Région Aquitaine",
            "Département de la Charente-Maritime",
            "Ville de Biarritz",
            "CD16",
            "Bayonne",
            "CD40000",
        ),
        *("CA Niort", "Communauté de communes de Niort", "DRAC Occitanie", "CR IDF"),
    ],
)
def test_body_of_another_place_is_another_one(db, text):
    DepartementFactory(name="Landes", code="40")
    for body in (*BODIES, "Département de la Charente"):
        ActorFactory(name=body)

    assert [one.name for one in cite(text)[2].newcomers.values()] == [text]


def test_two_bodies_with_one_key_are_ambiguous(db):
    ActorFactory(name="Ville de Bayonne")
    ActorFactory(name="Commune de Bayonne")

    found, report, _ = cite("Mairie de Bayonne")

    assert (found, report.is_refused) == (None, True)


def test_name_without_a_place_writes_no_body():
    assert [key_of_body(text, {}) for text in ("Région", "Drac", "Ville nouvelle", "Commune")] == [
        *("", "", "commune nouvelle", "")
    ]


@pytest.mark.parametrize("text", ["Drac", "D.R.A.C.", "la DRAC", "Direction régionale des affaires culturelles"])
def test_common_noun_is_a_doubt_that_names_the_only_body_it_may_mean(db, text):
    load("thesaurus")
    ActorFactory(name="Drac Nouvelle-Aquitaine")

    found, report, index = cite(text)

    message = "ce n’est le nom de personne en particulier, peut-être «\u00a0Drac Nouvelle-Aquitaine\u00a0»"
    assert (found, index.newcomers) == (None, {})
    assert told(report, Heading.UNPLACED) == [(2, "funder", text, message)]


@pytest.mark.parametrize("text", ["la Région", "Conseil régional"])
def test_doubt_names_all_those_that_a_common_noun_may_mean(db, text):
    load("thesaurus")
    ActorFactory(name="Région Nouvelle-Aquitaine")
    ActorFactory(name="Région Limousin")

    found, report, index = cite(text)

    names = "«\u00a0Région Limousin\u00a0» ou «\u00a0Région Nouvelle-Aquitaine\u00a0»"
    assert (found, index.newcomers) == (None, {})
    assert told(report, Heading.UNPLACED)[0][3].endswith(f"peut-être {names}")
