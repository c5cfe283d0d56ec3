"""What the API answers: the entries of the lists, whole, to anybody, and in plain words when it cannot."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date

from directory.registry import KINDS
from finding.memory.library import library
from opendata.api.registry import RESOURCES
from projects.models import Project
from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    DeliverableFactory,
    FundingFactory,
    LessonFactory,
    MetierFactory,
    ParticipationFactory,
    ProjectFactory,
    RoundFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db

PROJECTS = "/api/v1/projets/"
SEARCHED = KINDS.searched()


def names(response):
    return [one["title"] for one in response.json()["results"]]


def refused(response):
    """The parameters that a refusal names."""
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    return [one["parameter"] for one in response.json()["errors"]]


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_resource_tells_what_the_files_of_the_list_tell(client, kind):
    """The same entries, in the same order, by the same columns; neither drafts nor invented ones."""
    factory = factory_of(kind.name)
    factory(), factory(), factory(draft=True), factory(is_example=True)

    lines = client.get(f"{kind.list_url}?format=jsonl").getvalue().decode().splitlines()
    answer = client.get(f"/api/v1/{kind.path}").json()

    assert answer["results"] == [json.loads(line) for line in lines]
    assert answer["total"] == len(lines)


def test_answer_is_parted_in_pages_that_lead_to_one_another(client):
    metier = MetierFactory(name="médiation")
    for number in range(5):
        ProjectFactory(name=f"Projet {number}", metiers=[metier])
    asked = "par_page=2&tri=titre&metier=mediation"

    first, last = client.get(f"{PROJECTS}?{asked}"), client.get(f"{PROJECTS}?{asked}&page=3")
    second = client.get(first.json()["next"])

    assert [names(one) for one in (first, second, last)] == [
        ["Projet 0", "Projet 1"],
        ["Projet 2", "Projet 3"],
        ["Projet 4"],
    ]
    assert (first.json()["previous"], last.json()["next"]) == (None, None)
    assert first.headers["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert (
        client.get(f"{PROJECTS}?{asked}&page=4").json()["detail"] == "Il n’y a pas de page 4 : la dernière est la 3."
    )


def test_all_that_is_not_understood_is_told_at_once_and_nothing_is_ignored(client):
    MetierFactory(name="médiation")
    ProjectFactory()

    asked = "metier=mediation&metier=rien&couleur=bleu&tri=beau&page=0&par_page=101&champs=title,rien&depuis=hier"
    assert refused(client.get(f"{PROJECTS}?{asked}")) == [
        *("couleur", "page", "par_page", "depuis", "champs", "metier", "tri")
    ]
    # what a page only understands, what changes nothing, what is said twice
    assert refused(client.get(f"{PROJECTS}?exemples=oui")) == ["exemples"]
    assert refused(client.get(f"{PROJECTS}?rayon=20")) == ["rayon"]
    assert refused(client.get(f"{PROJECTS}?tri=titre&tri=recent")) == ["tri"]


def test_only_what_was_written_or_published_since_is_told(client):
    old, new = ProjectFactory(name="Ancien"), ProjectFactory(name="Nouveau")
    past = datetime(2020, 1, 1, tzinfo=UTC)
    Project.objects.filter(pk=old.pk).update(first_published_at=past)
    Project._base_manager.filter(pk=old.pk).update(updated_at=past)

    assert names(client.get(f"{PROJECTS}?depuis=2021-01-01")) == [new.name]
    assert names(client.get(f"{PROJECTS}?depuis=2019-12-31T23:59&tri=titre")) == [old.name, new.name]
    assert names(client.get(f"{PROJECTS}?depuis={timezone.localdate() + timedelta(days=2)}")) == []


def test_some_fields_only_and_the_distance_where_one_looks_around(client):
    town = CommuneFactory(name="Ville", code="33063", latitude=45, longitude=0)
    project = ProjectFactory(name="Son", territories=[town])

    assert client.get(f"{PROJECTS}?champs=title,year").json()["results"] == [{"title": "Son", "year": None}]
    assert client.get(f"{PROJECTS}?champs=title&autour=33063").json()["results"] == [{"title": "Son", "distance": 0.0}]
    assert client.get(f"{PROJECTS}{project.identifier}/?champs=body").json().keys() == {"body", "links"}


ENTRIES = {name: one for name, one in RESOURCES.items() if one.prefix}


@pytest.mark.parametrize("resource", ENTRIES.values(), ids=ENTRIES)
def test_entry_is_told_whole_with_the_addresses_where_to_read_it(client, resource):
    entry = factory_of(resource.kind.name)(body="Un récit.")

    told = client.get(f"/api/v1/{resource.name}/{entry.identifier}/").json()

    listed = client.get(f"/api/v1/{resource.name}/").json()["results"]
    assert [{name: told[name] for name in listed[0]}] == [one for one in listed if one["url"] == told["url"]]
    assert told["body"] == "Un récit."
    assert client.get(told["links"]["self"]).json() == told
    assert client.get(told["links"]["page"]).status_code == 200
    assert client.get(told["links"]["permanent"]).headers["Location"] == entry.get_absolute_url()


@pytest.mark.parametrize("many", [1, 3])
def test_entry_with_more_beside_it_takes_no_more_queries(client, django_assert_max_num_queries, many):
    town = CommuneFactory(name="Ville")
    call = CallFactory(leads=[ActorFactory()])
    project = ProjectFactory(holder=ActorFactory(seat=town), territories=[town])
    for _ in range(many):
        FundingFactory(project=project, call=call, round=RoundFactory(call=call), beneficiary=ActorFactory())
        LessonFactory(project=project), DeliverableFactory(project=project), ParticipationFactory(project=project)
    library.catch_up()

    with django_assert_max_num_queries(32):
        told = client.get(f"{PROJECTS}{project.identifier}/").json()

    assert len(told["grants"]) == len(told["lessons"]) == many


@pytest.mark.parametrize("state", [{"draft": True}, {"is_example": True}])
def test_entry_that_is_in_no_list_is_not_found(client, state):
    project = ProjectFactory(name="Secret", **state)

    answer = client.get(f"{PROJECTS}{project.identifier}/")

    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert "Secret" not in answer.content.decode()


def test_person_who_may_not_be_named_is_not_found(client):
    person = ActorFactory(name="Une personne", masked=True)

    assert client.get(f"/api/v1/acteurs/{person.identifier}/").status_code == 404
    assert client.get("/api/v1/acteurs/").json()["total"] == 0


def test_entry_that_was_withdrawn_says_so_and_one_that_was_merged_leads_on(client):
    gone, kept, merged = (ProjectFactory(name=name) for name in ("Parti", "Gardé", "Fondu"))
    for entry, told in ((gone, {"withdrawal_note": "À la demande du porteur."}), (merged, {"merged_into": kept})):
        for name, value in {"status": Project.Status.WITHDRAWN, **told}.items():
            setattr(entry, name, value)
        entry.save()

    answer, moved = (client.get(f"{PROJECTS}{one.identifier}/") for one in (gone, merged))

    assert (answer.status_code, answer.json()["detail"]) == (410, "À la demande du porteur.")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"http://testserver{PROJECTS}{kept.identifier}/")


def test_answer_that_was_received_is_not_sent_again_until_something_changes(client, monkeypatch):
    ProjectFactory()
    library.catch_up()
    monkeypatch.setattr("opendata.api.views.SECOND", timedelta(0))  # what was just written may be written again
    first = client.get(PROJECTS)
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]

    again = [client.get(PROJECTS, headers=one) for one in ({"If-None-Match": tag}, {"If-Modified-Since": date})]
    before = client.get(PROJECTS, headers={"If-Modified-Since": http_date(0)})
    ProjectFactory()
    later = client.get(PROJECTS, headers={"If-None-Match": tag})

    assert [one.status_code for one in (*again, before, later)] == [304, 304, 200, 200]
    assert {one.headers["Access-Control-Allow-Origin"] for one in (first, *again)} == {"*"}


def test_row_that_was_told_is_not_read_again_until_something_changes(client, django_assert_max_num_queries):
    project = ProjectFactory(name="Son")
    client.get(PROJECTS)

    with django_assert_max_num_queries(2):  # the log of changes; sometimes the count of requests
        again = client.get(f"{PROJECTS}?tri=titre&champs=title")
    project.name = "Lumière"
    project.save()

    assert (names(again), names(client.get(f"{PROJECTS}?tri=titre"))) == (["Son"], ["Lumière"])


def test_any_site_may_read_and_none_is_recognised(client):
    ProjectFactory()
    client.cookies["sessionid"] = "un cookie"

    answers = [client.get(PROJECTS), client.head(PROJECTS), client.get("/api/v1/rien/"), client.post(PROJECTS)]
    preflight = client.options(PROJECTS, headers={"Access-Control-Request-Headers": "if-none-match"})

    assert [one.status_code for one in (*answers, preflight)] == [200, 200, 404, 405, 204]
    for answer in (*answers, preflight):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert not answer.cookies
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert [one.json()["status"] for one in answers[2:]] == [404, 405]


def test_refusal_that_no_view_makes_is_a_problem_too(client):
    answer = client.get(PROJECTS, SERVER_NAME="ailleurs.example")

    assert (answer.status_code, answer.json()["title"]) == (400, "Demande mal formée")
