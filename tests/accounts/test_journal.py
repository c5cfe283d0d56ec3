"""What the journal of accesses tells, to whom, how long; sessions, seen and ended by their owner."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Access, Session

PASSWORD, NEW = "une phrase de passe longue", "huit girafes sous la pluie"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def agent():
    return User.objects.create_superuser("agent", "agent@region.example", PASSWORD)


def browser(**headers):
    """A browser where the account has signed in."""
    client = Client(headers=headers)
    client.post("/gestion/login/", {"username": "agent", "password": PASSWORD})
    return client


def is_in(client):
    return client.get("/gestion/").status_code == 200


def told(account):
    """What the journal says of an account, the oldest first."""
    return [(line.what, line.detail) for line in account.accesses.order_by("pk")]


def page(client):
    return " ".join(client.get("/gestion/mon-compte/").content.decode().split())


def test_owner_sees_sessions_and_ends_one(agent):
    here, there = browser(**{"User-Agent": FIREFOX}), browser(**{"User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1"})
    shown = page(here)
    assert "Firefox, Linux" in shown and "Safari, iPhone" in shown and shown.count("celle-ci") == 1

    here.post("/gestion/mon-compte/", {"session": re.search(r'name="session" value="(\w+)"', shown)[1]})
    assert is_in(here) and not is_in(there)


def test_owner_ends_all_other_sessions_and_nobody_elses(agent):
    other = User.objects.create_superuser("autre", password=PASSWORD)
    elsewhere, here, there = Client(), browser(), browser()
    elsewhere.force_login(other, "django.contrib.auth.backends.ModelBackend")
    here.post("/gestion/mon-compte/", {"session": Session.objects.get(account=other).pk})
    assert is_in(elsewhere)

    here.post("/gestion/mon-compte/")
    assert is_in(here) and not is_in(there) and is_in(elsewhere)


def test_session_says_when_it_was_last_used(agent):
    client, long_ago = browser(), timezone.now() - timedelta(hours=1)
    Session.objects.update(seen=long_ago)
    client.get("/gestion/mon-compte/")

    assert Session.objects.get().seen > long_ago + timedelta(minutes=50)


def test_session_ends_after_twelve_hours_however_used(agent):
    client = browser()
    end = Session.objects.get().expire_date
    client.session.save()

    assert Session.objects.get().expire_date == end
    assert end - timezone.now() <= timedelta(hours=12)


def test_closed_account_comes_back_without_its_sessions(agent):
    client = browser()
    agent.is_active = False
    agent.save()
    agent.is_active = True
    agent.save()

    assert not is_in(client)
    assert told(agent)[-2:] == [("compte", "compte fermé"), ("compte", "compte rouvert")]


def test_journal_tells_the_door_passwords_and_rights(agent):
    client = browser()
    agent.groups.set([Group.objects.create(name="relecture"), Group.objects.create(name="export")])
    agent.groups.clear()
    asked = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    client.post("/gestion/password_change/", asked)
    client.post("/gestion/login/", {"username": "agent", "password": "faux"})
    client.post("/gestion/logout/")

    assert told(agent) == [
        ("compte", "compte créé"),
        ("entree", ""),
        ("droits", "reçoit : relecture, export"),
        ("droits", "perd : relecture, export"),
        ("mot-de-passe", ""),
        ("refus", ""),
        ("sortie", ""),
    ]


def test_administrator_reads_the_journal_and_writes_nothing_in_it(agent):
    client = browser()
    listed = client.get("/gestion/accounts/access/")

    assert "mot de passe accepté" in listed.content.decode()
    assert client.get("/gestion/accounts/access/add/").status_code == 403
    assert client.post(f"/gestion/accounts/access/{Access.objects.first().pk}/delete/").status_code == 403


def test_editor_without_the_right_does_not_read_the_journal(client):
    client.force_login(
        User.objects.create_user("relecteur", is_staff=True), "django.contrib.auth.backends.ModelBackend"
    )

    assert client.get("/gestion/accounts/access/").status_code == 403


def test_old_lines_and_finished_sessions_are_erased_each_day(agent):
    browser()
    Access.objects.update(at=timezone.now() - timedelta(days=366))
    Session.objects.update(expire_date=timezone.now())
    call_command("daily", stdout=None)

    assert not Access.objects.exists() and not Session.objects.exists()
