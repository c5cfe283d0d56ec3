"""A FilterSet of ours is a FilterSet: whatever knows django-filter may use it, and gets what the list shows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django_filters.views import FilterView

from directory.registry import KINDS
from finding.listing import Listing
from finding.memory.library import library
from projects.filters import ProjectFilterSet
from projects.models import Project
from tests.factories import CommuneFactory, FundingFactory, MetierFactory, ProjectFactory, factory_of

pytestmark = pytest.mark.django_db


def make_projects():
    """Three public projects, of 2020 to 2022; a draft, a withdrawn one and an invented one that look like them."""
    town = CommuneFactory(name="Ville", code="33063", latitude=45, longitude=0)
    alike = {"metiers": [MetierFactory(name="médiation")], "territories": [town]}
    projects = [ProjectFactory(name=f"Son {year}", starts=year, **alike) for year in ("2020", "2021", "2022")]
    for state in ({"draft": True}, {"withdrawn": True}, {"is_example": True}):
        ProjectFactory(name="Son caché", starts="2023", **alike, **state)
    FundingFactory(project=projects[0], amount_voted=900)
    return projects


def view(query, **kwargs):
    """What a plain view of django-filter finds at an address, behind a middleware that reads the log as ours does."""
    library.catch_up()
    answer = FilterView.as_view(filterset_class=ProjectFilterSet, template_name="any.html", **kwargs)
    return answer(RequestFactory().get(f"/?{query}")).context_data


CIRCLE = "autour=33063&rayon=5&tri=recent"
QUERIES = ["", "metier=mediation&tri=titre", "montant_min=500", CIRCLE, "q=son&tri=recent", "page=x"]


@pytest.mark.parametrize("query", QUERIES)
def test_view_of_django_filter_shows_what_the_list_shows(query):
    make_projects()
    kind = KINDS["projects"]

    shown = view(query)["object_list"]

    listed = Listing(ProjectFilterSet(QueryDict(query)), kind).ordered_pks
    assert len(shown) == (1 if "montant" in query else 3)
    assert [one.pk for one in shown] == listed or not query  # without data, the queryset as it was given


def test_value_that_does_not_exist_is_an_error_of_the_form_and_gives_nothing():
    make_projects()

    shown = view("metier=inconnu&tri=bizarre")

    assert [*shown["object_list"]] == []
    assert shown["filter"].errors == {"metier": ["« inconnu » n’existe pas."]}
    assert not shown["filter"].is_valid()
    assert view("tri=bizarre")["filter"].is_valid()  # a bad setting is told, and refuses nothing


@pytest.mark.parametrize("query", QUERIES[1:5])
def test_given_queryset_is_narrowed_public_or_not(query):
    """Of entries that are not public, which no index holds, the database answers."""
    public = make_projects()
    hidden = Project.objects.exclude(pk__in=[one.pk for one in public]).exclude(is_example=True)
    every = Project.objects.filter(is_example=False)

    narrowed = {one.pk for one in ProjectFilterSet(QueryDict(query), every).qs}
    latest = ProjectFilterSet(QueryDict(query), Project.objects.published().filter(starts__gt="2020")).qs

    wanted = {public[0].pk} if "montant" in query else {one.pk for one in every}
    assert narrowed == wanted
    assert hidden.count() == 2
    assert {one.pk for one in latest} == {one.pk for one in public[1:]} & wanted


def test_form_offers_the_values_of_its_facets_and_reads_a_prefix():
    make_projects()

    page = str(ProjectFilterSet(QueryDict("p-metier=mediation&metier=x"), prefix="p").form["metier"])

    assert '<option value="mediation" selected>médiation</option>' in page
    assert 'name="p-metier"' in page
    assert ProjectFilterSet({"metier": "mediation"}).form.is_valid()


@pytest.mark.parametrize("name", KINDS.searched())
def test_filters_of_each_kind_give_the_entries_of_its_list(name):
    kind, factory = KINDS[name], factory_of(name)
    factory(), factory(draft=True)

    assert [*kind.filterset_class({"tri": "titre"}).qs] == [*kind.entries().order_by("key", "pk")]


def test_threads_that_read_other_addresses_at_once_do_not_mix():
    """Nothing of a request is written on what all of them share."""
    queries = [f"q=mot{number}&page={number}x&tri=faux{number}" for number in range(40)]

    def told(query):
        filterset = ProjectFilterSet(QueryDict(query))
        is_bound = filterset.filters["q"].parent is filterset
        return is_bound, filterset.is_valid(), filterset.form.cleaned_data["q"], filterset.notices

    alone = [told(query) for query in queries]
    with ThreadPoolExecutor(8) as threads:
        together = [*threads.map(told, queries)]

    assert together == alone
    assert {one[:2] for one in alone} == {(True, True)}
    assert not hasattr(ProjectFilterSet.base_filters["q"], "parent")
