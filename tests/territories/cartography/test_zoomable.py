"""What the zoomable map loads."""

import gzip
import json
from types import SimpleNamespace

import pytest
from django.utils.text import slugify

from territories.cartography.atlas import Spot
from territories.cartography.points import as_json
from territories.cartography.zoomable import SCRIPTS, Offer, assets
from tests.factories import MetierFactory, ProjectFactory, TiersLieuFactory

pytestmark = pytest.mark.django_db


def test_points_answer_to_the_filters_of_the_list(client, angouleme, bordeaux):
    ProjectFactory(territories=[angouleme], metiers=[MetierFactory(slug="mediation")])
    ProjectFactory(territories=[bordeaux])
    ProjectFactory(metiers=[MetierFactory(slug="mediation-2")])

    answer = client.get("/projets/?metier=mediation&format=points").json()

    assert answer == {"total": 1, "unlocated": 0, "points": [["angouleme-16015", "Angoulême", 45.65, 0.16, 1]]}


def test_tiers_lieux_are_points_of_their_own(client, angouleme):
    TiersLieuFactory(name="L’Atelier", slug="l-atelier", located_in=angouleme, latitude=45.7, longitude=0.1)
    TiersLieuFactory(name="La Cuve", slug="la-cuve", located_in=angouleme)

    points = client.get("/tiers-lieux/?format=points").json()["points"]

    assert points == [["l-atelier", "L’Atelier", 45.7, 0.1, 1], ["la-cuve", "La Cuve", 45.65, 0.16, 1]]


def test_points_are_in_the_same_order_in_every_process(client, angouleme):
    slugs = [f"lieu-{letter}" for letter in "gbfaced"]
    for slug in slugs:
        TiersLieuFactory(slug=slug, located_in=angouleme)

    points = client.get("/tiers-lieux/?format=points").json()["points"]

    assert [slug for slug, *_ in points] == sorted(slugs)


def test_place_wider_than_the_list_keeps_the_list(client, angouleme):
    cuve = TiersLieuFactory(name="La Cuve", slug="la-cuve", located_in=angouleme)
    ProjectFactory(territories=[cuve])
    ProjectFactory(territories=[angouleme])

    points = client.get("/projets/?format=points&territoire=la-cuve").json()["points"]

    assert [point[:2] for point in points] == [[None, "Angoulême"]]


def test_ten_thousand_entries_in_every_commune_are_light(reference):
    communes = [row for row in reference.territories if row.kind == "commune" and row.latitude is not None]
    slugs = (f"{slugify(row.name)}-{row.code}" for row in communes)
    spots = [
        Spot(slug, row.name, row.code, (row.longitude, row.latitude))
        for slug, row in zip(slugs, communes, strict=True)
    ]
    found = SimpleNamespace(total=10_000, unlocated=0, hosts=set())

    answer = as_json(found, [(spot, 1 + place % 7) for place, spot in enumerate(spots)])

    assert len(answer["points"]) > 4_000
    assert len(gzip.compress(json.dumps(answer, ensure_ascii=False).encode())) <= 100_000


def test_button_says_the_weight_of_what_it_loads(client, angouleme):
    ProjectFactory(territories=[angouleme])

    response = client.get("/projets/?vue=carte")

    assert f"Charger la carte zoomable ({response.context['offer'].weight}&nbsp;ko)" in response.content.decode()
    assert assets() / 1000 <= response.context["offer"].weight <= assets() / 1000 + 2


def test_nothing_of_it_is_loaded_before(client, angouleme):
    ProjectFactory(territories=[angouleme])

    page = client.get("/projets/?vue=carte").content.decode()

    assert not [script for script in SCRIPTS if f'src="/static/{script}"' in page]
    assert "leaflet.css" not in page


def test_background_of_another_site_is_told(settings):
    settings.MAP_TILES = {"url": "https://exemple.fr/{z}/{x}/{y}.png", "host": "exemple.fr", "credit": "Plan d’ici"}

    offer = Offer("", "", {})

    assert offer.credit.startswith("Plan d’ici, Contours")
    assert offer.tiles["host"] == "exemple.fr"


def test_outlines_are_handed_out(client):
    answer = client.get("/territoires/contours.json").json()

    assert answer["type"] == "GeometryCollection"
    assert {shape["type"] for shape in answer["geometries"]} == {"Polygon"}
