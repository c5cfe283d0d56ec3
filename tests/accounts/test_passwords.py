"""Passwords: which are refused, how one comes back, and what ends the sessions."""

import re
from datetime import timedelta
from hashlib import sha1

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import Session
from accounts.passwords import LeakedPasswordValidator

PASSWORD = "une phrase de passe longue"
NEW = "huit girafes sous la pluie"
ASK = "/gestion/mot-de-passe-oublie/"

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def agent():
    return User.objects.create_superuser("agent", "agent@region.example", PASSWORD)


def signed_in():
    client = Client()
    client.force_login(User.objects.get(username="agent"), "django.contrib.auth.backends.ModelBackend")
    return client


def is_in(client):
    return client.get("/gestion/").status_code == 200


def link_in(letter):
    return re.search(r"https?://[^/]+(/gestion/\S+)", letter.body)[1]


@pytest.mark.parametrize(
    "password", ["Nouvelle-Aquitaine2026!", "motdepasse12345", "azertyuiop123", "trop court", "Dragon-12345678"]
)
def test_usual_password_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_leaked_password_is_refused_and_its_neighbours_are_not(tmp_path):
    leaked = [f"secret numéro {number}" for number in range(50)]
    digests = sorted(sha1(one.encode()).hexdigest().upper() for one in leaked)  # noqa: S324  # what the list holds
    path = tmp_path / "leaks.txt"
    path.write_text("".join(f"{digest}:{number}\r\n" for number, digest in enumerate(digests)))
    validator = LeakedPasswordValidator(path)

    for password in leaked:
        with pytest.raises(ValidationError):
            validator.validate(password)
    for number in range(50, 150):
        validator.validate(f"secret numéro {number}")


@pytest.mark.parametrize("password", [NEW, "z" + "pq r" * 31 + "abc"])
def test_long_password_without_figure_or_capital_is_taken(password):
    validate_password(password)


def test_forgotten_password_is_chosen_again_by_letter_and_ends_the_sessions(client, agent, mailoutbox):
    before = signed_in()
    client.post(ASK, {"email": "agent@region.example"}, follow=True)
    page = client.get(link_in(mailoutbox[0]), follow=True)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})

    agent.refresh_from_db()
    assert agent.check_password(NEW) and not is_in(before)


def test_link_is_dead_after_an_hour(client, agent, mailoutbox, monkeypatch):
    client.post(ASK, {"email": "agent@region.example"})
    generator = "django.contrib.auth.tokens.PasswordResetTokenGenerator._now"
    monkeypatch.setattr(generator, lambda _: timezone.make_naive(timezone.now()) + timedelta(minutes=61))

    assert not client.get(link_in(mailoutbox[0]), follow=True).context["validlink"]


def test_answer_is_the_same_for_an_unknown_address(client, agent, mailoutbox):
    answers = [client.post(ASK, {"email": f"{name}@region.example"}).url for name in ("agent", "personne")]

    assert len(set(answers)) == 1 and len(mailoutbox) == 1
    assert client.get(answers[0]).status_code == 200


def test_mailbox_is_not_flooded(client, agent, mailoutbox):
    answers = {client.post(ASK, {"email": "agent@region.example"}).status_code for _ in range(5)}

    assert answers == {302} and len(mailoutbox) == 3


def test_who_asks_too_much_is_told(client, agent):
    answers = [client.post(ASK, {"email": f"{number}@region.example"}) for number in range(11)]

    assert answers[9].status_code == 302
    assert "Trop de demandes" in answers[10].content.decode()


def test_sign_in_leads_to_the_way_back(client):
    assert ASK in client.get("/gestion/login/").content.decode()


def test_deactivated_account_is_signed_out_at_once(agent):
    client = signed_in()
    assert is_in(client)

    User.objects.update(is_active=False)

    assert not is_in(client)


def test_change_of_password_ends_the_other_sessions(agent):
    here, elsewhere = signed_in(), signed_in()
    asked = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}

    here.post("/gestion/password_change/", asked)

    assert is_in(here) and not is_in(elsewhere)
    assert Session.objects.filter(account=agent).count() == 1  # no session is shown that is dead
