"""The site is at the root of its host: a request that says otherwise would leave wrong addresses to all readers."""

import pytest
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application

from config.context import menu
from finding.kinds import address
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def has_just_started():
    """A process that keeps nothing yet."""
    cache.clear()
    menu.cache_clear()
    address.cache_clear()


def test_request_for_a_site_under_a_path_is_refused(ask):
    status, _headers, page = ask("/", SCRIPT_NAME="/projets")

    assert status == "400 Bad Request"
    assert "demande illisible" in page


@pytest.mark.usefixtures("has_just_started")
def test_refused_request_leaves_nothing_either_when_its_host_is_wrong(ask, settings):
    settings.SECURE_SSL_REDIRECT = True
    wrong = get_wsgi_application()

    ask("/", wrong, SCRIPT_NAME="/ailleurs", HTTP_HOST="ailleurs.test")

    assert "/ailleurs" not in ask("/projets/")[2]


@pytest.mark.usefixtures("has_just_started")
@pytest.mark.parametrize("path", ["/", "/projets/", "/gestion/login/", "/introuvable/"])
@pytest.mark.parametrize("environ", [{"SCRIPT_NAME": "/ailleurs"}, {"SCRIPT_URL": "/ailleurs{}"}])
def test_refused_request_leaves_nothing_to_other_readers(ask, path, environ):
    ProjectFactory()

    ask(path, **{name: value.format(path) for name, value in environ.items()})
    status, _headers, page = ask("/projets/")

    assert status == "200 OK"
    assert "/ailleurs" not in page
