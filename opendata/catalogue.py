"""The catalogue of the data in DCAT-AP, as data.gouv.fr harvests it (doc.data.gouv.fr/moissonnage/dcat)."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from .datasets import datasets

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
LICENCE = URIRef("https://www.etalab.gouv.fr/licence-ouverte-open-licence")
WEEKLY = URIRef("http://publications.europa.eu/resource/authority/frequency/WEEKLY")
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
KEYWORDS = ("culture", "numérique", "subventions", "projets", settings.REGION["name"])
SERIALISATIONS = {
    "jsonld": ("json-ld", "application/ld+json"),
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "rdf": ("pretty-xml", "application/rdf+xml"),
}


def whole(address):
    """An address with the host of the site."""
    return URIRef(urljoin(f"{settings.SITE_URL}/", address))


def french(text):
    return Literal(text, lang="fr")


def catalogue():
    """Return the graph: a catalogue, its datasets, a distribution for each file."""
    graph = Graph()
    graph.bind("dcat", DCAT)
    graph.bind("dct", DCTERMS)
    index = whole(reverse("opendata:index"))
    publisher = BNode("publisher")
    describe(
        graph,
        publisher,
        (RDF.type, FOAF.Organization),
        (FOAF.name, Literal(settings.PUBLISHER["name"])),
    )
    describe(
        graph,
        index,
        (RDF.type, DCAT.Catalog),
        (DCTERMS.title, french(settings.SITE_NAME)),
        (DCTERMS.description, french("Les projets de numérique culturel aidés, qui les porte, où, avec quel argent.")),
        (DCTERMS.publisher, publisher),
        (DCTERMS.license, LICENCE),
        (DCTERMS.language, URIRef("http://publications.europa.eu/resource/authority/language/FRA")),
        (FOAF.homepage, whole("/")),
    )
    for dataset in datasets().values():
        node = add_dataset(graph, dataset, publisher)
        graph.add((index, DCAT.dataset, node))
    return graph


def add_dataset(graph, dataset, publisher):
    node, contact = whole(f"{reverse('opendata:index')}#{dataset.name}"), BNode(f"contact-{dataset.name}")
    describe(
        graph,
        contact,
        (RDF.type, VCARD.Organization),
        (VCARD.fn, Literal(settings.PUBLISHER["name"])),
        (VCARD.hasURL, whole(reverse("contact"))),
    )
    describe(
        graph,
        node,
        (RDF.type, DCAT.Dataset),
        (DCTERMS.title, french(f"{dataset.title} – {settings.SITE_NAME}")),
        (DCTERMS.description, french(dataset.about)),
        (DCTERMS.identifier, Literal(dataset.name)),
        (DCTERMS.publisher, publisher),
        (DCTERMS.license, LICENCE),
        (DCTERMS.accrualPeriodicity, WEEKLY),
        (DCAT.contactPoint, contact),
        (DCAT.landingPage, whole(dataset.page)),
        *((DCAT.keyword, french(word)) for word in KEYWORDS),
    )
    if modified := dataset.modified_at:
        graph.add((node, DCTERMS.modified, Literal(modified.isoformat(timespec="seconds"), datatype=XSD.dateTime)))
    for file in dataset.files:
        graph.add((node, DCAT.distribution, add_distribution(graph, dataset, file)))
    return node


def add_distribution(graph, dataset, file):
    node = whole(file.url)
    describe(
        graph,
        node,
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, french(f"{dataset.title}, {file.label}")),
        (DCAT.accessURL, node),
        (DCAT.downloadURL, node),
        (DCAT.mediaType, URIRef(MEDIA_TYPE + file.media_type.partition(";")[0])),
        (DCTERMS.license, LICENCE),
    )
    if dataset.national:
        graph.add((node, DCTERMS.conformsTo, URIRef(dataset.national.schema)))
    return node


def describe(graph, node, *told):
    for predicate, value in told:
        graph.add((node, predicate, value))
