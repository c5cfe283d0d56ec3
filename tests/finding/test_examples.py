"""The lists of invented examples: `?exemples=oui`, on a page, alone, under a banner."""

import re
from html import unescape

import pytest
from django.test import Client

from directory.registry import KINDS
from finding.cards import cards
from tests.factories import (
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    FundingFactory,
    MetierFactory,
    PlaceFactory,
    ProjectFactory,
    RoundFactory,
    TiersLieuFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db

SEARCHED = KINDS.searched()
BANNER = "Fiches inventées, pour l’exemple."


@pytest.fixture
def read(client):
    return lambda address: client.get(address).content.decode()


def names(page):
    return {name for name in ("Vrai", "Inventé", "Brouillon") if re.search(rf">{name}( [^<]*)?<", page)}


@pytest.fixture(params=SEARCHED.values(), ids=SEARCHED)
def kind(request):
    """A kind that has a real entry, an example, and an example that nobody may read yet."""
    factory = factory_of(request.param.name)
    factory(name="Vrai"), factory(name="Inventé", is_example=True)
    factory(name="Brouillon", is_example=True, draft=True)
    return request.param


def test_examples_are_listed_alone(read, kind):
    assert names(read(f"{kind.url('list')}?exemples=oui")) == {"Inventé"}


def test_list_holds_no_example(client, kind):
    answer = client.get(f"{kind.url('list')}?format=json").json()

    assert (answer["total"], [result["title"] for result in answer["results"]]) == (1, ["Vrai"])


def test_list_of_examples_says_so_and_is_not_indexed(read, kind):
    pages = [read(f"{kind.url(page)}?exemples=oui") for page in ("list", "criteria")]

    for page in pages:
        assert BANNER in page
        assert 'content="noindex' in page
        assert 'rel="canonical"' not in page
    assert "<title>Fiches d’exemple – " in pages[0]
    assert BANNER not in read(kind.url("list"))


def test_examples_are_given_in_no_other_form(client, kind):
    formats = [name for name in kind.filters["format"].field.choices if name != "html"]

    answers = [client.get(f"{kind.url('list')}?exemples=oui&format={name}") for name in formats]

    assert formats
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.headers["Content-Type"] for answer in answers} == {"text/plain; charset=utf-8"}
    assert all("ne sont livrées sous aucune autre forme" in answer.content.decode() for answer in answers)


def test_format_that_does_not_exist_falls_back_to_the_page(read, kind):
    assert BANNER in read(f"{kind.url('list')}?exemples=oui&format=csvx")


@pytest.mark.parametrize("value", ["non", "", "peut-etre", "OUI"])
def test_any_other_value_asks_for_the_real_entries(client, kind, value):
    answer = client.get(f"{kind.url('list')}?exemples={value}&format=json").json()

    assert answer["total"] == 1
    assert bool(answer["notices"]) == (value in ("peut-etre", "OUI"))


def test_empty_list_of_examples_says_that_none_is_loaded(read):
    ProjectFactory()

    assert "Aucune fiche d’exemple n’est chargée ici." in read("/projets/?exemples=oui")


def test_facets_of_examples_count_examples(read):
    mediation, creation = MetierFactory(name="médiation"), MetierFactory(name="création")
    ProjectFactory(metiers=[mediation, creation])
    ProjectFactory.create_batch(2, metiers=[mediation], is_example=True)
    ProjectFactory(metiers=[creation], is_example=True)

    page = read("/projets/filtres/metier/?exemples=oui")

    assert re.findall(r'value="(\w+)">[^<]+<span class="n">(\d+)', page) == [("creation", "1"), ("mediation", "2")]


def test_links_and_forms_of_the_list_stay_among_examples(read):
    metiers = [MetierFactory(name="médiation"), MetierFactory(name="création")]
    for metier in metiers * 13:
        ProjectFactory(metiers=[metier], is_example=True)

    page = unescape(read("/projets/?exemples=oui&metier=mediation&tri=titre"))

    links = {*re.findall(r'href="((?:/projets/)?\?[^"]*|/projets/filtres/[^"]*)"', page)}
    assert len(links) > 3
    assert [link for link in links if "exemples=oui" not in link] == []
    assert all(
        'name="exemples" value="oui"' in form for form in re.findall(r"<form (?!.*recherche).*?</form>", page, re.S)
    )


def test_examples_and_real_values_are_both_offered_among_examples(read):
    real, invented = CallFactory(name="Appel réel"), CallFactory(name="Appel inventé", is_example=True)
    for call in (real, invented):
        FundingFactory(project=ProjectFactory(is_example=True), call=call)

    page = read("/projets/?exemples=oui")

    assert "Appel réel" in page and "Appel inventé" in page
    assert "n’est pas une valeur du filtre" in read(f"/projets/?dispositif={invented.slug}")


def test_map_of_examples_is_drawn_and_offers_no_data(read):
    ville = CommuneFactory(
        name="Ville", code="16015", latitude=45.6, longitude=0.1, within=[DepartementFactory(code="16")]
    )
    for is_example in (True, False):
        PlaceFactory(project=ProjectFactory(is_example=is_example), territory=ville)

    page = read("/projets/?exemples=oui&vue=carte")

    assert re.search(r"<title>\s*Ville\s*:\s*1 projet\s*</title>", page)
    assert "data-points" not in page
    assert "data-points" in read("/projets/?vue=carte")


def test_list_of_example_calls_shows_their_open_rounds(read):
    RoundFactory(name="Vrai", open_ended=True)
    RoundFactory(name="Inventé", open_ended=True, is_example=True, call__is_example=True)

    assert names(read("/appels/?exemples=oui")) == {"Inventé"}
    assert names(read("/appels/")) == {"Vrai"}


def test_example_is_found_by_words_among_examples_alone(read):
    ProjectFactory(name="Inventé zygène", is_example=True)

    assert names(read("/projets/?q=zygene&exemples=oui")) == {"Inventé"}
    assert names(read("/projets/?q=zygene")) == names(read("/recherche/?q=zygene")) == set()


def test_written_example_is_in_its_list_at_once(read):
    project = ProjectFactory(name="Inventé", is_example=True)
    before = names(read("/projets/?exemples=oui"))

    project.is_example, project.name = False, "Vrai"
    project.save()

    assert (before, names(read("/projets/?exemples=oui")), names(read("/projets/"))) == ({"Inventé"}, set(), {"Vrai"})


@pytest.mark.parametrize("name", SEARCHED)
def test_list_of_examples_costs_the_same_for_one_or_four(client, django_assert_max_num_queries, name):
    factory, address = factory_of(name), f"{SEARCHED[name].url('list')}?exemples=oui"

    counts = []
    for number in (1, 3):
        factory.create_batch(number, is_example=True)
        Client().get(address)
        cards.forget()
        with django_assert_max_num_queries(12) as captured:
            client.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_page_of_an_example_says_so_and_leads_to_the_others(read):
    example = TiersLieuFactory(is_example=True)

    page = read(example.get_absolute_url())

    assert "Fiche inventée, pour l’exemple." in page
    assert 'content="noindex"' in page
    assert 'href="/tiers-lieux/?exemples=oui"' in page


def test_projects_of_an_example_call_are_listed_among_examples(read):
    call = CallFactory(is_example=True)
    FundingFactory(project=ProjectFactory(is_example=True), call=call)

    link = unescape(re.search(r'href="(/projets/\?dispositif=[^"]+)"', read(call.get_absolute_url()))[1])

    assert "<b>1</b>" in read(link) or ">1</span> <span>projet" in re.sub(r"\s+", " ", read(link))
