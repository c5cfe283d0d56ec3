"""Each funder of a text with its own figure; what reads in two ways is kept word for word, and nobody is invented."""

import pytest

from actors.models import Actor
from curation.imports.report import Heading
from projects.models import Project
from tests.factories import ActorFactory, DepartementFactory, RegionFactory
from tests.once import once
from tests.programme import bring, load, rows_of, told, written

pytestmark = pytest.mark.django_db

NA, DRAC, CD40, PAU = "Région Nouvelle-Aquitaine", "Drac Nouvelle-Aquitaine", "Département des Landes", "Ville de Pau"
CD33, ORANGE = "Département de la Gironde", "Fondation Orange"


def prepare():
    load("thesaurus", "actors", "calls", "rounds")
    DepartementFactory(name="Landes", code="40")
    RegionFactory(name="Nouvelle-Aquitaine")
    for name in (NA, DRAC, CD40, CD33, PAU):
        ActorFactory(name=name, is_public_body=True)


ready = once(prepare)


@pytest.fixture
def read(ready, tmp_path):
    """Bring one row in; tell its amounts by funder, the text that is kept and the report."""

    def read(text):
        row = rows_of("projects")[2] | {"evidence_level": "", "funder_named_fr": text}
        report = bring(written(tmp_path, "projects", [row]))
        project = Project.objects.get()
        return dict(project.fundings.values_list("funder__name", "amount_voted")), project.funding_text, report

    return read


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("CD40 500 €", {CD40: 500}),
        ("CD 40 500 €", {CD40: 500}),
        ("CD33 200 000 €", {CD33: 200_000}),
        ("CAF33 500 €", {"CAF33": 500}),
        ("Association Exemple n°2 300 €", {"Association Exemple n°2": 300}),
        ("Mission locale : 33 200 €", {"Mission locale": 33_200}),
        ("Fondation Orange 12 500 €", {ORANGE: 12_500}),
        ("CD40 25 000 €; Mairie de Pau 1 000 €; D.R.A.C. N.-A. 500 €", {CD40: 25_000, PAU: 1_000, DRAC: 500}),
        (f"{NA} : 25 000 €, {DRAC} : 5 000 €", {NA: 25_000, DRAC: 5_000}),
        (f"{NA}, 25 000 €, {DRAC}, 5 000 €", {NA: 25_000, DRAC: 5_000}),
        (f"{NA} 25 000 € et {ORANGE} 5 000 €", {NA: 25_000, ORANGE: 5_000}),
        (f"{NA} 25 000 € + CD40 2 000 €", {NA: 25_000, CD40: 2_000}),
        (f"25 000 € {NA}; 5 000 € {ORANGE}", {NA: 25_000, ORANGE: 5_000}),
        (f"25 000 € de la {NA} et 5 000 € du {CD40}", {NA: 25_000, CD40: 5_000}),
        (f"{NA} 25 000; {ORANGE} 5 000 €", {NA: 25_000, ORANGE: 5_000}),
        (f"{NA} (25 000 €); {ORANGE} (5 000 €)", {NA: 25_000, ORANGE: 5_000}),
        (f"{NA} 25 000 €/an", {NA: None}),
        (f"France 2030; {CD40} 1 200 000 €", {"France 2030": None, CD40: 1_200_000}),
    ],
)
def test_each_funder_has_its_own_figure(read, text, amounts):
    assert read(text)[0] == amounts


@pytest.mark.parametrize(
    "text",
    [
        "Mission locale 33 200 €",
        f"{NA} 25 000 € {ORANGE} 5 000 €",
        f"{NA} 25 000 €, {ORANGE}",
        f"{NA} 25 000 et {ORANGE} 5 000 €",
        f"{NA} 25 0000 €",
        f"{NA} -500 €",
        f"{NA} 25 000",
        "25 000 € en 2022",
    ],
)
def test_figure_that_reads_in_two_ways_is_a_doubt_and_makes_nobody(read, client, text):
    before = Actor.objects.count()

    found, kept, report = read(text)
    Project.objects.update(status="publie")

    assert (found, Actor.objects.count()) == ({}, before)
    assert [it[1:3] for it in told(report, Heading.UNPLACED) if it[1] == "funder_named_fr"][0][1] == text
    assert kept in (text, "")
    page = client.get(Project.objects.get().get_absolute_url()).content.decode()
    assert ("Financement public non établi" in page) is not bool(kept)


def test_text_that_may_name_somebody_is_for_staff_alone(read):
    found, kept, report = read("Camille Exemple 33 200 €")

    assert (found, kept) == ({}, "")
    assert "pour l’équipe seule" in str(report.of(Heading.UNPLACED))


def test_page_does_not_deny_the_figure_of_an_ambiguous_funder(read, client):
    text = "Région 25 000 €; Fondation 5 000 €"

    found, kept, report = read(text)
    Project.objects.update(status="publie")
    project = Project.objects.get()
    pages = [client.get(url).content.decode() for url in (project.get_absolute_url(), "/projets/")]

    assert (found, kept) == ({}, text)
    assert NA in str(report.of(Heading.UNPLACED))
    assert ["Financement à préciser" in page for page in pages] == [True, True]
    assert ["Financement public non établi</p>" in page or "non établi." in page for page in pages] == [False, False]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{DRAC} - Ministère de la Culture", DRAC),
        (f"{NA} – Direction de la culture", NA),
        ("CD 40 - Landes", CD40),
        ("Conseil départemental des Landes - service culture", CD40),
    ],
)
def test_body_with_its_service_or_its_place_is_that_body(read, text, name):
    assert set(read(text)[0]) == {name}


@pytest.mark.parametrize(
    ("text", "name"), [("L'Etat (DRAC)", DRAC), ("Pau", PAU), ("Landes", CD40), ("les Landes", CD40)]
)
def test_place_or_kind_alone_is_a_doubt_that_names_the_body(read, text, name):
    before = Actor.objects.count()

    found, kept, report = read(text)

    assert (found, kept, Actor.objects.count()) == ({}, text, before)
    assert name in str(report.of(Heading.UNPLACED))


def test_neighbouring_rows_and_replays_change_no_reading(ready, tmp_path):
    texts = ("Mission locale", "Mission locale 33", "Mission locale 33 200 €")
    row = rows_of("projects")[2] | {"evidence_level": ""}
    rows = [row | {"title": f"Projet {text}", "funder_named_fr": text} for text in texts]

    bring(written(tmp_path, "projects", rows))

    last = Project.objects.get(name="Projet Mission locale 33 200 €")
    assert (last.fundings.count(), last.funding_text) == (0, "Mission locale 33 200 €")


def test_sum_in_the_name_of_a_partner_makes_no_actor(ready, tmp_path):
    row = rows_of("projects")[2] | {"partners": "Fondation Orange 5 000 €"}

    report = bring(written(tmp_path, "projects", [row]))

    assert not Actor.objects.filter(name__contains="€").exists()
    assert "Fondation Orange 5 000 €" in str(report.of(Heading.UNPLACED))
