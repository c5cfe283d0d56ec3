"""The admin of actors: search, merge, masked persons."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from actors.models import Actor
from tests.factories import ActorFactory, ActorNameFactory, ActorTypeFactory, CommuneFactory, ParticipationFactory
from tests.staff import act, edit, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ACTORS = "/gestion/actors/actor/"


def found(client, words):
    return {actor.name for actor in client.get(ACTORS, {"q": words}).context["cl"].result_list}


@pytest.mark.parametrize("words", ["552 081 317 66522", "55208131766522", "ecrans du clain", "EDC"])
def test_search_finds_an_actor(admin_client, words):
    wanted = ActorFactory(name="Les Écrans du Clain", siret="55208131766522")
    ActorNameFactory(actor=wanted, name="EDC")
    ActorFactory(name="Autre")

    assert found(admin_client, words) == {"Les Écrans du Clain"}


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_actor_and_three(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        ActorFactory(seat=CommuneFactory(), actor_type=ActorTypeFactory())

    with django_assert_num_queries(9):
        admin_client.get(ACTORS)


def test_real_name_of_a_masked_person_is_for_staff_alone(admin_client):
    person = ActorFactory(masked=True, name="Camille Exemple")

    assertContains(admin_client.get(f"{ACTORS}{person.pk}/change/"), "Camille Exemple")
    assertNotContains(admin_client.get(f"{ACTORS}{person.pk}/apercu/"), "Camille Exemple")
    assertNotContains(admin_client.get(f"{ACTORS}{person.pk}/change/"), "Voir sur le site")


def test_wrong_siret_is_told(admin_client):
    actor = ActorFactory()

    response = edit(admin_client, f"{ACTORS}{actor.pk}/change/", siret="12345678901234")

    assert told(response) == ["Ce n’est pas un SIRET valide : quatorze chiffres, clé de contrôle comprise."]


def test_siret_of_another_actor_is_told(admin_client):
    ActorFactory(siret="55208131766522")
    actor = ActorFactory()

    response = edit(admin_client, f"{ACTORS}{actor.pk}/change/", siret="55208131766522")

    assert told(response) == ["Un autre acteur a déjà ce SIRET."]


# personne ou structure ?


def test_first_page_leads_to_those_that_wait_for_an_answer(admin_client):
    waiting = ActorFactory(name="Zinzoline", unanswered=True)
    ActorFactory(), ActorFactory(masked=True)

    tasks = {one.label: one for _, several in admin_client.get("/gestion/").context["to_do"] for one in several}

    task = tasks["à dire : personne ou structure ?"]
    assert task.number == 1
    assert list(admin_client.get(task.url).context["cl"].result_list) == [waiting]


@pytest.mark.parametrize(
    ("action", "is_masked", "message"),
    [
        ("answer_organisation", False, "Le site nomme désormais « Zag » et « Zig »."),
        ("answer_person", True, "Masquées partout sur le site : « Zag » et « Zig »."),
    ],
)
def test_list_has_the_two_answers(admin_client, action, is_masked, message):
    actors = [ActorFactory(name=name, unanswered=True) for name in ("Zag", "Zig")]

    response = act(admin_client, ACTORS, action, *actors)

    assert told(response) == [message]
    assert {actor.is_masked for actor in Actor.objects.all()} == {is_masked}
    assert not Actor.objects.to_answer().exists()
    assertContains(admin_client.get(f"{ACTORS}{actors[0].pk}/history/"), "action sur plusieurs fiches")


def test_answer_against_the_type_is_told(admin_client):
    person = ActorFactory(name="Zig", unanswered=True, actor_type=ActorTypeFactory(slug="personne-physique"))

    response = act(admin_client, ACTORS, "answer_organisation", person)

    assert "dit le contraire" in told(response)[0]
    assert Actor.objects.get().is_masked


def test_form_says_that_the_name_is_masked_until_somebody_answers(admin_client):
    response = edit(admin_client, f"{ACTORS}add/", name="Camille Exemple", status="publie")

    assert response.status_code == 302 and Actor.objects.get().is_masked
    assert "« Camille Exemple » est masquée partout sur le site." in " ".join(told(admin_client.get(ACTORS)))


def test_publishing_who_waits_says_that_the_name_stays_masked(admin_client):
    actor = ActorFactory(name="Zinzoline", unanswered=True, draft=True)

    response = act(admin_client, ACTORS, "move_to_published", actor)

    assert any("masquée partout" in message for message in told(response))
    assert not any("est publiée, mais" in message for message in told(response))


def test_page_of_who_waits_says_why_it_is_masked(admin_client):
    actor = ActorFactory(name="Zinzoline", unanswered=True)

    assertContains(admin_client.get(f"{ACTORS}{actor.pk}/change/"), "Rien ne montre que c’est une structure")


# merging


def merge_url(loser, winner=None):
    return f"{ACTORS}{loser.pk}/fusionner/" + (f"?garder={winner.pk}" if winner else "")


def test_merge_page_offers_the_names_that_look_alike(admin_client):
    loser = ActorFactory(name="Fab Lab de Pau")
    alike = ActorFactory(name="FabLab Pau")
    ActorFactory(name="Autre chose")

    response = admin_client.get(merge_url(loser))

    assert [entry for entry, _ in response.context["candidates"]] == [alike]


def test_merge_page_finds_by_words(admin_client):
    loser, wanted = ActorFactory(name="Fab Lab de Pau"), ActorFactory(name="L’Atelier")

    response = admin_client.get(merge_url(loser), {"q": "l'atelier"})

    assert [entry for entry, _ in response.context["candidates"]] == [wanted]


def test_merge_page_tells_what_will_move_and_moves_nothing(admin_client):
    loser, winner = ActorFactory(), ActorFactory()
    part = ParticipationFactory(actor=loser)

    response = admin_client.get(merge_url(loser, winner))

    assertContains(response, "Participations&nbsp;: 1")
    part.refresh_from_db()
    assert part.actor == loser


def test_merge_is_done_once_confirmed(admin_client):
    loser, winner = ActorFactory(name="Fab Lab de Pau"), ActorFactory(name="FabLab Pau")
    part = ParticipationFactory(actor=loser)

    response = admin_client.post(merge_url(loser, winner), follow=True)

    part.refresh_from_db()
    assert part.actor == winner
    assert told(response)[0] == "« Fab Lab de Pau » est fusionnée dans « FabLab Pau », et son adresse y mène."


def test_address_of_a_merged_actor_leads_to_the_other(admin_client, client):
    loser, winner = ActorFactory(), ActorFactory()

    admin_client.post(merge_url(loser, winner))

    assert client.get(loser.get_absolute_url()).headers["Location"] == winner.get_absolute_url()


@pytest.mark.parametrize("method", ["get", "post"])
def test_merge_that_cannot_be_is_told(admin_client, method):
    loser, winner = ActorFactory(), ActorFactory(draft=True)

    response = getattr(admin_client, method)(merge_url(loser, winner), follow=True)

    assertContains(response, "publiez d’abord la fiche à garder")
    assert not Actor.objects.exclude(merged_into=None).exists()


def test_merge_action_keeps_the_published_one(admin_client):
    published, draft = ActorFactory(), ActorFactory(draft=True)

    response = act(admin_client, ACTORS, "merge_selected", published, draft)

    assert (response.context["loser"], response.context["winner"]) == (draft, published)


@pytest.mark.parametrize("query", ["?garder=abc", "?garder=999999"])
def test_merge_with_nothing_is_not_found(admin_client, query):
    assert admin_client.get(f"{ACTORS}{ActorFactory().pk}/fusionner/{query}").status_code == 404


def test_merge_needs_the_permission_to_change(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("stagiaire", is_staff=True))

    response = client.get(merge_url(ActorFactory()))

    assert response.status_code == 403


def test_actor_that_succeeds_to_itself_is_told(admin_client):
    actor = ActorFactory()

    response = edit(admin_client, f"{ACTORS}{actor.pk}/change/", succeeds=[actor.pk])

    assert told(response) == ["Une fiche ne succède pas à elle-même."]
    assert not actor.succeeds.exists()


def test_actor_succeeds_to_another(admin_client):
    actor, former = ActorFactory(), ActorFactory()

    edit(admin_client, f"{ACTORS}{actor.pk}/change/", succeeds=[former.pk])

    assert list(actor.succeeds.all()) == [former]
