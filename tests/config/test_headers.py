"""What every answer says to the browser, and what no reader is given."""

from io import StringIO
from logging import getLogger

import pytest
from django.contrib.auth.models import User

from tests.factories import ActorFactory, ProjectImageFactory

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/a-propos/", "/gestion/login/", "/introuvable/", "/robots.txt"])
def test_security_headers_are_on_every_answer(client, path):
    response = client.get(path)

    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("environ", [{"SCRIPT_NAME": "/projets"}, {"HTTP_HOST": "ailleurs.test"}])
def test_refused_request_has_the_security_headers_and_leaves_a_line_in_the_log(ask, environ, monkeypatch):
    stream = StringIO()
    handler = getLogger("django.security").handlers[0]
    monkeypatch.setattr(handler, "stream", stream)

    status, headers, _page = ask("/a-propos/", **environ)

    assert (status, {name: headers.get(name) for name in HEADERS}) == ("400 Bad Request", HEADERS)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert len(stream.getvalue().splitlines()) == 1


def test_content_policy_allows_nothing_inline_and_nothing_from_elsewhere(client):
    policy = client.get("/a-propos/").headers["Content-Security-Policy"]

    assert dict(directive.split(maxsplit=1) for directive in policy.split("; ")) == POLICY


def test_encrypted_transport_is_required_for_a_year_once_it_was_used(client):
    plain, encrypted = client.get("/robots.txt"), client.get("/robots.txt", secure=True)

    assert "Strict-Transport-Security" not in plain.headers
    assert encrypted.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("path", ["/", "/a-propos/", "/contact/", "/introuvable/"])
def test_reader_gets_no_cookie(client, path):
    response = client.get(path)

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def test_cookies_of_staff_never_leave_the_admin(client):
    account = {"username": "agent", "password": "une phrase de passe longue"}
    User.objects.create_superuser(**account)

    cookies = client.post("/gestion/login/", account).cookies

    assert {"csrftoken", "sessionid"} < set(cookies)
    assert {cookie["path"] for cookie in cookies.values()} == {"/gestion/"}


def test_public_page_is_the_same_for_staff(admin_client, client):
    assert admin_client.get("/a-propos/").content == client.get("/a-propos/").content


def test_unchanged_page_is_not_sent_twice(client):
    ActorFactory()  # something was written once
    first = client.get("/a-propos/")

    second = client.get("/a-propos/", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, second.status_code) == (200, 304)


def test_text_is_compressed(client):
    response = client.get("/a-propos/", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"


def test_unknown_host_is_refused(client):
    assert client.get("/a-propos/", headers={"Host": "ailleurs.test"}).status_code == 400


@pytest.mark.parametrize("path", ["/a-propos/", "/introuvable/", "/gestion/login/", "/projets/?format=json"])
def test_head_is_answered_with_the_headers_of_the_page_and_without_it(ask, path):
    """A body would make gunicorn tell a warning each time."""
    page, head = ask(path), ask(path, REQUEST_METHOD="HEAD")

    assert (page[0], page[1]["Content-Length"]) == (head[0], head[1]["Content-Length"])
    assert head[2] == ""


def test_head_of_a_picture_is_answered_without_it(ask, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = ProjectImageFactory().file.url

    status, headers, body = ask(picture, REQUEST_METHOD="HEAD")

    assert (status, body) == ("200 OK", "")
    assert int(headers["Content-Length"]) > 0
