"""What answers at the address of an entry, whatever becomes of it."""

import pytest
from django.test import RequestFactory
from django.utils import timezone

from directory.addresses import kinds
from directory.models import Entry
from directory.registry import KINDS
from projects.views import ProjectDetailView
from tests.factories import ActorFactory, ProjectFactory, factory_of

pytestmark = pytest.mark.django_db


def permanent(entry):
    return f"/id/{entry.identifier}/"


def merge(loser, winner):
    loser.status, loser.merged_into = Entry.Status.WITHDRAWN, winner
    loser.save()


@pytest.mark.parametrize("kind", KINDS)
def test_published_entry_has_a_page(client, kind):
    entry = factory_of(kind)(name="Une fiche de tous les jours")

    response = client.get(entry.get_absolute_url())

    assert response.status_code == 200
    assert "Une fiche de tous les jours" in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled"])
def test_entry_that_nobody_ever_read_is_not_found(client, kind, state):
    entry = factory_of(kind)(name="Secret", slug="chose", **{state: True})

    responses = [client.get(address) for address in (entry.get_absolute_url(), permanent(entry))]

    assert [response.status_code for response in responses] == [404, 404]
    assert not any("Secret" in response.content.decode() for response in responses)


@pytest.mark.parametrize("kind", KINDS)
def test_withdrawn_entry_leaves_a_tombstone(client, kind):
    told = {"name": "Feu le parcours", "withdrawal_note": "Arrêté en 2023.", "summary": "Rien à dire."}
    entry = factory_of(kind)(withdrawn=True, **told)

    responses = [client.get(address) for address in (entry.get_absolute_url(), permanent(entry))]

    for response in responses:
        page = response.content.decode()
        assert response.status_code == 410
        assert "Feu le parcours" in page and "Arrêté en 2023." in page and "Rien à dire." not in page


def test_entry_back_in_draft_leaves_a_tombstone(client):
    project = ProjectFactory()
    project.status = Entry.Status.DRAFT
    project.save()

    response = client.get(project.get_absolute_url())

    assert response.status_code == 410


def test_merged_entry_redirects_to_the_last_winner(client):
    first, second, third = ActorFactory(), ActorFactory(), ActorFactory()
    merge(first, second)
    merge(second, third)

    responses = [client.get(address) for address in (first.get_absolute_url(), permanent(first))]

    assert [response.status_code for response in responses] == [301, 301]
    assert {response.url for response in responses} == {third.get_absolute_url()}


def test_entry_merged_into_a_withdrawn_one_leaves_its_tombstone(client):
    loser, winner = ProjectFactory(name="Premier"), ProjectFactory(name="Second", withdrawn=True)
    merge(loser, winner)

    response = client.get(loser.get_absolute_url())

    assert response.status_code == 410
    assert "Second" in response.content.decode()


def test_entry_merged_into_a_draft_keeps_its_own_tombstone(client):
    loser, winner = ProjectFactory(name="Premier"), ProjectFactory(name="Secret", draft=True)
    merge(loser, winner)

    response = client.get(loser.get_absolute_url())

    assert response.status_code == 410
    assert "Premier" in response.content.decode() and "Secret" not in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_former_address_redirects_to_the_present_one(client, kind):
    entry = factory_of(kind)(slug="avant")
    before = entry.get_absolute_url()
    entry.slug = "apres"
    entry.save()

    response = client.get(before)

    assert response.status_code == 301
    assert response.url == entry.get_absolute_url()


def test_former_address_of_a_withdrawn_entry_leaves_a_tombstone(client):
    project = ProjectFactory(slug="avant")
    project.slug, project.status = "apres", Entry.Status.WITHDRAWN
    project.save()

    assert client.get("/projets/avant/").status_code == 410


@pytest.mark.parametrize("kind", KINDS)
def test_permanent_identifier_leads_to_the_page(client, kind):
    entry = factory_of(kind)()

    responses = [client.get(f"/id/{identifier}/") for identifier in (entry.identifier, entry.identifier.upper())]

    assert [(response.status_code, response.url) for response in responses] == [(301, entry.get_absolute_url())] * 2


@pytest.mark.parametrize("identifier", ["p00000000", "z12345678", "p", "-", "9" * 500])
def test_unknown_identifier_is_not_found(client, identifier):
    assert client.get(f"/id/{identifier}/").status_code == 404


def test_each_kind_of_entry_has_its_own_prefix():
    assert {*kinds().values()} == {kind.model._meta.concrete_model for kind in KINDS.values()}


def test_masked_person_is_never_named_where_it_was_public(client):
    person = ActorFactory(name="Camille Exemple", answer="personne", agreement="courriel du 3 mars 2024")
    before = person.get_absolute_url()
    person.agreement, person.withdrawal_note = "", "Retirée à la demande de Camille Exemple."
    person.save()

    answers = {address: client.get(address) for address in (before, person.get_absolute_url(), permanent(person))}

    assert [answer.status_code for answer in answers.values()] == [404, 410, 410]
    assert not any("Camille" in answer.content.decode() for answer in answers.values())


def test_preview_shows_a_draft_and_says_so():
    project = ProjectFactory(name="Bientôt", draft=True)
    request = RequestFactory().get("/gestion/apercu/")

    response = ProjectDetailView.as_view(is_preview=True)(request, slug=project.slug).render()

    page = response.content.decode()
    assert "Bientôt" in page and "Aperçu" in page and 'content="noindex"' in page


def test_example_is_marked_and_not_indexed(client):
    page = client.get(ProjectFactory(is_example=True).get_absolute_url()).content.decode()

    assert "Fiche d’exemple" in page and 'content="noindex"' in page


@pytest.mark.parametrize("query", ["q=%00", "q=%FF%FE", "x=" + "a" * 5000, "&&==&", "q=%", "tri=1&tri=2"])
def test_no_query_string_disturbs_a_page(client, query):
    project = ProjectFactory()

    assert client.get(f"{project.get_absolute_url()}?{query}").status_code == 200


@pytest.mark.parametrize("slug", ["inconnu", "a" * 3000, "%00", "%FF", "é", "a b"])
def test_unknown_slug_is_not_found(client, slug):
    assert client.get(f"/projets/{slug}/").status_code == 404


def test_entry_becomes_public_at_its_hour(client):
    project = ProjectFactory(scheduled=True)
    ProjectFactory._meta.model.objects.update(publish_from=timezone.now())

    assert client.get(project.get_absolute_url()).status_code == 200
