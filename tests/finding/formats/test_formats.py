"""What all the forms of one list have in common: the same entries, at the same address, asked again for nothing."""

import csv
import json
from io import BytesIO, StringIO

import feedparser
import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from directory.registry import KINDS
from finding.listing import Listing
from finding.memory.library import library
from tests.factories import ActorFactory, ProjectFactory, factory_of
from tests.finding.memory.everything import make_everything
from tests.once import once

pytestmark = pytest.mark.django_db

SEARCHED = KINDS.searched()
TAKEN = [(kind, name) for kind in SEARCHED.values() for name in kind.filters["format"].formats if name != "html"]
OTHERS = [("q", "son"), ("q", "projet"), ("tri", "titre"), ("tri", "recent"), ("montant_min", "1"), ("lieu", "x")]


def make_public_and_others():
    """Entries of each kind, and beside each of them a draft, one that is withdrawn, and an invented one."""
    make_everything()
    for name in KINDS:
        factory, parents = factory_of(name), KINDS[name].model.PUBLIC_WITH
        states = [{}, {}, {"draft": True}, {"withdrawn": True}, {"is_example": True}]
        for state in states[:5] if not parents else states[:2]:
            factory(**state)
    ActorFactory(masked=True)


world = once(make_public_and_others)


def identifiers(response):
    """The identifiers that a file tells, in order."""
    rows = csv.DictReader(StringIO(response.getvalue().decode("utf-8-sig"), newline=""), delimiter=";")
    return [row["Identifiant permanent"] for row in rows]


def objects(response):
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in response.getvalue().decode().split("\n")[:-1]]


def in_workbook(response):
    """The identifiers that a workbook tells, in order."""
    _headings, *rows = load_workbook(BytesIO(response.getvalue())).active.iter_rows(max_col=1, values_only=True)
    return [identifier for (identifier,) in rows]


def placed(kind, client, asked):
    """The identifiers of the features of a list in GeoJSON, which counts the others; none where it is not on a map."""
    if "geojson" not in kind.filters["format"].formats:
        return []
    collection = json.loads(client.get(f"{asked}&format=geojson").getvalue())
    identifiers = [one["id"] for one in collection["features"]]
    assert len(identifiers) + collection["unlocated"] == client.get(f"{asked}&format=json").json()["total"]
    return identifiers


def by_api(kind, client, query):
    """The identifiers that the API tells; None when it refuses, as what is asked is not all understood."""
    answer = client.get(f"/api/v1/{kind.path}?{query.urlencode()}&par_page=100")
    filterset = kind.filterset_class(query)
    is_odd = bool({*query} - {*kind.filters} or filterset.unknown or filterset.slips)
    is_said_again = any(len(query.getlist(name)) > 1 for name in ("tri", "lieu", "montant_min"))
    assert answer.status_code == (400 if is_odd or is_said_again else 200)
    return [one["identifier"] for one in answer.json()["results"]] if answer.status_code == 200 else None


def queries(kind):
    """Addresses of the list of a kind: values of its facets, that exist or not, words, bounds, sorts."""
    index = library.catch_up().index(kind.name)
    values = [(name, value) for name, facet in index.facets.items() for value in facet.by_value]
    return st.lists(st.sampled_from([*sorted(values), *OTHERS, ("territoire", "inconnu")]), max_size=3)


@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_all_forms_hold_the_same_entries_and_none_that_is_not_public(world, data):
    kind, client = data.draw(st.sampled_from([*SEARCHED.values()]), "kind"), Client()
    query = QueryDict(mutable=True)
    for name, value in data.draw(queries(kind), "query"):
        query.appendlist(name, value)
    asked = f"{kind.list_url}?{query.urlencode()}"

    answer = client.get(f"{asked}&format=json&par_page=96").json()
    rows = identifiers(client.get(f"{asked}&format=csv"))
    told = [one["identifier"] for one in objects(client.get(f"{asked}&format=jsonl"))]
    book = in_workbook(client.get(f"{asked}&format=xlsx"))
    spots, served = placed(kind, client, asked), by_api(kind, client, query)
    found = kind.rows(Listing(kind.filterset_class(query), kind).ordered_pks)
    news = feedparser.parse(client.get(f"{asked}&format=atom").content).entries

    assert (
        rows == told == book == [result["id"] for result in answer["results"]] == [entry.identifier for entry in found]
    )
    assert served in (None, rows)
    assert spots == [identifier for identifier in rows if identifier in {*spots}]
    assert {one.id.rstrip("/").rpartition("/")[2] for one in news} == {*rows}
    public = {*kind.model.objects.published().real().values_list("identifier", flat=True)}
    assert {*rows} <= public


@pytest.mark.parametrize(("kind", "name"), TAKEN, ids=lambda one: getattr(one, "name", one))
def test_form_that_was_received_is_not_sent_again_until_something_changes(client, kind, name):
    factory_of(kind.name)()
    address = f"{kind.list_url}?format={name}"

    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    ProjectFactory()
    later = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert [first.status_code, again.status_code, later.status_code] == [200, 304, 200]
    assert not (first.cookies or again.cookies)


@pytest.mark.parametrize(("kind", "name"), TAKEN, ids=lambda one: getattr(one, "name", one))
def test_form_has_its_type_and_answers_to_head_as_to_get(client, kind, name):
    factory_of(kind.name)()
    address = f"{kind.list_url}?format={name}"

    head, got = client.head(address), client.get(address)

    assert got.headers["Content-Type"].startswith(kind.filters["format"].formats[name].content_type)
    assert {**head.headers, "Content-Length": ""} == {**got.headers, "Content-Length": ""}
    assert head.getvalue() == b""


@pytest.mark.parametrize("kind", SEARCHED.values(), ids=SEARCHED)
def test_form_that_the_list_does_not_have_is_told_on_its_page(client, kind):
    unknown = client.get(f"{kind.list_url}?format=docx")

    assert unknown.context["listing"].notices == [
        "Format : « docx » n’existe pas, la page garde son réglage habituel."
    ]
