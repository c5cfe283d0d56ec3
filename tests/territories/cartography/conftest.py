"""A little of the region: two départements and three communes, where they really are."""

import pytest


@pytest.fixture
def make(db):
    """The factories; they need the settings, which are not there yet when this file is read."""
    from tests import factories

    return factories


@pytest.fixture
def charente(make):
    return make.DepartementFactory(name="Charente", slug="charente", code="16", latitude=45.67, longitude=0.2)


@pytest.fixture
def gironde(make):
    return make.DepartementFactory(name="Gironde", slug="gironde", code="33", latitude=44.85, longitude=-0.58)


@pytest.fixture
def angouleme(make, charente):
    point = {"latitude": 45.65, "longitude": 0.16}
    return make.CommuneFactory(name="Angoulême", slug="angouleme-16015", code="16015", within=[charente], **point)


@pytest.fixture
def cognac(make, charente):
    point = {"latitude": 45.69, "longitude": -0.33}
    return make.CommuneFactory(name="Cognac", slug="cognac-16102", code="16102", within=[charente], **point)


@pytest.fixture
def bordeaux(make, gironde):
    point = {"latitude": 44.86, "longitude": -0.57}
    return make.CommuneFactory(name="Bordeaux", slug="bordeaux-33063", code="33063", within=[gironde], **point)
