"""The second factor: what a password alone opens, how a telephone is enrolled, used, lost."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import factor
from accounts.models import Access

PASSWORD = "huit girafes sous la pluie"
ASK, ENROL = "/gestion/second-facteur/", "/gestion/second-facteur/installer/"

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def asked(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def agent():
    return User.objects.create_superuser("agent", "agent@region.example", PASSWORD)


@pytest.fixture
def signed_in(client, agent):
    """A browser where the password was given, and no code."""
    client.force_login(agent, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def telephone(agent):
    return TOTPDevice.objects.create(user=agent, confirmed=True)


def code_of(device, ahead=0):
    return f"{totp(device.bin_key, drift=ahead):06d}"


def is_in(client):
    return client.get("/gestion/").status_code == 200


@pytest.mark.parametrize("path", ["", "projects/project/", "importer/", "password_change/", "second-facteur/codes/"])
def test_password_alone_opens_nothing(signed_in, path):
    answer = signed_in.get(f"/gestion/{path}")

    assert answer.status_code == 302 and answer.url.startswith(ASK)


def test_first_login_enrols_a_telephone_and_gives_codes_once(signed_in, agent):
    page = signed_in.get("/gestion/", follow=True)
    assert page.redirect_chain[-1][0].startswith(ENROL) and "<svg" in page.content.decode()

    answer = signed_in.post(ENROL, {"code": code_of(factor.newcomer(agent))})
    codes = re.findall(r"<code>(\w{4}-\w{4})</code>", answer.content.decode())

    assert len(codes) == 10 and is_in(signed_in)
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10 and not kept & {code.replace("-", "") for code in codes}


def test_wrong_first_code_enrols_nothing(signed_in, agent):
    wrong = f"{(int(code_of(factor.newcomer(agent))) + 1) % 1_000_000:06d}"
    answer = signed_in.post(ENROL, {"code": wrong})

    assert "n’est pas celui de la clé" in answer.content.decode()
    assert not factor.telephone(agent) and not is_in(signed_in)


def test_code_opens_once_and_leads_where_one_was_going(signed_in, telephone):
    code = code_of(telephone)
    answer = signed_in.post(ASK, {"code": code, "next": "/gestion/directory/term/"})
    assert answer.url == "/gestion/directory/term/" and is_in(signed_in)

    again = Client()
    again.force_login(telephone.user, "django.contrib.auth.backends.ModelBackend")
    assert "il a déjà servi" in again.post(ASK, {"code": code}).content.decode() and not is_in(again)


def test_code_of_recovery_opens_once_however_typed(signed_in, agent, telephone):
    code = factor.new_codes(agent)[0]
    signed_in.post(ASK, {"code": f" {code.upper().replace('-', ' ')} "})

    assert is_in(signed_in) and factor.codes_left(agent) == 9
    assert not factor.verify(agent, code)


def test_wrong_codes_are_slowed_down(signed_in, telephone):
    signed_in.post(ASK, {"code": "000000"})
    answer = signed_in.post(ASK, {"code": code_of(telephone)})

    assert "réessayez dans" in answer.content.decode() and not is_in(signed_in)


def test_password_alone_puts_no_other_telephone(signed_in, agent, telephone):
    answer = signed_in.post(ENROL, {"code": code_of(factor.newcomer(agent)), "password": PASSWORD})

    assert answer.url == ASK and factor.telephone(agent) == telephone


def test_other_telephone_is_put_with_the_password(signed_in, agent, telephone):
    signed_in.post(ASK, {"code": code_of(telephone)})
    new = factor.newcomer(agent)
    signed_in.post(ENROL, {"code": code_of(new), "password": "pas le bon mot"})
    assert factor.telephone(agent) == telephone

    new.refresh_from_db()
    signed_in.post(ENROL, {"code": code_of(new), "password": PASSWORD})
    assert factor.telephone(agent) == new and is_in(signed_in)


def test_administrator_resets_a_lost_telephone_and_it_is_told(signed_in, agent, telephone, settings):
    other = User.objects.create_user("autre", password=PASSWORD)
    TOTPDevice.objects.create(user=other)
    factor.new_codes(other)
    signed_in.post(ASK, {"code": code_of(telephone)})
    signed_in.post("/gestion/auth/user/", {"action": "reset_factor", "_selected_action": [other.pk]})

    assert not factor.telephone(other) and not factor.codes_left(other) and factor.telephone(agent)
    assert Access.objects.filter(what="reinitialise", account=other, by=agent).exists()


def test_keys_are_on_no_page_of_the_admin(signed_in, telephone):
    signed_in.post(ASK, {"code": code_of(telephone)})

    assert signed_in.get("/gestion/otp_totp/totpdevice/").status_code == 404


def test_nothing_is_asked_where_it_is_switched_off(signed_in, settings):
    settings.SECOND_FACTOR = False

    assert is_in(signed_in)
