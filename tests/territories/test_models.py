import pytest
from django.core.exceptions import ValidationError

from territories.models import Territory, TiersLieu
from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    EpciFactory,
    FormerNameFactory,
    PoleFactory,
    RegionFactory,
    TiersLieuFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {
    "regions": RegionFactory,
    "departements": DepartementFactory,
    "epci": EpciFactory,
    "communes": CommuneFactory,
    "poles": PoleFactory,
    "tiers_lieux": TiersLieuFactory,
}


class Place:
    """A small region: a département, a pôle that is one EPCI, a commune of each and one of neither."""

    def __init__(self):
        self.region = RegionFactory(name="Nouvelle-Aquitaine")
        self.charente = DepartementFactory(name="Charente", within=[self.region])
        self.pole = PoleFactory(name="Angoulême", within=[self.region])
        self.epci = EpciFactory(name="GrandAngoulême", within=[self.pole])
        self.angouleme = CommuneFactory(name="Angoulême", within=[self.charente, self.epci])
        self.cognac = CommuneFactory(name="Cognac", within=[self.charente])


@pytest.fixture
def here():
    return Place()


# Kinds


@pytest.mark.parametrize("word", FACTORIES)
def test_each_kind_has_its_word(word):
    rows = {name: factory() for name, factory in FACTORIES.items()}

    assert [row.pk for row in getattr(Territory.objects, word)()] == [rows[word].pk]


def test_administrative_territories_are_all_but_the_tiers_lieux():
    rows = {factory() for word, factory in FACTORIES.items() if word != "tiers_lieux"}
    TiersLieuFactory()

    assert set(Territory.objects.administrative()) == rows


def test_current_territories_still_exist():
    current = CommuneFactory()
    CommuneFactory(obsolete_since="2019-01-01", successor=current)

    assert list(Territory.objects.current()) == [current]


@pytest.mark.parametrize(
    ("frr", "is_in"),
    [
        ("", False),
        ("none", False),
        ("socle", True),
        ("plus", True),
        ("beneficiaire", False),
        ("beneficiaire_partiel", False),
    ],
)
def test_frr_is_what_the_law_classes_so(frr, is_in):
    commune = CommuneFactory(frr=frr)

    assert commune.is_in_frr is Territory.objects.in_frr().exists() is is_in


@pytest.mark.parametrize(("latitude", "longitude"), [(None, None), (0, 0), (45.65, 0.16), (-90, 180)])
def test_point_on_earth_is_accepted(latitude, longitude):
    commune = CommuneFactory(latitude=latitude, longitude=longitude)

    commune.full_clean()

    assert (commune.latitude, commune.longitude) == (latitude, longitude)


# Containment


def test_territory_is_within_those_that_contain_it(here):
    assert set(Territory.objects.within(here.charente)) == {here.charente, here.angouleme, here.cognac}
    assert set(Territory.objects.within(here.pole)) == {here.pole, here.epci, here.angouleme}


def test_territory_within_two_others_is_told_once(here):
    inside = Territory.objects.within(here.charente, here.epci)

    assert len(inside) == 4
    assert set(inside) == {here.charente, here.epci, here.angouleme, here.cognac}


def test_territories_that_contain_another_do_not_include_it(here):
    above = Territory.objects.containing(here.angouleme)

    assert set(above) == {here.region, here.charente, here.pole, here.epci}


def containers(territory):
    return set(Territory.objects.filter(contained=territory.pk).exclude(pk=territory.pk))


@pytest.mark.parametrize("model", [Territory, TiersLieu])
def test_tiers_lieu_is_in_all_that_contain_its_commune(here, model):
    place = model.objects.create(kind="tiers-lieu", name="La Halle", located_in=here.angouleme)

    assert containers(place) == {here.angouleme, here.epci, here.pole, here.charente, here.region}
    assert place.containers.filter(pk=place.pk).exists()


def test_tiers_lieu_of_an_unknown_commune_is_in_its_departement(here):
    assert containers(TiersLieuFactory(located_in=here.charente)) == {here.charente, here.region}


def test_tiers_lieu_that_is_nowhere_is_in_itself_only():
    place = TiersLieuFactory()

    assert [container.pk for container in place.containers.all()] == [place.pk]


def test_tiers_lieu_that_moves_changes_containers(here):
    place = TiersLieuFactory(located_in=here.angouleme)

    place.located_in = here.cognac
    place.save()

    assert containers(place) == {here.cognac, here.charente, here.region}


@pytest.mark.parametrize("kind", ["region", "epci", "pole"])
def test_tiers_lieu_is_located_in_a_commune_or_a_departement(here, kind):
    place = TiersLieuFactory.build(located_in=getattr(here, kind))

    with pytest.raises(ValidationError) as refusal:
        place.full_clean()

    assert "Un tiers-lieu se situe dans une commune ou, à défaut, un département." in refusal.value.messages


# Tiers-lieux


def test_tiers_lieux_are_only_tiers_lieux():
    CommuneFactory()
    place = TiersLieuFactory()

    assert list(TiersLieu.objects.all()) == [place]


def test_tiers_lieu_has_its_kind_whatever_is_said():
    assert TiersLieuFactory(kind=Territory.Kind.COMMUNE).is_tiers_lieu


def test_tiers_lieu_has_its_own_address():
    assert TiersLieuFactory(slug="la-halle").get_absolute_url() == "/tiers-lieux/la-halle/"
    assert CommuneFactory(slug="cognac-16102").get_absolute_url() == "/territoires/cognac-16102/"


def test_slugs_are_unique_across_kinds():
    assert [factory(name="Angoulême").slug for factory in (PoleFactory, CommuneFactory, TiersLieuFactory)] == [
        "angouleme",
        "angouleme-2",
        "angouleme-3",
    ]


def test_commune_that_disappeared_leads_to_its_successor():
    successor = CommuneFactory()

    assert CommuneFactory(obsolete_since="2019", successor=successor).standing() == successor


def test_full_name_tells_homonyms_apart(here):
    assert here.cognac.full_name == "Cognac (Charente)"
    assert TiersLieuFactory(name="La Halle", located_in=here.cognac).full_name == "La Halle (Charente)"
    assert here.charente.full_name == "Charente"


def test_former_name_is_found_by_its_key():
    assert FormerNameFactory(name="Saint-Cybard-lès-Angoulême").key == "saint cybard les angouleme"
