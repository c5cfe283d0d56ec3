"""The thesaurus."""

import pytest

from tests.factories import DisciplineFactory, MetierFactory, ProjectFactory, TermFactory, TermLabelFactory
from tests.staff import edit, form_of, send, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

TERMS = "/gestion/directory/term/"


def test_protected_term_keeps_its_address_and_stays(admin_client):
    term = MetierFactory(name="médiation", is_protected=True)

    edit(admin_client, f"{TERMS}{term.pk}/change/", slug="autre", definition="Aller vers les publics.")
    response = admin_client.post(f"{TERMS}{term.pk}/delete/", {"post": "yes"})

    term.refresh_from_db()
    assert (term.slug, term.definition) == ("mediation", "Aller vers les publics.")
    assert response.status_code == 403


def test_term_in_use_cannot_be_deleted(admin_client):
    used, unused = DisciplineFactory(), DisciplineFactory()
    ProjectFactory(disciplines=[used])

    assert admin_client.post(f"{TERMS}{used.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_client.post(f"{TERMS}{unused.pk}/delete/", {"post": "yes"}).status_code == 302


def test_label_that_means_another_term_is_told(admin_client):
    TermLabelFactory(label="fab lab")
    term = TermFactory()
    row = {"labels-TOTAL_FORMS": "1", "labels-0-label": "Fab-Lab", "labels-0-term": term.pk}

    response = edit(admin_client, f"{TERMS}{term.pk}/change/", **row)

    assert "Cette écriture désigne déjà un terme de ce vocabulaire." in told(response)


def test_second_to_save_a_term_is_told_and_loses_nothing(admin_client):
    term = TermFactory(name="fablab")
    url = f"{TERMS}{term.pk}/change/"
    stale = form_of(admin_client.get(url))
    edit(admin_client, url, definition="De la première personne.")

    response = send(admin_client, url, {**stale, "definition": "De la seconde."})

    term.refresh_from_db()
    assert term.definition == "De la première personne."
    assert (
        "pendant que vous la corrigiez" in told(response)[-1] and form_of(response)["definition"] == "De la seconde."
    )
