"""The second factor in a real browser: the square is drawn under the strict policy, the code opens the admin."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "correct horse battery staple"


@pytest.fixture
def agent(page, transactional_db, django_user_model, settings):
    """Somebody of the team, who never gave a code."""
    settings.SECOND_FACTOR = True
    django_user_model.objects.create_superuser("agent", "agent@exemple.test", PASSWORD)
    return page


def sign_in(page):
    page.goto("/gestion/")
    page.get_by_label("Nom d’utilisateur").fill("agent")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Connexion").click()


def give_code(page, button):
    key = TOTPDevice.objects.get().bin_key
    page.get_by_label("Code").fill(f"{totp(key):06d}")
    page.get_by_role("button", name=button).click()


def test_telephone_is_enrolled_at_first_login_and_asked_for_at_the_next(agent):
    sign_in(agent)
    assert agent.get_by_role("img", name="Carré").bounding_box()["width"] > 150
    assert Axe().run(agent).violations_count == 0

    give_code(agent, "Activer")
    assert agent.locator(".codes li").count() == 10
    assert Axe().run(agent).violations_count == 0
    agent.get_by_role("link", name="J’ai noté mes codes").click()
    agent.goto("/gestion/mon-compte/")
    assert Axe().run(agent).violations_count == 0
    agent.context.clear_cookies()

    TOTPDevice.objects.update(last_t=-1)  # the same half-minute: its code is good again
    sign_in(agent)
    assert Axe().run(agent).violations_count == 0
    give_code(agent, "Continuer")
    assert agent.get_by_role("heading", name="À faire").is_visible()
