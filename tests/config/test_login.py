"""Who guesses passwords is slowed down."""

import pytest
from django.contrib.auth.models import User

PASSWORD = "une phrase de passe longue"

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return User.objects.create_superuser("agent", password=PASSWORD)


def log_in(client, password, **headers):
    return client.post("/gestion/login/", {"username": "agent", "password": password}, headers=headers)


def test_account_closes_after_five_wrong_passwords(client, agent):
    answers = [log_in(client, "faux").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert log_in(client, PASSWORD).status_code == 429


def test_account_opens_with_its_password(client, agent):
    log_in(client, "faux")

    assert log_in(client, PASSWORD).status_code == 302


def test_account_closes_for_who_guesses_and_not_for_all_behind_the_proxy(client, agent):
    guesses = [log_in(client, "faux", **{"X-Forwarded-For": "198.51.100.9"}).status_code for _ in range(5)]

    assert guesses[-1] == 429
    assert log_in(client, PASSWORD, **{"X-Forwarded-For": "198.51.100.9"}).status_code == 429
    assert log_in(client, PASSWORD, **{"X-Forwarded-For": "203.0.113.5"}).status_code == 302


def test_ten_failures_of_a_stranger_do_not_stop_the_right_person(client, agent):
    for name in ("agent", "autre"):
        for _ in range(10):
            client.post(
                "/gestion/login/", {"username": name, "password": "faux"}, headers={"X-Forwarded-For": "198.51.100.9"}
            )

    assert log_in(client, PASSWORD, **{"X-Forwarded-For": "203.0.113.5"}).status_code == 302


def test_closed_account_is_explained_in_french(client, agent):
    answers = [log_in(client, "faux") for _ in range(5)]

    assert "un quart d’heure" in " ".join(answers[-1].content.decode().split())


def test_who_signs_in_without_asking_for_a_page_lands_in_the_admin(client, agent):
    response = log_in(client, PASSWORD)

    assert response.url == "/gestion/" and client.get(response.url).status_code == 200
