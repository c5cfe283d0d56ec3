"""What every list answers, as a page and as JSON."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from directory.registry import KINDS
from finding.cards import cards
from territories.models import Territory
from tests.factories import (
    ActorFactory,
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
    TechnologyFactory,
    ThemeFactory,
    TiersLieuFactory,
    factory_of,
)

pytestmark = pytest.mark.django_db

LISTS = [f"{kind.pages}list" for kind in KINDS.searched().values()]
TIED = {"projects", "actors", "territories", "tiers-lieux", "calls", "rounds"}  # the kinds of which `world` ties rows
QUERIES = {
    "projects:list": 8,
    "actors:list": 4,
    "territories:list": 9,
    "territories:tiers-lieu-list": 4,
    "calls:list": 11,
}
NASTY = ["%00", "%FF%FE", "'\"><script>", "{{ 7*7 }}", "9" * 400, "..%2F..%2Fetc", "\u202e", "œ" * 300]


@pytest.fixture
def world():
    """Rows of every kind, tied to one another, and drafts that must not be seen."""

    def grow(n):
        departement, pole = DepartementFactory(), PoleFactory(specialities="image\nanimation")
        for _ in range(n):
            commune = CommuneFactory(within=[departement, pole])
            edition = RoundFactory(closes_at="2999-12-31")
            project = ProjectFactory(
                metiers=[MetierFactory()],
                disciplines=[DisciplineFactory(parent=DisciplineFactory())],
                technologies=[TechnologyFactory()],
                territories=[commune],
                holder=ActorFactory(seat=commune, metiers=[MetierFactory()]),
            )
            PlaceFactory(project=project, territory=TiersLieuFactory(located_in=commune, draft=True))
            ParticipationFactory(project=project, actor=ActorFactory(seat=TiersLieuFactory(located_in=commune)))
            FundingFactory(project=project, funder=FunderFactory(), call=edition.call, round=edition)
            edition.call.leads.add(ActorFactory())
            for kind in KINDS.keys() - TIED:
                factory_of(kind)()

    return grow


def queries(client, django_assert_max_num_queries, address):
    """What a page asks of the database once the index is up to date; another client has no page in memory."""
    Client().get(address)
    cards.forget()
    with django_assert_max_num_queries(500) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
def test_number_of_queries_is_the_same_with_one_row_and_three(client, world, django_assert_max_num_queries, name):
    world(1)
    one = queries(client, django_assert_max_num_queries, reverse(name))
    world(2)
    three = queries(client, django_assert_max_num_queries, reverse(name))

    assert one == three == QUERIES.get(name, one)


@pytest.mark.parametrize("name", LISTS)
def test_list_without_content_says_so(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "Rien n’est encore publié ici" in response.content.decode()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("value", NASTY)
def test_no_text_in_any_parameter_breaks_a_list(client, name, value):
    parameters = ["q", "territoire", "tri", "page", "par_page", "format", "vue", "montant_min", "inconnu"]

    answers = [client.get(f"{reverse(name)}?{parameter}={value}") for parameter in parameters]

    assert [answer.status_code for answer in answers] == [200] * len(parameters)


@pytest.mark.parametrize("name", LISTS)
def test_json_has_the_same_envelope_everywhere(client, world, name):
    world(1)

    answer = client.get(reverse(name), {"format": "json"}).json()

    told = ["total", "page", "pages", "per_page", "results", "facets", "unknown", "understood", "notices"]
    assert list(answer) == told
    assert {"id", "title", "url", "summary", "is_example"} <= set(answer["results"][0])
    assert all(
        list(choice) == ["value", "label", "count", "selected"]
        for facet in answer["facets"].values()
        for choice in facet
    )


@pytest.mark.parametrize("name", LISTS)
def test_every_count_is_the_total_that_its_value_gives(client, world, name):
    world(3)
    facets = client.get(reverse(name), {"format": "json"}).json()["facets"]

    asked = [(facet, choice) for facet, choices in facets.items() for choice in choices]

    assert asked or name not in QUERIES  # `world` may give none to a kind that it does not know
    for facet, choice in asked:
        assert client.get(reverse(name), {"format": "json", facet: choice["value"]}).json()["total"] == choice["count"]


def test_drafts_are_in_no_list_and_no_count(client):
    commune, mediation = CommuneFactory(draft=True, name="Secret"), MetierFactory(name="médiation")
    ProjectFactory(name="Projet secret", draft=True, metiers=[mediation], territories=[commune])
    ActorFactory(name="Acteur secret", draft=True, metiers=[mediation], seat=commune)
    TiersLieuFactory(name="Tiers-lieu secret", draft=True, located_in=commune)
    RoundFactory(call=CallFactory(name="Appel secret", draft=True), closes_at="2999")
    for kind in KINDS.keys() - TIED:
        factory_of(kind)(name="Autre secret", draft=True)

    pages = [client.get(reverse(name), query).content.decode() for name in LISTS for query in ({}, {"format": "json"})]

    assert not [page for page in pages if "ecret" in page]
    assert all(client.get(reverse(name), {"format": "json"}).json()["total"] == 0 for name in LISTS)


def test_chips_remove_one_filter_each(client):
    MetierFactory(name="médiation")
    DisciplineFactory(name="patrimoine")

    listing = client.get("/projets/?metier=mediation&discipline=patrimoine&q=son&tri=titre").context["listing"]

    assert [(chip.label, chip.url) for chip in listing.chips] == [
        ("« son »", "/projets/?metier=mediation&discipline=patrimoine&tri=titre"),
        ("médiation", "/projets/?q=son&discipline=patrimoine&tri=titre"),
        ("patrimoine", "/projets/?q=son&metier=mediation&tri=titre"),
    ]


def test_title_says_the_search(client):
    charente = DepartementFactory(name="Charente", locative="en Charente")
    ProjectFactory(metiers=[MetierFactory(name="médiation")], territories=[CommuneFactory(within=[charente])])

    page = client.get("/projets/?metier=mediation&territoire=charente").content.decode()

    assert "projet de médiation en Charente" in page


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/agenda/?theme=son&theme=danse&q=atelier", "0 rendez-vous – atelier, son, danse – Agenda"),
        ("/projets/?metier=creation&discipline=danse&q=vent", "0 projet de création – « vent », danse – Projets"),
        ("/appels/?territoire=landes", "0 dispositif – Landes – Appels à projets"),
    ],
)
def test_title_tells_lists_of_one_length_apart(client, address, title):
    ThemeFactory(name="son"), ThemeFactory(name="danse"), MetierFactory(name="création")
    DisciplineFactory(name="danse"), DepartementFactory(name="Landes")

    page = client.get(address).content.decode().replace("\u00a0", " ")

    assert f"<title>{title} – Numérique culturel" in page


def test_page_beyond_the_last_shows_the_last_and_says_so(client):
    ProjectFactory.create_batch(11)

    listing = client.get("/projets/?page=9").context["listing"]

    assert listing.page.number == 2
    assert listing.notices == ["La page 9 n’existe pas : voici la dernière."]


def test_table_view_shows_the_same_projects(client):
    project = ProjectFactory()

    page = client.get("/projets/?vue=tableau").content.decode()

    assert "<table" in page
    assert project.get_absolute_url() in page


def test_facet_page_shows_every_value_and_keeps_the_search(client):
    for name in "abcdefghij":
        ProjectFactory(disciplines=[DisciplineFactory(name=f"discipline {name}")])

    page = client.get("/projets/filtres/discipline/?tri=titre").content.decode()

    assert page.count('type="checkbox"') == 10
    assert '<input type="hidden" name="tri" value="titre">' in page


def test_territories_tell_how_many_projects_act_there(client):
    charente = DepartementFactory(name="Charente")
    communes = [CommuneFactory(within=[charente]), CommuneFactory(within=[charente])]
    ProjectFactory(territories=communes)
    ProjectFactory(territories=communes, draft=True)

    page = client.get("/territoires/?type=departement").content.decode()

    assert 'aria-label="1 projet, Charente"' in page


def test_facet_that_does_not_exist_is_not_found(client):
    assert client.get("/projets/filtres/couleur/").status_code == 404


def test_answer_sets_no_cookie(client):
    assert not client.get("/projets/?q=son").cookies


def test_calls_show_what_is_open_then_what_opens_soon(client):
    RoundFactory(name="Édition ouverte", closes_at="2999-12-31")
    RoundFactory(name="Édition à venir", opens_at="2998-01-01")

    page = client.get("/appels/").content.decode()

    assert page.index("Édition ouverte") < page.index("Édition à venir") < page.index("2 dispositifs")
    assert "Ouvre dans" in page


def test_draft_tiers_lieu_is_told_by_its_commune(client):
    commune = CommuneFactory(name="Ville ouverte")
    secret = TiersLieuFactory(name="Lieu secret", located_in=commune, draft=True)
    project = ProjectFactory(territories=[secret], holder=ActorFactory(name="Porteuse", seat=secret))
    addresses = [
        "/projets/",
        "/projets/?vue=tableau",
        "/projets/?format=json",
        project.get_absolute_url(),
        "/acteurs/",
    ]

    pages = [client.get(address).content.decode() for address in [*addresses, "/acteurs/porteuse/"]]

    assert not [page for page in pages if "Lieu secret" in page]
    assert all("Ville ouverte" in page for page in pages)
    assert client.get("/projets/?q=secret&format=json").json()["total"] == 0
    assert client.get("/projets/?tiers_lieu=oui&format=json").json()["total"] == 0


@pytest.mark.parametrize("address", ["/appels/", "/projets/", "/acteurs/"])
def test_masked_person_is_found_by_name_nowhere(client, address):
    person = ActorFactory(masked=True, name="Zorglub Machin")
    CallFactory(leads=[person])
    ProjectFactory(holder=person)

    assert client.get(address, {"q": "zorglub", "format": "json"}).json()["total"] == 0


def test_withdrawn_actor_is_not_found_by_name(client):
    ProjectFactory(holder=ActorFactory(name="Retirée", withdrawn=True))

    assert client.get("/projets/?q=retiree&format=json").json()["total"] == 0


def test_words_and_values_beyond_what_is_read_are_told(client):
    words = client.get("/projets/", {"q": "son " * 13, "format": "json"}).json()
    values = client.get("/projets/", {"metier": [f"m{n}" for n in range(51)], "format": "json"}).json()
    text = client.get("/projets/", {"q": "a" * 1001, "format": "json"}).json()

    assert words["notices"] == ["Seuls les 12 premiers mots sont cherchés."]
    assert values["notices"] == ["Métier : seules les 50 premières valeurs sont lues."]
    assert text["notices"] == ["Seul le début du texte est cherché."]


def test_empty_list_says_which_filter_to_remove_and_what_that_gives(client):
    mediation = MetierFactory(name="médiation")
    ProjectFactory.create_batch(2, metiers=[mediation])
    ProjectFactory(name="Danse", disciplines=[DisciplineFactory(name="patrimoine")])

    listing = client.get("/projets/?metier=mediation&discipline=patrimoine").context["listing"]

    assert [(way.label, way.url, way.count) for way in listing.ways_out] == [
        ("patrimoine", "/projets/?metier=mediation", 2),
        ("médiation", "/projets/?discipline=patrimoine", 1),
    ]


def test_empty_list_says_which_word_to_remove_and_what_that_gives(client):
    ProjectFactory.create_batch(2, summary="Une danse.", metiers=[MetierFactory(name="médiation")])
    ProjectFactory(summary="Une danse.")

    listing = client.get("/projets/?metier=mediation&q=danse+gazébo+-casque").context["listing"]

    assert [(way.label, way.url, way.count) for way in listing.ways_out] == [
        ("«\u00a0danse gazébo -casque\u00a0»", "/projets/?metier=mediation", 2),
        ("«\u00a0gazébo\u00a0»", "/projets/?metier=mediation&q=danse+-casque", 2),
    ]


def test_list_tells_the_word_that_it_understood(client):
    ProjectFactory(name="Patrimoine sonore")

    page = client.get("/projets/?q=patrimione").content.decode()

    assert 'Vouliez-vous dire <a href="/projets/?q=patrimoine"><b>patrimoine</b></a>' in page
    assert "Patrimoine sonore" in page


def test_entries_that_hold_some_of_the_words_are_shown_apart_and_not_counted(client):
    ProjectFactory(name="Danse et robot")
    ProjectFactory(name="Danse seule")

    answer = client.get("/projets/?q=danse+robot")

    assert answer.context["listing"].total == 1
    assert [project.name for project in answer.context["listing"].partial] == ["Danse seule"]
    assert "Résultats partiels" in answer.content.decode()


def test_words_sort_by_relevance_unless_another_sort_is_asked(client):
    ProjectFactory(name="Ancien son", starts="2010")
    ProjectFactory(name="Récent", summary="Un son.", starts="2020")

    names = [
        [project.name for project in client.get(f"/projets/?q=son{sort}").context["listing"].page]
        for sort in ("", "&tri=pertinence", "&tri=recent")
    ]

    assert names == [["Ancien son", "Récent"], ["Ancien son", "Récent"], ["Récent", "Ancien son"]]


@pytest.mark.parametrize(("radius", "expected"), [("", [("Près", 0), ("Là-bas", 22)]), ("&rayon=10", [("Près", 0)])])
def test_entries_around_a_commune_tell_how_far_they_are(client, radius, expected):
    here = CommuneFactory(code="33063", latitude=44.8, longitude=-0.6)
    far = CommuneFactory(latitude=45.0, longitude=-0.6)
    ProjectFactory(name="Près", territories=[here])
    ProjectFactory(name="Là-bas", territories=[far, CommuneFactory(latitude=47.0, longitude=0.0)])
    ProjectFactory(name="Ailleurs", territories=[CommuneFactory(latitude=46.0, longitude=0.0)])
    ProjectFactory(name="Nulle part")

    answer = client.get(f"/projets/?format=json&tri=titre&autour=33063{radius}").json()

    found = [(result["title"], round(result["distance"])) for result in answer["results"]]
    assert sorted(found) == sorted(expected)


@pytest.fixture
def far_apart():
    """Three projects whose names do not follow their distances from the commune 33063."""
    codes = {"33063": 0, "33001": 5, "33002": 20}
    communes = [CommuneFactory(code=code, latitude=45, longitude=km / 79) for code, km in codes.items()]
    ProjectFactory(name="B de son", summary="Un son.", territories=communes[:1])
    ProjectFactory(name="A du son", territories=communes[1:])
    ProjectFactory(name="C", summary="Un son.", territories=communes[2:])


def names(listing):
    return [entry.name for entry in listing.page]


def test_entries_around_a_commune_begin_with_the_nearest_unless_another_sort_is_asked(client, far_apart):
    listings = [
        client.get(f"/projets/?autour=33063{query}").context["listing"]
        for query in ("", "&tri=titre", "&q=son", "&q=son&tri=distance")
    ]

    assert [sort.label for sort in listings[0].sorts][0] == "les plus proches"
    assert [sort.value for sort in listings[0].sorts if sort.selected] == ["distance"]
    assert names(listings[0]) == ["B de son", "A du son", "C"]
    assert names(listings[1]) == ["A du son", "B de son", "C"]
    assert names(listings[2])[-1] == "C"
    assert names(listings[3]) == ["B de son", "A du son", "C"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("tri=distance", "Tri « les plus proches » : sans effet, car le critère « Autour de » est vide."),
        ("tri=pertinence", "Tri « les plus pertinents » : sans effet, car le critère « Mots » est vide."),
        ("rayon=10", "Rayon (km) « 10 » : sans effet, car le critère « Autour de » est vide."),
    ],
)
def test_setting_that_changes_nothing_is_told_and_not_kept(client, query, told):
    listing = client.get(f"/projets/?{query}&territoire=inconnu").context["listing"]

    assert listing.notices == [told]
    assert (listing.filterset.sort, listing.url()) == ("recent", "/projets/?territoire=inconnu")


@pytest.mark.parametrize("query", ["", "autour=&rayon=30", "autour=33063&rayon=10", "autour=33063&tri=distance"])
def test_setting_that_is_usual_or_leans_on_a_criterion_tells_nothing(client, far_apart, query):
    assert client.get(f"/projets/?{query}").context["listing"].notices == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("tri=titre&tri=recent", "Tri : plusieurs valeurs sont données, seule « recent » est retenue."),
        (
            "montant_min=1&montant_min=2&montant_min=",
            "Aide publique, au moins (€) : plusieurs valeurs sont données, aucune n’est retenue.",
        ),
        ("lieu=x&lieu=y", "Commune, intercommunalité, tiers-lieu : plusieurs valeurs sont données, seule « y » est"),
        (
            "montant_min=2&montant_max=1",
            "Aide publique, au moins (€) : ce minimum dépasse le maximum, aucune fiche ne peut y répondre.",
        ),
    ],
)
def test_values_that_cannot_all_be_answered_are_told(client, query, told):
    listing = client.get(f"/projets/?{query}").context["listing"]

    assert [notice.startswith(told) for notice in listing.notices] == [True]


@pytest.mark.parametrize(
    "query", ["tri=titre&tri=titre", "tri=&tri=titre", "montant_min=1&montant_max=1", "annee=1&annee=2"]
)
def test_values_that_can_all_be_answered_tell_nothing(client, query):
    assert client.get(f"/projets/?{query}").context["listing"].notices == []


@pytest.mark.parametrize("page", ["/projets/", "/recherche/"])
def test_words_given_twice_are_all_wanted(client, page):
    for name in ("Danse et robot", "Danse", "Robot"):
        ProjectFactory(name=name)

    answer = client.get(f"{page}?format=json&q=danse&q=robot").json()

    assert (answer["total"], answer["results"][0]["title"]) == (1, "Danse et robot")


def test_sort_by_distance_does_not_exist_where_nothing_is_around(client):
    listing = client.get("/appels/?tri=distance").context["listing"]

    assert listing.notices == ["Tri : « distance » n’existe pas, la page garde son réglage habituel."]


def test_circle_is_left_with_what_leans_on_it(client, far_apart):
    listing = client.get("/projets/?q=son&autour=33063&rayon=40&tri=distance").context["listing"]

    assert [chip.url for chip in listing.chips] == ["/projets/?autour=33063&rayon=40&tri=distance", "/projets/?q=son"]


def test_commune_that_does_not_exist_empties_the_list_and_is_named(client):
    ProjectFactory(territories=[CommuneFactory(latitude=44.8, longitude=-0.6)])

    answer = client.get("/projets/?format=json&autour=99999&rayon=loin").json()

    assert answer["total"] == 0
    assert [value["parameter"] for value in answer["unknown"]] == ["autour"]
    assert len(answer["notices"]) == 1


@pytest.mark.parametrize("radius", ["-5", "0", "301", "nan", "9" * 5000])
def test_radius_that_is_not_one_falls_back_and_is_told(client, radius):
    CommuneFactory(code="33063", latitude=44.8, longitude=-0.6)

    listing = client.get("/projets/", {"autour": "33063", "rayon": radius}).context["listing"]

    assert listing.around["radius"] == "30"
    assert [notice.startswith("Rayon (km) : ") for notice in listing.notices] == [True]


def test_territory_may_be_typed_by_its_name(client):
    charente = DepartementFactory(name="Charente")
    ProjectFactory(territories=[CommuneFactory(name="L’Isle-d’Espagnac", within=[charente])])
    ProjectFactory(territories=[CommuneFactory(name="Soyaux", within=[charente])])

    listing = client.get("/projets/", {"lieu": "l isle d espagnac", "tri": "titre"}).context["listing"]

    assert (listing.total, [chip.label for chip in listing.chips]) == (1, ["L’Isle-d’Espagnac"])
    assert listing.url() == "/projets/?territoire=l-isle-d-espagnac&tri=titre"


def test_name_of_several_territories_is_told_and_gives_nothing(client):
    for name in ("Gironde", "Vienne"):
        ProjectFactory(territories=[CommuneFactory(name="Saint-Martin", within=[DepartementFactory(name=name)])])

    listing = client.get("/projets/?lieu=saint+martin&tri=titre").context["listing"]

    assert (listing.total, listing.facets["territoire"].typed["value"]) == (0, "saint martin")
    assert [(one.label, one.url) for one in listing.unknown[0]["meant"]] == [
        ("Saint-Martin (Gironde)", "/projets/?tri=titre&territoire=saint-martin"),
        ("Saint-Martin (Vienne)", "/projets/?tri=titre&territoire=saint-martin-2"),
    ]


def test_commune_to_look_around_may_be_named(client):
    here = CommuneFactory(name="Angoulême", latitude=45.6, longitude=0.1)
    ProjectFactory(territories=[here])
    for longitude in (0.2, 0.3):
        CommuneFactory(name="Saint-Martin", latitude=45.6, longitude=longitude)

    named, homonym = (
        client.get("/projets/", {"autour": name, "format": "json"}).json() for name in ("angouleme", "Saint-Martin")
    )

    assert (named["total"], homonym["total"]) == (1, 0)
    assert [one["value"] for one in homonym["unknown"]] == ["Saint-Martin"]


def test_communes_of_the_same_name_are_proposed_to_look_around(client):
    for name in ("Gironde", "Vienne"):
        here = CommuneFactory(name="Saint-Martin", within=[DepartementFactory(name=name)], latitude=45, longitude=0)
        ProjectFactory(territories=[here])

    listing = client.get("/projets/?autour=saint+martin&rayon=10").context["listing"]

    codes = Territory.objects.communes().order_by("pk").values_list("code", flat=True)
    assert [(one.label, one.url) for one in listing.unknown[0]["meant"]] == [
        (f"Saint-Martin ({name})", f"/projets/?rayon=10&autour={code}")
        for name, code in zip(("Gironde", "Vienne"), codes, strict=True)
    ]


def test_word_that_was_meant_keeps_the_other_filters(client):
    metier = MetierFactory()
    ProjectFactory(name="Patrimoine sonore", metiers=[metier])

    page = client.get(f"/projets/?q=patrimione&metier={metier.slug}&vue=tableau").content.decode()

    assert f'Vouliez-vous dire <a href="/projets/?metier={metier.slug}&amp;vue=tableau&amp;q=patrimoine">' in page


def test_secondary_criteria_stand_beside_the_results_once_in_use(client):
    ProjectFactory(metiers=[MetierFactory(name="médiation")])
    ProjectFactory(territories=[CommuneFactory()])

    shown = [
        {facet.name for facet in client.get(f"/projets/{query}").context["listing"].main_facets}
        for query in ("", "?zone=hors-poles")
    ]

    assert shown[1] - shown[0] == {"zone"}
    assert "zone" not in shown[0]


def test_facet_that_leaves_nothing_out_is_not_offered(client):
    mediation = MetierFactory(name="médiation")
    ProjectFactory.create_batch(2, metiers=[mediation])

    page = client.get("/projets/")

    assert "metier" not in {facet.name for facet in page.context["listing"].main_facets}


def test_page_of_all_criteria_holds_them_and_keeps_the_search(client, world):
    world(3)

    page = client.get("/projets/filtres/tous/?q=projet&par_page=24").content.decode()

    assert 'name="q" type="search" value="projet"' in page
    assert '<input type="hidden" name="par_page" value="24">' in page
    assert {"zone", "montant_min", "autour", "lieu"} <= set(re.findall(r' name="(\w+)"', page))
