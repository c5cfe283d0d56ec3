"""Somebody else writes for too long: whoever comes meanwhile is told so, and loses nothing of what was typed."""

import sqlite3

import html5lib
import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import path

import manage
from config.urls import urlpatterns as site
from tests.factories import ProjectFactory
from tests.staff import form_of, send, told


def busy(*args, **kwargs):
    """Fail as the database does when a lock is not to be had."""
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorname = "SQLITE_BUSY"
    raise OperationalError("database is locked") from cause


urlpatterns = [*site, path("occupe/", busy)]


def hidden_in(response):
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return {one.get("name"): one.get("value") for one in page.iter("input") if one.get("type") == "hidden"}


@pytest.mark.urls("tests.config.test_busy")
@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_form_that_meets_a_long_write_can_be_sent_again(caplog, content_type):
    data = (
        "name=Fl%C3%A2neur"
        if "urlencoded" in content_type
        else ('--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nFlâneur\r\n--x--\r\n')
    )

    response = Client().post("/occupe/?page=2", data, content_type=content_type)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "Le répertoire est occupé" in response.content.decode()
    assert hidden_in(response) == {"name": "Flâneur"}
    assert [one.levelname for one in caplog.records] == ["WARNING"]  # an error would be mailed


@pytest.mark.urls("tests.config.test_busy")
def test_password_is_never_written_in_a_page():
    response = Client().post("/occupe/", {"username": "agent", "password": "un secret"})

    assert response.status_code == 503
    assert "un secret" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.ignore_template_errors
def test_entry_that_cannot_be_saved_now_comes_back_as_typed(admin_client, monkeypatch):
    project = ProjectFactory(summary="Avant.")
    address = f"/gestion/projects/project/{project.pk}/change/"
    form = form_of(admin_client.get(address)) | {"summary": "Écrit pendant un import."}
    monkeypatch.setattr("projects.models.Project.save", busy)

    response = send(admin_client, address, form)

    project.refresh_from_db()
    assert (response.status_code, response.headers["Retry-After"], project.summary) == (503, "5", "Avant.")
    assert "Le répertoire est occupé" in told(response)[-1]
    assert form_of(response)["summary"] == "Écrit pendant un import."


def test_command_says_that_the_directory_is_busy(monkeypatch):
    monkeypatch.setattr(manage, "execute_from_command_line", busy)

    with pytest.raises(SystemExit, match="Le répertoire est occupé"):
        manage.main()
