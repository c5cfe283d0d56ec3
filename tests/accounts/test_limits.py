"""Who guesses passwords is slowed down, and nobody is shut out by a stranger."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from accounts import limits
from accounts.models import Access

PASSWORD = "une phrase de passe longue"
STRANGER, OFFICE = "198.51.100.9", "203.0.113.5"

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return User.objects.create_superuser("agent", password=PASSWORD)


def log_in(client, password, place=OFFICE, name="agent"):
    """Return the status: 302 let in, 200 wrong, 429 closed."""
    told = {"username": name, "password": password}
    return client.post("/gestion/login/", told, headers={"X-Forwarded-For": place}).status_code


def failures(number, **where):
    Access.objects.bulk_create(Access(what=Access.What.FAILURE, **where) for _ in range(number))


def test_door_closes_for_who_guesses_after_five_and_for_nobody_else(client, agent):
    assert [log_in(client, "faux", STRANGER) for _ in range(5)] == [200, 200, 200, 200, 429]

    assert log_in(client, PASSWORD, STRANGER) == 429
    assert log_in(client, PASSWORD) == 302


def test_refused_attempts_write_nothing(client, agent):
    for _ in range(9):
        log_in(client, "faux", STRANGER)

    assert Access.objects.filter(address=STRANGER, what=Access.What.FAILURE).count() == 5
    assert Access.objects.get(what=Access.What.CLOSED).detail == "ce compte, depuis cette adresse"


def test_known_device_passes_beside_a_stranger_and_a_crowd(client, agent):
    log_in(client, PASSWORD)
    client.post("/gestion/logout/")
    tried = limits.fingerprint("agent")
    failures(5, address=OFFICE, tried=tried)
    failures(100, address=STRANGER, tried=tried)

    assert log_in(client.__class__(), PASSWORD) == 429
    assert log_in(client, PASSWORD) == 302


def test_known_device_has_a_limit_of_its_own(client, agent):
    log_in(client, PASSWORD)
    client.post("/gestion/logout/")

    assert [log_in(client, "faux") for _ in range(10)][-1] == 429
    assert log_in(client, PASSWORD) == 429


def test_device_known_to_one_account_is_a_stranger_to_another(client, agent):
    User.objects.create_user("autre", password=PASSWORD)
    log_in(client, PASSWORD)
    client.post("/gestion/logout/")

    assert [log_in(client, "faux", name="autre") for _ in range(5)][-1] == 429


def test_address_that_tries_many_accounts_closes(client, agent):
    failures(30, address=STRANGER)

    assert log_in(client, PASSWORD, STRANGER) == 429 and log_in(client, PASSWORD) == 302


def test_account_that_a_crowd_tries_closes_but_for_who_reads_its_letters(client, agent, mailoutbox):
    User.objects.update(email="agent@region.example")
    failures(100, tried=limits.fingerprint("agent"))
    assert log_in(client, PASSWORD) == 429

    client.post("/gestion/mot-de-passe-oublie/", {"email": "agent@region.example"})
    link = next(word for word in mailoutbox[0].body.split() if "/gestion/" in word).partition("//")[2]
    page = client.get(link[link.index("/") :], follow=True)
    new = "huit girafes sous la pluie"
    client.post(page.request["PATH_INFO"], {"new_password1": new, "new_password2": new})

    assert log_in(client, new) == 302


def test_house_of_ipv6_is_one_address(client, agent):
    answers = [log_in(client, "faux", f"2001:db8:1:1::{number}") for number in range(5)]

    assert answers[-1] == 429 and log_in(client, PASSWORD, "2001:db8:1:2::1") == 302


def test_name_that_no_account_has_is_counted_and_not_kept(client, agent):
    answers = [log_in(client, "faux", name="motdepasse tapé ici") for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert set(Access.objects.filter(what=Access.What.FAILURE).values_list("name", flat=True)) == {""}


def test_door_opens_again_after_a_quarter_of_an_hour(client, agent):
    failures(5, address=OFFICE, tried=limits.fingerprint("agent"))
    assert log_in(client, PASSWORD) == 429

    Access.objects.filter(what=Access.What.FAILURE).update(at=timezone.now() - limits.PERIOD)

    assert log_in(client, PASSWORD) == 302


def test_closed_door_is_explained_in_french(client, agent):
    failures(5, address=OFFICE, tried=limits.fingerprint("agent"))
    told = {"username": "agent", "password": "faux"}
    answer = client.post("/gestion/login/", told, headers={"X-Forwarded-For": OFFICE})

    assert "un quart d’heure" in " ".join(answer.content.decode().split())


def test_who_signs_in_without_asking_for_a_page_lands_in_the_admin(client, agent):
    response = client.post("/gestion/login/", {"username": "agent", "password": PASSWORD})

    assert response.url == "/gestion/" and client.get(response.url).status_code == 200
