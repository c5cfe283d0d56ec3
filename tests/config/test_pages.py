"""The fixed pages: there, whole, each with its own title, and with what the law asks them to say."""

import html
import re

import pytest
from django.urls import reverse

from operations.measures import measures
from tests.factories import CallFactory, DepartementFactory, MetierFactory, PoleFactory

FIXED = ["about", "legal", "privacy", "accessibility", "ecodesign", "sitemap-page", "contact"]
ALL = ["home", *FIXED]

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """The text of a page as a person reads it: no tag, plain spaces."""

    def text(name):
        content = client.get(reverse(name)).content.decode()
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())

    return text


@pytest.mark.parametrize("name", ALL)
def test_page_is_whole(client, name):
    """RGAA 8.3, 8.5, 9.1, 12.7: language, title, one main heading, a skip link that leads somewhere."""
    response = client.get(reverse(name))

    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="fr">' in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert 'class="skip" href="#contenu"' in page
    assert 'id="contenu"' in page
    assert re.search(r'<meta name="description" content="[^"]{40,}"', page)


def test_titles_are_all_different(client):
    pages = [client.get(reverse(name)).content.decode() for name in ALL]

    titles = [re.search(r"<title>(.+?)</title>", page)[1] for page in pages]

    assert len(set(titles)) == len(ALL)
    assert all(title.endswith(" – Numérique culturel en Nouvelle-Aquitaine") for title in titles)


@pytest.mark.parametrize("name", ALL)
def test_page_identifiers_are_unique(client, name):
    identifiers = re.findall(r'\sid="([^"]+)"', client.get(reverse(name)).content.decode())

    assert sorted(identifiers) == sorted(set(identifiers))


@pytest.mark.parametrize("name", ALL)
def test_page_has_nothing_inline_and_sets_no_cookie(client, name):
    response = client.get(reverse(name))

    inline = r"<style|<script(?! type=\"module\" src=\"/static/)|\sstyle=|\son\w+="
    assert re.findall(inline, response.content.decode()) == []
    assert not response.cookies


@pytest.mark.parametrize("name", ALL)
def test_page_loads_one_sheet(client, name):
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get(reverse(name)).content.decode())

    assert sheets == ["/static/css/site.css"]


@pytest.mark.parametrize("name", ALL)
def test_page_says_how_accessible_the_site_is(client, name):
    """Décret 2019-768: the mention is on the home page, and leads to the declaration from every page."""
    page = client.get(reverse(name)).content.decode()

    assert '<a href="/accessibilite/">Accessibilité&nbsp;: non conforme</a>' in page


@pytest.mark.parametrize("name", ALL)
def test_links_of_the_page_lead_somewhere(client, name):
    page = client.get(reverse(name)).content.decode()
    addresses = {link.partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', page) if "/static/" not in link}

    statuses = {address: client.get(html.unescape(address)).status_code for address in addresses}

    assert {address: status for address, status in statuses.items() if status != 200} == {}


REQUIRED = {
    "accessibility": [
        "article 47",
        "schéma pluriannuel",
        "plan d’actions",
        "est non conforme avec le référentiel général d’amélioration de l’accessibilité",
        "Résultats des tests",
        "Contenus non accessibles",
        "Dérogations pour charge disproportionnée",
        "a été établie le",
        "Technologies utilisées",
        "Environnement de test",
        "Outils pour évaluer l’accessibilité",
        "Pages du site ayant fait l’objet de la vérification de conformité",
        "Retour d’information et contact",
        "Voies de recours",
        "Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07",
    ],
    "legal": [
        "Éditeur",
        "Téléphone",
        "SIRET",
        "Directeur ou directrice de la publication",
        "Hébergement",
        "Licence Ouverte 2.0",
        "licence MIT",
    ],
    "privacy": [
        "Responsable de traitement",
        "Délégué à la protection des données",
        "mission d’intérêt public",
        "Finalité",
        "Destinataires",
        "Durée",
        "droit d’accès",
        "rectification",
        "opposition",
        "Commission nationale de l’informatique et des libertés",
        "Aucun cookie",
    ],
    "ecodesign": ["RGESN", "200 ko", "requêtes", "Référent", "Aucun score", "EcoIndex", "Mesures du"],
}


@pytest.mark.parametrize("name", REQUIRED)
def test_declaration_says_all_that_it_must(read, name):
    text = read(name).lower()

    missing = [words for words in REQUIRED[name] if words.lower() not in text]

    assert missing == []


def test_legal_page_says_what_the_publisher_has_not_given(read, settings):
    settings.PUBLISHER = settings.PUBLISHER | {"hosting_phone": "", "hosting_name": "Hébergeur d’essai"}

    text = read("legal")

    assert "Hébergeur d’essai" in text
    assert "Téléphone à compléter par l’éditeur" in text


def test_contact_page_gives_the_functional_address(client, settings):
    settings.PUBLISHER = settings.PUBLISHER | {"email": "equipe@exemple.fr"}

    page = client.get(reverse("contact")).content.decode()

    assert '<a href="mailto:equipe@exemple.fr">equipe@exemple.fr</a>' in page


def test_sitemap_page_names_what_is_published_and_nothing_else(read):
    MetierFactory(name="médiation", slug="mediation")
    DepartementFactory(name="Creuse")
    PoleFactory(name="Angoulême", draft=True)
    CallFactory(name="Cultures connectées")
    CallFactory(name="Appel secret", draft=True)

    text = read("sitemap-page")

    assert "Creuse" in text
    assert "Cultures connectées" in text
    assert "secret" not in text
    assert "Angoulême" not in text


def test_sitemap_page_costs_the_same_for_one_call_or_three(client, django_assert_num_queries):
    CallFactory()
    with django_assert_num_queries(5):
        client.get(reverse("sitemap-page"))

    CallFactory.create_batch(2)
    with django_assert_num_queries(5):
        client.get(reverse("sitemap-page"))


def test_ecodesign_page_gives_the_measures_of_each_kind_of_page(read):
    text = read("ecodesign")

    told = [f"{row.page} {row.kilobytes} ko {row.requests} {row.elements}" for row in measures()]

    assert [line for line in told if line not in text] == []


@pytest.mark.parametrize(
    "query", ["q=%00", "montant_min=%00", "tri=%00", "page=%00", "autour=%00&rayon=3", "metier=%%0000", "x=%%%000000"]
)
def test_nul_of_an_address_is_in_no_page(client, query):
    for path in ("/projets/", "/recherche/"):
        response = client.get(f"{path}?{query}")

        assert response.status_code == 200
        assert b"\0" not in response.content
