"""The contact page: what is received, what is refused, and that nothing typed is lost."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from contributions.models import Report
from contributions.seal import Seal
from contributions.views import REPORTS_PER_HOUR
from french.dates import PartialDate
from tests.contributions.sending import CONTACT, MESSAGE, opened, post, seal_of, send, text_of
from tests.factories import ProjectFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def team(settings):
    settings.PUBLISHER = settings.PUBLISHER | {"email": "equipe@exemple.fr"}


@pytest.fixture
def clock(monkeypatch):
    def show(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    show(datetime(2026, 3, 2, 8, tzinfo=UTC))
    return show


def typed_in(response):
    """What the form holds when it comes back."""
    page = response.content.decode()
    return {
        "subject": "".join(re.findall(r'<input type="radio"[^>]* value="(\w+)"[^>]* checked', page)),
        "message": re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)[1],
        "email": "".join(re.findall(r'<input type="email"[^>]* value="([^"]+)"', page)),
    }


def test_message_is_received(client):
    response = send(client)

    report = Report.objects.get()
    assert (report.subject, report.message, report.email) == tuple(MESSAGE.values())
    assert re.fullmatch(r"S-\d{4}-[0-9A-Z]{8}", report.reference)
    assert (response.status_code, response.url) == (302, report.receipt_url)


def test_message_of_a_browser_that_refuses_cookies_is_received():
    client = Client(enforce_csrf_checks=True)

    response = send(client)

    assert (response.status_code, client.cookies) == (302, {})


def test_report_knows_the_page_that_it_comes_from(client):
    project = ProjectFactory(name="Fresque", slug="fresque")

    send(client, f"{CONTACT}?page=/projets/fresque/")

    report = Report.objects.get()
    assert (report.page, report.page_title, report.identifier) == (
        "/projets/fresque/",
        "Fresque",
        project.identifier,
    )


def test_page_of_an_entry_leads_to_the_contact_page_which_shows_it(client):
    project = ProjectFactory(name="Fresque", slug="fresque")

    link = re.search(r'href="(/contact/\?page=[^"]+)"', client.get(project.get_absolute_url()).content.decode())[1]

    assert "Page concernée Fresque /projets/fresque/" in text_of(client.get(link))


def test_tombstone_leads_to_the_contact_page_which_shows_it(client):
    project = ProjectFactory(name="Fresque", slug="fresque", withdrawn=True)

    link = re.search(r'href="(/contact/\?page=[^"]+)"', client.get(project.get_absolute_url()).content.decode())[1]

    assert "Page concernée Fresque /projets/fresque/" in text_of(client.get(link))


def test_page_is_kept_for_nobody_else(client):
    first, second = client.get(CONTACT), client.get(CONTACT)

    assert seal_of(first) != seal_of(second)
    assert "ETag" not in first.headers
    assert "private" in first.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"subject": ""}, "Choisissez de quoi il s’agit."),
        ({"subject": "inconnu"}, "parmi ce qui est proposé"),
        ({"message": " \n "}, "Écrivez votre message."),
        ({"message": "é" * 5001}, "compte 5001 caractères et ne peut en compter que 5000"),
        ({"email": "nom@"}, "Cette adresse est incomplète"),
        ({"email": "nom@exemple.fr\r\nBcc: autre@exemple.fr"}, "Cette adresse est incomplète"),
        ({"site": "https://exemple.test/"}, "Un champ invisible a été rempli"),
    ],
)
def test_form_that_is_wrong_comes_back_as_it_was_filled_in(client, wrong, told):
    response = send(client, **wrong)

    expected = MESSAGE | {name: value for name, value in wrong.items() if name != "site"}
    shown = typed_in(response)
    assert told in text_of(response)
    assert "<title>Erreur" in response.content.decode()
    assert shown["message"].strip() == expected["message"].strip()
    assert shown["subject"] == expected["subject"].replace("inconnu", "")
    assert Report.objects.count() == 0


@pytest.mark.parametrize("field", ["subject", "message", "email"])
def test_error_is_tied_to_its_field(client, field):
    """RGAA 11.10: the summary leads to the field, which is invalid and described by its error."""
    page = send(client, **{field: "x@" if field == "email" else ""}).content.decode()

    control = re.search(rf'<(?:input|textarea)[^>]* name="{field}"[^>]*>', page)[0]
    identifier = re.search(r' id="([^"]+)"', control)[1]
    described = re.search(rf'aria-describedby="([^"]*id_{field}_error)"', page)
    assert f'<a href="#{identifier}">' in page
    assert 'aria-invalid="true"' in control
    assert all(f'id="{name}"' in page for name in described[1].split())


def test_line_break_counts_once(client):
    send(client, message="\r\n".join("a" * 2500))

    assert len(Report.objects.get().message) == 4999


def test_message_of_the_greatest_length_is_received_whole(client):
    send(client, message="🎭" * 5000)

    assert Report.objects.get().message == "🎭" * 5000


def test_control_characters_are_left_out(client):
    send(client, message="avant\0\x1b[2J\taprès")

    assert Report.objects.get().message == "avant[2J\taprès"


@pytest.mark.parametrize("ago", [0, 2])
def test_form_sent_back_at_once_is_asked_again(client, ago):
    response = post(client, seal=opened(client, ago=ago))

    assert "moins de trois secondes" in text_of(response)
    assert typed_in(response) == MESSAGE
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    "seal", ["", "x", "a:b:c", str(Seal())[:-1] + "~"], ids=["none", "short", "foreign", "altered"]
)
def test_form_without_a_good_seal_is_asked_again_then_received(client, seal):
    refused = post(client, seal=seal)
    response = post(client, seal=seal_of(refused))

    assert typed_in(refused) == MESSAGE
    assert (response.status_code, Report.objects.count()) == (302, 1)


def test_form_older_than_a_day_is_asked_again_about_the_same_page(client, clock):
    ProjectFactory(name="Fresque", slug="fresque")
    page = f"{CONTACT}?page=/projets/fresque/"
    old = opened(client, page)
    clock(datetime(2026, 3, 3, 9, tzinfo=UTC))

    refused = post(client, page, seal=old)
    post(client, page, seal=seal_of(refused))

    assert "ouverte depuis plus d’un jour" in text_of(refused)
    assert Report.objects.get().page == "/projets/fresque/"


def test_two_clicks_make_one_report(client, mailoutbox):
    seal = opened(client)

    answers = [post(client, seal=seal).url for _ in range(2)]

    assert len(set(answers)) == Report.objects.count() == len(mailoutbox) == 1


def test_two_clicks_at_the_same_instant_make_one_report():
    told = {"subject": "erreur", "message": "Deux fois."}
    first, is_new = Report.objects.receive("S-2026-AAAAAAAA", **told)

    second, is_new_again = Report.objects.receive("S-2026-AAAAAAAA", **told)

    assert (first, is_new, is_new_again) == (second, True, False)


def test_form_sent_changed_and_sent_again_makes_two_reports(client):
    seal = opened(client)

    for message in ("La date est fausse.", "La date est juste, le lieu est faux."):
        post(client, seal=seal, message=message)

    reports = Report.objects.all()
    assert {report.message for report in reports} == {
        "La date est fausse.",
        "La date est juste, le lieu est faux.",
    }
    assert len({report.reference for report in reports}) == 2


def test_sender_of_many_messages_waits_and_keeps_what_is_typed(client):
    for number in range(REPORTS_PER_HOUR):
        send(client, message=f"Message {number}")

    refused = send(client, message="Un de trop")

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3600")
    assert typed_in(refused)["message"] == "Un de trop"
    assert Report.objects.count() == REPORTS_PER_HOUR


def test_limit_is_for_each_address(client):
    for number in range(REPORTS_PER_HOUR):
        send(client, message=f"Message {number}")

    elsewhere = send(Client(REMOTE_ADDR="192.0.2.7"))

    assert elsewhere.status_code == 302


def test_limit_is_over_after_an_hour(client):
    for number in range(REPORTS_PER_HOUR):
        send(client, message=f"Message {number}")
    Report.objects.update(received_at=timezone.now() - timedelta(minutes=61))

    assert send(client).status_code == 302


def test_last_message_allowed_is_told_as_received_when_it_is_sent_twice(client):
    for number in range(REPORTS_PER_HOUR - 1):
        send(client, message=f"Message {number}")
    seal = opened(client)

    answers = [post(client, seal=seal).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_message_that_cannot_be_stored_is_not_lost(client, monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("contributions.models.ReportQuerySet.receive", locked)

    response = send(client)

    assert response.status_code == 503
    assert "n’est pas enregistré" in text_of(response)
    assert typed_in(response) == MESSAGE


def test_file_is_refused(client):
    response = client.post(CONTACT, MESSAGE | {"seal": opened(client)})

    assert response.status_code == 400
    assert Report.objects.count() == 0


def test_receipt_says_what_was_received_and_shows_none_of_it(client):
    ProjectFactory(name="Fresque", slug="fresque")
    receipt = send(client, f"{CONTACT}?page=/projets/fresque/", subject="retrait").url

    text = text_of(client.get(receipt))

    report = Report.objects.get()
    assert report.reference in text
    assert "Fresque /projets/fresque/" in text
    assert "19 caractères" in text
    assert " ".join(f"gardés jusqu’au {PartialDate(report.kept_until.isoformat()).display}".split()) in text
    assert "un mois pour vous répondre" in text
    assert MESSAGE["message"] not in text
    assert MESSAGE["email"] not in text


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"email": ""}, "l’équipe ne pourra pas vous répondre"),
        ({"email": "nom@exemple.fr"}, "Aucun délai de réponse n’est fixé."),
        ({"email": "", "subject": "retrait"}, "l’équipe ne pourra pas vous répondre"),
    ],
)
def test_receipt_promises_no_answer_that_nobody_decided(client, values, told):
    assert told in text_of(client.get(send(client, **values).url))


def test_receipt_is_kept_by_nobody(client):
    receipt = client.get(send(client).url)

    assert "no-store" in receipt.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in receipt.content.decode()


@pytest.mark.parametrize("sealed", ["S-2026-AAAAAAAA", "x", str(Seal())], ids=["unsigned", "short", "of another form"])
def test_receipt_is_found_by_its_signed_address_alone(client, sealed):
    ReportFactory(reference="S-2026-AAAAAAAA")

    assert client.get(f"/contact/recu/{sealed}/").status_code == 404


def test_receipt_of_an_erased_report_says_so(client):
    report = ReportFactory()
    receipt = report.receipt_url
    report.delete()

    response = client.get(receipt)

    assert response.status_code == 410
    assert "il ne reste rien" in text_of(response)


@pytest.mark.parametrize("path", ["/", CONTACT, "/sitemap.xml", "/plan-du-site/", "/recherche/?q=zygomatique"])
def test_no_page_shows_a_report(client, path):
    project = ProjectFactory(slug="fresque")
    ReportFactory(message="zygomatique secret", email="zygomatique@exemple.fr", identifier=project.identifier)

    for page in (path, project.get_absolute_url(), f"{CONTACT}?page={project.get_absolute_url()}"):
        assert re.findall("zygomatique(?: secret|@)", client.get(page).content.decode()) == []
