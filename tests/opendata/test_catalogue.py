"""The catalogue says what there is, where, and holds what DCAT-AP makes compulsory."""

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, Graph

from opendata.datasets import datasets
from tests.factories import ProjectFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph"),  # rdflib itself reads JSON-LD with it
]

# The compulsory properties of DCAT-AP 3, as shapes of our own.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <https://exemple.test/> .
:Catalogue a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property [sh:path dct:title ; sh:minCount 1], [sh:path dct:description ; sh:minCount 1],
    [sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1], [sh:path dcat:dataset ; sh:minCount 1] .
:Dataset a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [sh:path dct:title ; sh:minCount 1], [sh:path dct:description ; sh:minCount 1],
    [sh:path dct:identifier ; sh:minCount 1 ; sh:maxCount 1], [sh:path dct:license ; sh:minCount 1],
    [sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution] .
:Distribution a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI],
    [sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1] .
"""


@pytest.mark.parametrize(("form", "name"), [("jsonld", "json-ld"), ("ttl", "turtle"), ("rdf", "xml")])
def test_catalogue_reads_and_is_valid(client, form, name):
    ProjectFactory()

    graph = Graph().parse(data=client.get(f"/donnees/catalogue.{form}").content, format=name)

    conforms, _, told = validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert conforms, told
    assert {str(one) for one in graph.objects(None, DCTERMS.identifier)} == set(datasets())


def test_every_file_of_the_catalogue_answers(client, settings):
    project = ProjectFactory()

    graph = Graph().parse(data=client.get("/donnees/catalogue.ttl").content, format="turtle")

    addresses = {str(one) for one in graph.objects(None, DCAT.downloadURL)}
    assert len(addresses) > 20
    for address in addresses:
        answer = client.get(address.removeprefix(settings.SITE_URL))
        text = b"".join(answer.streaming_content)
        assert (address, answer.status_code) == (address, 200)
        if "/projets/?format=csv" in address:
            assert project.name in text.decode()


def test_unknown_form_leads_nowhere(client):
    assert client.get("/donnees/catalogue.n4").status_code == 404
