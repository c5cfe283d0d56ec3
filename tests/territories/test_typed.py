"""Places as people type them: in the field of the lists, in suggestions, around a commune, in the admin."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from curation.imports.cells import Cells
from curation.imports.reading.sheet import Row
from curation.imports.report import Heading, Report
from territories.matching.communes import known_communes
from territories.matching.gazetteer import Gazetteer
from tests.factories import CommuneFactory, DepartementFactory, FormerNameFactory, ProjectFactory
from tests.staff import rewrite

pytestmark = pytest.mark.django_db

COMMUNES = {  # code: name, postal codes
    "17300": ("La Rochelle", "17000"),
    "33063": ("Bordeaux", "33000 33100"),
    "33281": ("Mérignac", "33700"),
    "33292": ("Montignac", "33760"),
    "24291": ("Montignac-Lascaux", "24290"),
    "64024": ("Anglet", "64600"),
    "64249": ("Guéthary", "64210"),
    "64483": ("Saint-Jean-de-Luz", "64500"),
}
DEPARTEMENTS = {"17": "Charente-Maritime", "24": "Dordogne", "33": "Gironde", "64": "Pyrénées-Atlantiques"}


@pytest.fixture
def communes():
    """A project in each of a few communes, by name."""
    departements = {code: DepartementFactory(code=code, name=name) for code, name in DEPARTEMENTS.items()}
    rows = {
        name: CommuneFactory(code=code, name=name, postal_codes=postal_codes, within=[departements[code[:2]]])
        for code, (name, postal_codes) in COMMUNES.items()
    }
    FormerNameFactory(territory=rows["Montignac-Lascaux"], name="Montignac", ended_on="2020-02-29")
    for commune in rows.values():
        ProjectFactory(name=f"Projet à {commune.name}", territories=[commune])
    return rows


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("st-jean-de-luz", "Saint-Jean-de-Luz"),
        ("33000", "Bordeaux"),
        ("rochelle", "La Rochelle"),
        ("Anglet (64)", "Anglet"),
        ("17000 La Rochelle CEDEX 1", "La Rochelle"),
        ("Montignac (24)", "Montignac-Lascaux"),
        ("33", "Gironde"),
    ],
)
def test_what_means_one_place_is_that_place(client, communes, typed, name):
    response = client.get("/projets/", {"lieu": typed})

    assert [chip.label for chip in response.context["listing"].chips] == [name]
    if name in communes:
        assertContains(response, f"Projet à {name}")
    assertNotContains(response, "Projet à Guéthary")


def test_departement_wins_over_a_commune_that_bore_its_name(client, communes):
    FormerNameFactory(territory=communes["Guéthary"], name="Gironde", ended_on="1937")

    listing = client.get("/projets/?lieu=Gironde").context["listing"]

    assert [chip.label for chip in listing.chips] == ["Gironde"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Montignac", ["Montignac (Gironde)", "Montignac-Lascaux (Dordogne)"]),
        ("Guétary", ["Guéthary (Pyrénées-Atlantiques)"]),
        ("Anglet (33)", ["Anglet (Pyrénées-Atlantiques)"]),
        ("gironde (64)", []),
    ],
)
def test_what_may_mean_several_is_asked(client, communes, typed, meant):
    response = client.get("/projets/", {"lieu": typed})

    [unknown] = response.context["listing"].unknown
    assert response.context["listing"].total == 0
    assert [chip.label for chip in unknown["meant"]] == meant
    if meant:
        assertContains(response, f"{meant[-1]}</a>")


def test_code_of_a_neighbour_is_told_and_the_name_kept(client, communes):
    response = client.get("/projets/", {"lieu": "33000 Mérignac"})

    assert [chip.label for chip in response.context["listing"].chips] == ["Mérignac"]
    assertContains(response, "Mérignac\u00a0: le code 33000 est celui d’une autre commune, Bordeaux.")


@pytest.mark.parametrize(("typed", "total"), [("st jean de luz", 1), ("64483", 1), ("montignac", 0)])
def test_circle_is_around_what_the_field_would_mean(client, communes, typed, total):
    for number, commune in enumerate(communes.values()):
        commune.latitude, commune.longitude = 43.0 + number / 10, 0.0
        commune.save()

    answer = client.get("/projets/", {"autour": typed, "rayon": "1", "format": "json"}).json()

    assert answer["total"] == total
    assert [one["parameter"] for one in answer["unknown"]] == [] if total else ["autour"]


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("33000", ["Bordeaux (Gironde)"]),
        ("Anglet (64)", ["Anglet (Pyrénées-Atlantiques)"]),
        ("montignac", ["Montignac (Gironde)", "Montignac-Lascaux (Dordogne)"]),
        ("Guétary", ["Guéthary (Pyrénées-Atlantiques)"]),
    ],
)
def test_field_suggests_what_it_would_understand(client, communes, typed, labels):
    groups = client.get("/recherche/suggestions/", {"q": typed, "type": "territories"}).json()["groups"]

    assert [item["label"] for group in groups for item in group["items"]] == labels


@pytest.mark.parametrize(("typed", "labels"), [("Anglet (64)", ["Anglet (Pyrénées-Atlantiques)"]), ("Guétary", [])])
def test_search_of_everything_understands_communes_and_guesses_none(client, communes, typed, labels):
    groups = client.get("/recherche/suggestions/", {"q": typed}).json()["groups"]

    assert [item["label"] for group in groups if group["label"] == "Communes" for item in group["items"]] == labels


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    ("typed", "name"), [("33000", "Bordeaux"), ("Anglet (64)", "Anglet"), ("Guétary", "Guéthary")]
)
def test_forms_of_staff_offer_the_same(admin_client, communes, typed, name):
    query = {"app_label": "projects", "model_name": "place", "field_name": "territory", "term": typed}

    results = admin_client.get("/gestion/autocomplete/", query).json()["results"]

    assert [result["id"] for result in results] == [str(communes[name].pk)]


def test_commune_that_changes_its_name_is_found_under_both(client, communes):
    assert known_communes().matcher.find("Guéthary").commune.code == "64249"

    communes["Guéthary"].name = "Getaria"
    communes["Guéthary"].save()

    assert client.get("/projets/?lieu=getaria&format=json").json()["total"] == 1


def test_commune_where_nothing_happens_offers_what_is_near_and_what_holds_it(client, communes):
    places = {"Guéthary": (43.42, -1.61), "Saint-Jean-de-Luz": (43.39, -1.66), "Anglet": (43.48, -1.52)}
    for name, point in places.items():
        rewrite(communes[name], latitude=point[0], longitude=point[1])
    communes["Guéthary"].places.get().delete()

    page = client.get("/projets/?lieu=guethary")

    assert [(way.label, way.url, way.count) for way in page.context["listing"].elsewhere] == [
        ("Saint-Jean-de-Luz, à 5\u00a0km", "/projets/?territoire=saint-jean-de-luz", 1),
        ("Anglet, à 10\u00a0km", "/projets/?territoire=anglet", 1),
        ("à moins de 10\u00a0km de Guéthary", "/projets/?autour=64249&rayon=10", 2),
        ("Pyrénées-Atlantiques", "/projets/?territoire=pyrenees-atlantiques", 2),
    ]
    assertContains(page, "à moins de 10\u00a0km de Guéthary</a>")


def test_what_is_near_keeps_the_other_filters(client, communes):
    for longitude, name in enumerate(("Guéthary", "Anglet", "Bordeaux")):
        rewrite(communes[name], latitude=43.0, longitude=longitude / 10)

    [near] = client.get("/projets/?q=bordeaux&lieu=guethary").context["listing"].elsewhere[:1]

    assert (near.url, near.count) == ("/projets/?q=bordeaux&territoire=bordeaux", 1)


def test_list_that_finds_something_offers_nothing_else(client, communes):
    rewrite(communes["Guéthary"], latitude=43.0, longitude=0.0)

    assert client.get("/projets/?lieu=guethary").context["listing"].elsewhere == []


@pytest.mark.parametrize(
    ("commune", "departement", "heading", "told"),
    [
        ("33000 Mérignac", "33", Heading.DOUBT, "d’une autre commune, Bordeaux ; lu Mérignac (33281)"),
        ("Guétary", "64", Heading.REFUSED, "le département 64 ; peut-être Guéthary (64249), dans le 64"),
        ("Anglet", "33", Heading.REFUSED, "le département 33 ; peut-être Anglet (64024), dans le 64"),
        ("Montignac", "", Heading.REFUSED, "Montignac (33292) ou Montignac-Lascaux (24291)"),
    ],
)
def test_files_are_told_what_the_field_is(communes, commune, departement, heading, told):
    report, known = Report("essai"), known_communes()
    cells = Cells(Row(2, {"commune": commune, "departement_code": departement}), report)

    places = Gazetteer(known.matcher, known.pks, known.pks).places(cells)

    [remark] = report.of(heading)
    assert remark.message.endswith(told)
    assert bool(places) is (heading is Heading.DOUBT)
