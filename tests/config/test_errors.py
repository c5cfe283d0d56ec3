"""When something fails, the page still looks like the site and says what to do."""

import pytest
from django.test import Client
from django.urls import path

from config.urls import urlpatterns as site


def fail(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [*site, path("panne/", fail)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "host", "status"),
    [("/introuvable/", "testserver", 404), ("/media/../../x.webp", "testserver", 404), ("/", "ailleurs.example", 400)],
)
def test_error_page_has_a_title_and_a_way_back(client, path, host, status):
    response = client.get(path, headers={"host": host})

    text = response.content.decode()
    assert response.status_code == status
    assert text.count("<h1") == 1
    assert '<a href="/' in text


@pytest.mark.urls("tests.config.test_errors")
def test_failure_page_needs_neither_the_database_nor_the_frame():
    response = Client(raise_request_exception=False).get("/panne/")

    assert response.status_code == 500
    assert "panne de courant" in response.content.decode()


@pytest.mark.django_db
def test_expired_form_is_explained():
    response = Client(enforce_csrf_checks=True).post("/gestion/login/", {"username": "agent"})

    assert response.status_code == 403
    assert "formulaire expiré" in response.content.decode()
