"""Pages say to programs what they say to readers, in JSON-LD that a library of RDF reads."""

import json
import re

import pytest
from rdflib import RDF, Graph, Namespace

from directory.registry import KINDS
from tests.factories import (
    ActorFactory,
    FunderFactory,
    FundingFactory,
    ParticipationFactory,
    ProjectFactory,
    factory_of,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph"),  # rdflib itself reads JSON-LD with it
]
SCHEMA = Namespace("https://schema.org/")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TYPES = {
    "projects": "Project",
    "actors": "Organization",
    "territories": "AdministrativeArea",
    "tiers-lieux": "CivicStructure",
    "calls": "FundingScheme",
    "rounds": "FundingScheme",
    "events": "Event",
    "resources": "LearningResource",
    "definitions": "DefinedTerm",
}


def graph_of(data):
    """The triples, with the context that schema.org publishes written down: nothing is fetched."""
    told = json.loads(data) | {"@context": {"@vocab": str(SCHEMA)}}
    return Graph().parse(data=json.dumps(told), format="json-ld")


@pytest.mark.parametrize("name", [name for name in KINDS if name in TYPES])
def test_every_kind_says_what_it_is(client, name):
    entry = factory_of(name)(name="Fil <b>&amp; son")

    (block,) = BLOCK.findall(client.get(entry.get_absolute_url()).content.decode())
    answer = client.get(entry.get_absolute_url().rstrip("/") + ".jsonld")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/ld+json")
    assert json.loads(block) == json.loads(answer.content)
    graph = graph_of(block)
    assert set(graph.objects(None, RDF.type)) >= {SCHEMA[TYPES[name]], SCHEMA.BreadcrumbList}
    assert "Fil <b>&amp; son" in {str(one) for one in graph.objects(None, SCHEMA.name)}


def test_project_tells_its_grants_and_nobody_who_is_masked(client):
    project = ProjectFactory()
    FundingFactory(project=project, funder=FunderFactory(name="Région"), amount_voted=12_500)
    ParticipationFactory(project=project, actor=ActorFactory(name="Rosa Plantée", answer="personne"))

    answer = client.get(f"/id/{project.identifier}.jsonld", follow=True)

    (told, _) = json.loads(answer.content)["@graph"]
    assert told["funding"][0]["amount"] == {"@type": "MonetaryAmount", "value": 12_500.0, "currency": "EUR"}
    assert told["funding"][0]["funder"][0]["name"] == "Région"
    assert "member" not in told and "Rosa" not in answer.content.decode()


@pytest.mark.parametrize(("values", "status"), [({"status": "brouillon"}, 404), ({"is_example": True}, 404)])
def test_what_is_not_public_says_nothing(client, values, status):
    project = ProjectFactory(**values)

    for address in (project.get_absolute_url().rstrip("/"), f"/id/{project.identifier}"):
        assert client.get(f"{address}.jsonld").status_code == status


def test_withdrawn_entry_leaves_a_tombstone(client):
    project = ProjectFactory(name="Nom retiré")
    project.status = "retire"
    project.save()

    answer = client.get(f"/id/{project.identifier}.jsonld")

    assert (answer.status_code, "Nom retiré" in answer.content.decode()) == (410, False)
    assert json.loads(answer.content)["@id"].endswith(f"/id/{project.identifier}/")


@pytest.mark.parametrize("page", ["projets", "a-propos", "projets/introuvable", "x", "gestion"])
def test_what_is_no_entry_has_no_data(client, page):
    assert client.get(f"/{page}.jsonld").status_code == 404


def test_shared_page_has_a_title_and_a_description(client):
    project = ProjectFactory(name="Fil & son", summary="Un atelier de son.")

    page = client.get(project.get_absolute_url()).content.decode()

    assert '<meta property="og:title" content="Fil &amp; son">' in page
    assert "Un atelier de son." in re.search(r'og:description" content="([^"]*)"', page)[1]
