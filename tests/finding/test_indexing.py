"""What search engines are told of the lists, whose filters make more addresses than anyone can read."""

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from tests.factories import DepartementFactory, MetierFactory, ProjectFactory

pytestmark = pytest.mark.django_db

CANONICAL = re.compile(r'<link rel="canonical" href="http://testserver([^"]+)">')
LINK = re.compile(r'<a [^>]*href="([^"#]*)[^"]*"[^>]*>')


@pytest.fixture(autouse=True)
def projects():
    creuse = DepartementFactory(name="Creuse")
    metiers = [MetierFactory(name="médiation"), MetierFactory(name="gestion")]
    ProjectFactory.create_batch(12, metiers=metiers, territories=[creuse])


def read(client, address):
    return client.get(address).content.decode()


def canonical(page):
    return unescape(CANONICAL.search(page)[1])


def is_indexable(page):
    return "noindex" not in page


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/projets/", "/projets/"),
        ("/projets/?page=2", "/projets/?page=2"),
        ("/projets/?metier=mediation", "/projets/?metier=mediation"),
        ("/projets/?vue=tableau", "/projets/"),
        ("/projets/?page=2&metier=mediation&utm=x", "/projets/?metier=mediation&page=2"),
        ("/projets/?tri=recent&metier=&par_page=10&page=1&vue=liste", "/projets/"),
    ],
)
def test_list_with_one_filter_is_indexed_under_one_address(client, address, expected):
    page = read(client, address)

    assert (canonical(page), is_indexable(page)) == (expected, True)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/projets/?territoire=creuse&metier=mediation", "/projets/?metier=mediation&territoire=creuse"),
        ("/projets/?metier=mediation&metier=gestion", "/projets/?metier=mediation&metier=gestion"),
        ("/projets/?q=fresque", "/projets/?q=fresque"),
        ("/projets/?tri=titre&page=2", "/projets/"),
        ("/projets/?par_page=48", "/projets/"),
        ("/projets/?montant_min=5", "/projets/?montant_min=5"),
        ("/projets/?page=999999", "/projets/"),
        ("/projets/?page=0", "/projets/"),
        ("/projets/?metier=inconnu", "/projets/?metier=inconnu"),
    ],
)
def test_other_lists_are_not_indexed(client, address, expected):
    page = read(client, address)

    assert (canonical(page), is_indexable(page)) == (expected, False)
    assert '<meta name="robots" content="noindex, follow">' in page


@pytest.mark.parametrize("address", ["/projets/", "/projets/?metier=mediation", "/territoires/creuse/"])
def test_links_to_follow_lead_to_pages_to_index(client, address):
    links = [(unescape(link[1]), link[0]) for link in LINK.finditer(read(client, address))]
    followed = {urljoin(address, to) for to, tag in links if "?" in to and "nofollow" not in tag}

    assert followed
    assert [to for to in followed if not is_indexable(read(client, to))] == []


def allowed(rules, address):
    """The longest rule that matches decides, as RFC 9309 says."""
    matching = [
        (len(path), verb == "Allow")
        for verb, path in rules
        if re.match(".*".join(map(re.escape, path.split("*"))), address)
    ]
    return max(matching, default=(0, True))[1]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/projets/?metier=mediation", True),
        ("/projets/?metier=mediation&page=2", True),
        ("/projets/?page=2", True),
        ("/projets/?metier=mediation&territoire=creuse", False),
        ("/projets/?metier=mediation&metier=gestion", False),
        ("/projets/filtres/metier/", False),
        ("/projets/?q=fresque", False),
        ("/projets/?format=json", False),
        ("/recherche/?q=fresque", False),
        ("/gestion/", False),
        ("/projets/fresque/", True),
    ],
)
def test_robots_stay_out_of_the_combinations_of_filters(client, address, expected):
    rules = re.findall(r"^(Allow|Disallow): (\S+)$", read(client, "/robots.txt"), re.MULTILINE)

    assert allowed(rules, address) is expected
