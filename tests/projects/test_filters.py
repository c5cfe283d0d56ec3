"""What the parameters of `/projets/` mean."""

import re

import html5lib
import pytest
from django.http import QueryDict

from directory.registry import KINDS
from finding.listing import Listing
from finding.memory.library import library
from finding.oracle import Oracle
from projects.filters import ProjectFilterSet
from projects.models import Participation, Project
from territories.models import Territory
from tests.factories import (
    ActorFactory,
    ActorTypeFactory,
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    DisciplineFactory,
    FunderFactory,
    FundingFactory,
    MetierFactory,
    ParticipationFactory,
    PlaceFactory,
    PoleFactory,
    ProjectFactory,
    RoundFactory,
    SectorFactory,
    TechnologyFactory,
    TermLabelFactory,
    TiersLieuFactory,
)

pytestmark = pytest.mark.django_db


def listing(query):
    library.catch_up()
    source = KINDS["projects"]
    return Listing(ProjectFilterSet(QueryDict(query)), source)


def oracle(query):
    return Oracle(ProjectFilterSet(QueryDict(query)), Project.objects.published().with_facts())


def found(query):
    """The projects of a list, from the index as from the database."""
    asked = listing(query)
    if not asked.words:
        assert asked.pks == [project.pk for project in oracle(query).sorted()]
    return set(Project.objects.filter(pk__in=asked.pks))


def counts(name, query=""):
    asked = listing(query)
    found = asked.search.counts(name)
    assert found == oracle(query).counts(name) or asked.words
    return {choice.value: choice.count for choice in asked.facet(name).choices}


def test_values_of_one_facet_add_up():
    mediation, creation = MetierFactory(name="médiation"), MetierFactory(name="création")
    first, second = ProjectFactory(metiers=[mediation]), ProjectFactory(metiers=[creation])
    ProjectFactory()

    assert found("metier=mediation&metier=creation") == {first, second}


def test_facets_narrow_one_another():
    mediation, patrimoine = MetierFactory(name="médiation"), DisciplineFactory(name="patrimoine")
    both = ProjectFactory(metiers=[mediation], disciplines=[patrimoine])
    ProjectFactory(metiers=[mediation])
    ProjectFactory(disciplines=[patrimoine])

    assert found("metier=mediation&discipline=patrimoine") == {both}


def test_counts_of_a_facet_ignore_the_facet_itself():
    mediation, creation = MetierFactory(name="médiation"), MetierFactory(name="création")
    patrimoine = DisciplineFactory(name="patrimoine")
    ProjectFactory(metiers=[mediation], disciplines=[patrimoine])
    ProjectFactory(metiers=[creation], disciplines=[patrimoine])
    ProjectFactory(metiers=[creation])

    assert counts("metier", "metier=mediation&discipline=patrimoine") == {"mediation": 1, "creation": 1}


def test_general_term_finds_its_narrower_terms_once():
    patrimoine = DisciplineFactory(name="patrimoine")
    archeologie = DisciplineFactory(name="archéologie", parent=patrimoine)
    project = ProjectFactory(disciplines=[patrimoine, archeologie])

    assert found("discipline=patrimoine") == {project}
    assert counts("discipline") == {"patrimoine": 1, "archeologie": 1}


def test_territory_counts_a_project_once_for_two_places():
    charente = DepartementFactory(name="Charente")
    places = [CommuneFactory(within=[charente]), CommuneFactory(within=[charente])]
    project = ProjectFactory(territories=places)

    assert found("territoire=charente") == {project}
    assert counts("territoire")["charente"] == 1


def test_unknown_value_empties_the_list_and_is_named():
    ProjectFactory(metiers=[MetierFactory(name="médiation")])

    asked = listing("metier=mediation&metier=inconnu")

    assert asked.filterset.unknown == {"metier": ["inconnu"]}
    assert asked.total == 0


def test_year_in_other_digits_is_unknown():
    assert listing("annee=٢٠٢٤").filterset.unknown == {"annee": ["٢٠٢٤"]}


def test_known_value_without_project_is_not_unknown():
    MetierFactory(name="gestion")

    assert listing("metier=gestion").filterset.unknown == {}


def test_call_that_is_a_draft_is_unknown_and_not_counted():
    draft = CallFactory(name="Appel secret", draft=True)
    FundingFactory(call=draft, project=ProjectFactory())

    assert listing("dispositif=appel-secret").filterset.unknown == {"dispositif": ["appel-secret"]}
    assert counts("dispositif") == {}
    assert found("q=secret") == set()


def test_edition_that_is_a_draft_is_unknown():
    edition = RoundFactory(name="Édition secrète", draft=True)
    FundingFactory(call=edition.call, round=edition, project=ProjectFactory())

    assert listing("edition=edition-secrete").filterset.unknown == {"edition": ["edition-secrete"]}
    assert counts("edition") == {}


def test_draft_project_is_neither_found_nor_counted():
    mediation = MetierFactory(name="médiation")
    ProjectFactory(metiers=[mediation], draft=True)
    ProjectFactory(metiers=[mediation], scheduled=True)

    assert found("metier=mediation") == set()
    assert counts("metier") == {}


def test_year_is_of_the_decision_then_of_the_round_then_of_the_start():
    decided, of_round, started = (
        ProjectFactory(starts="2010"),
        ProjectFactory(starts="2010"),
        ProjectFactory(starts="2012"),
    )
    edition = RoundFactory(year=2011)
    FundingFactory(project=decided, decided_on="2013-06-03")
    FundingFactory(project=of_round, call=edition.call, round=edition)

    assert [found(f"annee={year}") for year in (2013, 2011, 2012, 2010)] == [{decided}, {of_round}, {started}, set()]


@pytest.mark.parametrize(("role", "expected"), [(Participation.Role.HOLDER, 1), (Participation.Role.PARTNER, 0)])
def test_type_of_holder_is_not_that_of_partners(role, expected):
    association = ActorTypeFactory(name="association")
    ParticipationFactory(actor=ActorFactory(actor_type=association), role=role)

    assert len(found("porteur=association")) == expected
    assert counts("porteur").get("association", 0) == expected


def test_sector_is_that_of_partners():
    tourisme = SectorFactory(name="tourisme")
    part = ParticipationFactory(role=Participation.Role.PARTNER, sector=tourisme)
    ParticipationFactory(role=Participation.Role.HOLDER, sector=tourisme)

    assert found("secteur=tourisme") == {part.project}
    assert counts("secteur") == {"tourisme": 1}


def test_tiers_lieu_is_the_place_the_holder_or_a_partner():
    tiers_lieu = TiersLieuFactory()
    there = ProjectFactory(territories=[tiers_lieu])
    held = ProjectFactory(holder=ActorFactory(seat=tiers_lieu))
    elsewhere = ProjectFactory()

    assert found("tiers_lieu=oui") == {there, held}
    assert found("tiers_lieu=non") == {elsewhere}


def test_zones_tell_poles_the_rest_frr_and_what_is_not_located():
    pole, departement = PoleFactory(), DepartementFactory()
    inside = ProjectFactory(territories=[CommuneFactory(within=[pole])])
    rural = ProjectFactory(territories=[CommuneFactory(frr=Territory.Frr.PLUS)])
    vague = ProjectFactory(territories=[departement])

    assert [found(f"zone={zone}") for zone in ("poles", "hors-poles", "frr", "non-localise")] == [
        {inside},
        {rural},
        {rural},
        {vague},
    ]
    assert counts("zone") == {"poles": 1, "hors-poles": 1, "frr": 1, "non-localise": 1}


def test_amount_is_the_sum_of_public_amounts():
    project = ProjectFactory()
    FundingFactory(project=project, funder=FunderFactory(), amount_voted=3000)
    FundingFactory(project=project, funder=FunderFactory(), amount_voted=2000)
    FundingFactory(project=project, funder=ActorFactory(), amount_voted=9000)

    assert found("montant_min=5000&montant_max=5000") == {project}
    assert found("montant_min=5001") == set()


@pytest.mark.parametrize("value", ["abc", "-1", "1e400", "NaN", "%00", "25.000", "25 k€"])
def test_amount_that_is_not_one_empties_the_list(value):
    ProjectFactory()

    asked = listing(f"montant_min={value}")

    assert list(asked.filterset.unknown) == ["montant_min"]
    assert asked.total == 0
    assert asked.chips[0].label.startswith("Aide publique, au moins (€) : ")


def test_evidence_is_derived_from_the_fundings():
    named, public, private = ProjectFactory(), ProjectFactory(), ProjectFactory()
    FundingFactory(project=named, call=CallFactory())
    FundingFactory(project=public, funder=FunderFactory())
    FundingFactory(project=private, funder=ActorFactory())

    assert [found(f"preuve={value}") for value in ("dispositif", "financeur-public", "non-etabli")] == [
        {named},
        {public},
        {private},
    ]


@pytest.mark.parametrize("words", ["oeuvre mediation", "ŒUVRE Médiation", "l'œuvre", "médiation-oeuvre"])
def test_words_are_found_without_case_or_accents(words):
    project = ProjectFactory(name="L’œuvre", summary="Une médiation sonore.")
    ProjectFactory()

    assert found(f"q={words}") == {project}


def test_words_are_found_in_names_of_actors_places_and_terms():
    technology = TermLabelFactory(term=TechnologyFactory(name="fablab"), label="atelier de fabrication").term
    project = ProjectFactory(
        holder=ActorFactory(name="Cap Sciences"),
        territories=[CommuneFactory(name="Périgueux")],
        technologies=[technology],
    )

    words = ("cap sciences", "perigueux", "fablab", "atelier de fabrication", "fablab -atelier")
    assert all(found(f"q={one}") == {project} for one in words)


def test_masked_person_is_not_found_by_name():
    ProjectFactory(holder=ActorFactory(masked=True, name="Camille Exemple"))

    assert found("q=camille") == set()


def test_bad_setting_falls_back_with_a_notice():
    ProjectFactory()

    asked = listing("tri=hasard&par_page=7&page=zero&vue=hologramme")

    assert asked.total == 1
    assert len(asked.notices) == 4


@pytest.mark.parametrize("sort", ["recent", "montant", "commune", "titre"])
def test_sort_gives_every_project_once(sort):
    projects = [ProjectFactory(starts="2012"), ProjectFactory(), ProjectFactory(starts="2020")]
    PlaceFactory(project=projects[0])

    page = listing(f"tri={sort}").page

    assert [project.pk for project in page] == [project.pk for project in oracle(f"tri={sort}").sorted()]
    assert {*page} == {*projects}


def test_recent_first_then_unknown_years():
    old, unknown, recent = ProjectFactory(starts="2012"), ProjectFactory(), ProjectFactory(starts="2020")

    assert list(listing("").page) == [recent, old, unknown]


@pytest.mark.parametrize("amount", ["5 000", "5000,00", "5 000 €", "5000.0", "5.000,00", "5\u202f000"])
def test_amount_is_read_as_people_type_it(amount):
    project = ProjectFactory()
    FundingFactory(project=project, funder=FunderFactory(), amount_voted=5000)

    assert found(f"montant_min={amount}&montant_max={amount}") == {project}


def test_amount_that_has_two_readings_is_told_with_what_to_write(client):
    page = client.get("/projets/?montant_min=25.000").content.decode()

    told = " ".join(" ".join(re.findall(r'<div class="notice".*?</div>', page, re.DOTALL)).split())
    assert "« 25.000 » peut se lire de deux façons" in told.replace("\u00a0", " ")


def test_bounds_of_amount_are_shown_as_the_french_write_them(client):
    response = client.get("/projets/filtres/tous/?montant_min=250000.5&montant_max=25.000")

    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    boxes = {one.get("name"): one for one in page.iter("input")}

    assert (boxes["montant_min"].get("type", "text"), boxes["montant_min"].get("inputmode")) == ("text", "decimal")
    assert boxes["montant_min"].get("value") == "250\u00a0000,50"
    assert boxes["montant_max"].get("value") == "25.000"
    assert "« 25.000 » peut se lire de deux façons" in response.content.decode().replace("\u00a0", " ")


def test_year_of_a_draft_round_is_not_told():
    edition = RoundFactory(year=1999, draft=True)
    FundingFactory(project=ProjectFactory(), call=edition.call, round=edition)

    assert found("annee=1999") == set()
