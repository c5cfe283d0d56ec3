"""Lists as GeoJSON: where entries are, each once."""

import json

import pytest

from directory.registry import KINDS
from tests.factories import (
    ActorFactory,
    CommuneFactory,
    DepartementFactory,
    EventFactory,
    ProjectFactory,
    TiersLieuFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db

PLACED = {name: kind for name, kind in KINDS.searched().items() if "geojson" in kind.filters["format"].formats}
PAU = {"type": "Point", "coordinates": [-0.37, 43.3]}


@pytest.fixture
def pau():
    return CommuneFactory(name="Pau", latitude=43.3, longitude=-0.37)


def collection(client, address):
    return json.loads(client.get(f"{address}?format=geojson&tri=titre").getvalue())


def test_project_is_one_feature_however_many_its_places_are(client, pau):
    dax = CommuneFactory(name="Dax", latitude=43.7, longitude=-1.05)
    there = TiersLieuFactory(name="Atelier", located_in=pau)
    ProjectFactory(name="A", territories=[there, pau, dax])
    ProjectFactory(name="B", territories=[there])
    ProjectFactory(name="C", territories=[DepartementFactory(latitude=43.5, longitude=-1)])
    ProjectFactory(name="D")

    told = collection(client, "/projets/")

    several = {"type": "MultiPoint", "coordinates": [[-1.05, 43.7], [-0.37, 43.3]]}
    assert [one["geometry"] for one in told["features"]] == [several, PAU]
    assert [one["properties"]["title"] for one in told["features"]] == ["A", "B"]
    assert (told["type"], told["unlocated"]) == ("FeatureCollection", 2)


@pytest.mark.parametrize(
    ("make", "where"), [(ActorFactory, "seat"), (EventFactory, "territory"), (TiersLieuFactory, "located_in")]
)
def test_entry_is_in_its_commune(client, pau, make, where):
    entry = make(**{where: pau})

    told = collection(client, entry.get_absolute_url().replace(f"{entry.slug}/", ""))

    assert [(one["id"], one["geometry"]) for one in told["features"]] == [(entry.identifier, PAU)]


def test_tiers_lieu_is_where_it_is_told_to_be(client, pau):
    TiersLieuFactory(located_in=pau, latitude=43.3123456, longitude=-0.4)

    (feature,) = collection(client, "/tiers-lieux/")["features"]

    assert feature["geometry"]["coordinates"] == [-0.4, 43.31235]


def test_features_of_several_parts_are_one_collection(client, pau, monkeypatch):
    monkeypatch.setattr("finding.kinds.CHUNK", 2)
    for number in range(7):
        ProjectFactory(name=str(number), territories=[pau] if number in (3, 4, 6) else [])

    told = collection(client, "/projets/")

    assert [one["properties"]["title"] for one in told["features"]] == ["3", "4", "6"]
    assert told["unlocated"] == 4


@pytest.mark.parametrize("kind", PLACED.values(), ids=PLACED)
def test_features_cost_as_many_queries_for_one_entry_as_for_three(client, kind, django_assert_max_num_queries):
    def queries():
        client.get(kind.list_url)
        with django_assert_max_num_queries(50) as captured:
            collection(client, kind.list_url)
        return len(captured)

    factory_of(kind.name)()
    one = queries()
    factory_of(kind.name)(), factory_of(kind.name)()

    assert queries() == one
