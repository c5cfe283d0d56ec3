"""Writing to the team in a real browser: by the keyboard alone, on a phone, without script, without a cookie."""

from datetime import timedelta

import pytest

from contributions import seal
from contributions.models import Report
from tests.e2e.test_pages import CLIPPED, STRUCTURE, broken_rules

CONTACT = "/contact/?page=/projets/le-fleuve-raconte/"
PHONE = {"width": 390, "height": 844}
SEND = "Envoyer à l’équipe"


@pytest.fixture(autouse=True)
def in_no_hurry(monkeypatch):
    monkeypatch.setattr(seal, "SHORTEST", timedelta(0))


def faults_of(page):
    broken = [fault for theme in ("light", "dark") for fault in broken_rules(page, theme)]
    return broken + page.evaluate(STRUCTURE) + page.evaluate(CLIPPED)


def test_report_is_sent_by_the_keyboard_alone_from_a_phone(reader):
    reader.set_viewport_size(PHONE)
    reader.goto("/projets/le-fleuve-raconte/")
    reader.get_by_role("link", name="Signaler une erreur", exact=True).press("Enter")
    reader.get_by_role("radio", name="une erreur sur une fiche").focus()
    for key in ("Space", "ArrowDown", "Tab"):
        reader.keyboard.press(key)
    reader.keyboard.type("Il manque le lieu.")
    reader.keyboard.press("Tab")
    reader.keyboard.type("lectrice@exemple.fr")
    for key in ("Tab", "Tab", "Enter"):  # over the link to the privacy page
        reader.keyboard.press(key)

    reader.get_by_role("heading", name="Message reçu").wait_for()
    report = Report.objects.get()
    assert (report.subject, report.message, report.email) == (
        "complement",
        "Il manque le lieu.",
        "lectrice@exemple.fr",
    )
    assert report.page == "/projets/le-fleuve-raconte/"
    assert reader.get_by_text(report.reference).is_visible()
    assert reader.context.cookies() == []


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
def test_report_is_sent_without_script(reader):
    reader.goto(CONTACT)
    reader.get_by_role("radio", name="autre").check()
    reader.get_by_label("Votre message").fill("Bonjour.")
    reader.get_by_role("button", name=SEND).click()

    assert reader.get_by_role("heading", name="Message reçu").is_visible()


def test_error_has_the_focus_and_leads_to_what_is_to_mend(reader):
    reader.goto(CONTACT)
    reader.get_by_label("Votre adresse électronique").fill("nom@")
    reader.get_by_role("button", name=SEND).click()

    # the browser gives the focus once it has drawn the page
    reader.wait_for_function("document.activeElement.innerText.startsWith('Le message n’est pas envoyé')")
    reader.get_by_role("link", name="Écrivez votre message.").press("Enter")
    reader.keyboard.type("Bonjour.")

    assert reader.title().startswith("Erreur")
    assert reader.get_by_label("Votre message").input_value() == "Bonjour."
    assert reader.get_by_label("Votre adresse électronique").input_value() == "nom@"


@pytest.mark.parametrize("width", [390, 1280])
def test_form_with_errors_and_receipt_break_no_rule(reader, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(CONTACT)
    reader.get_by_label("Votre adresse électronique").fill("nom@")
    reader.get_by_role("button", name=SEND).click()
    wrong = faults_of(reader)

    reader.get_by_label("demander un retrait").check()
    reader.get_by_label("Votre message").fill("Bonjour.")
    reader.get_by_label("Votre adresse électronique").fill("")
    reader.get_by_role("button", name=SEND).click()
    reader.get_by_role("heading", name="Message reçu").wait_for()

    assert wrong == []
    assert faults_of(reader) == []


def test_field_for_programs_is_met_by_nobody(reader):
    reader.goto(CONTACT)

    assert not reader.locator("[name=site]").is_visible()
    assert reader.get_by_role("textbox", name="Laissez ce champ vide").count() == 0


def test_what_is_typed_is_there_again_after_going_back(reader):
    reader.goto(CONTACT)
    reader.get_by_label("Votre message").fill("Bonjour.")
    reader.goto("/a-propos/")
    reader.go_back()

    assert reader.get_by_label("Votre message").input_value() == "Bonjour."
