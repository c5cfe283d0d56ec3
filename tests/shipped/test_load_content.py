"""The content shipped for the region, loaded whole."""

import csv
from collections import Counter
from datetime import datetime

import pytest
from django.conf import settings
from django.db.models import Sum

from actors.models import Actor
from calls.models import Call, Item, Round
from curation.imports.report import Heading
from directory.models import SourceRecord, Term
from french.dates import PARIS
from insights.finder import QUESTIONS, Finder
from insights.forms import FindForm
from projects.imports.importer import ProjectImporter
from projects.models import Funding, Project
from territories.models import TiersLieu
from tests.programme import DATA
from tests.reading import text_of
from tests.shipped.conftest import load
from tests.staff import rewrite

PROGRAMME = settings.REGION["data"] / "programme"
EVIDENCE = {
    "dispositif_nomme": "dispositif",
    "financeur_public_nomme": "financeur-public",
    "non_etabli": "non-etabli",
}


def shipped(name):
    with (PROGRAMME / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_all_the_facts_are_there_and_published(content, db):
    published = [it.objects.published().count() for it in (Call, Round, Actor, TiersLieu, Project)]

    assert published == [31, 51, 295, 35, 187]


@pytest.mark.parametrize(
    ("rows", "least"), [("body", 60), ("aims", 80), ("deliverables", 70), ("steps", 50), ("lessons", 28)]
)
def test_projects_tell_their_story(content, db, rows, least):
    empty = {rows: ""} if rows == "body" else {rows: None}

    assert Project.objects.published().exclude(**empty).distinct().count() >= least


@pytest.mark.parametrize(("metier", "least"), [("production", 50), ("gestion", 22)])
def test_every_metier_has_projects(content, client, db, metier, least):
    assert client.get("/projets/", {"metier": metier, "format": "json"}).json()["total"] >= least


def test_public_bodies_have_a_page_of_what_they_fund(content, client, db):
    region = Actor.objects.get(slug="region-nouvelle-aquitaine")
    page = text_of(client, region)

    assert "21 projets" in page and "Cultures connectées" in page and "SIREN 200053759" in page
    assert not Actor.objects.public_bodies().filter(fundings_granted__isnull=False).exclude(status="publie").exists()
    assert {actor.name for actor in region.succeeds.all()} == {
        *("Région Aquitaine", "Région Limousin", "Région Poitou-Charentes")
    }


def test_second_load_changes_nothing(content, db):
    lines = [line for line in load().splitlines() if "créée" in line]

    assert len(lines) == 26
    assert [line for line in lines if "0 créée, 0 modifiée" not in line] == []
    assert not SourceRecord.objects.exclude(left_at=None).exists()  # no file of two is taken for the whole of its list


def test_evidence_of_every_project_is_the_one_that_its_row_announces(content, db):
    announced = {row["title"]: EVIDENCE[row["evidence_level"]] for row in shipped("projects")}

    assert dict(Project.objects.with_evidence().values_list("name", "evidence")) == announced


def test_amounts_are_those_that_name_one_funder(content, db):
    amounts = Counter(dict(Project.objects.with_public_amount().values_list("name", "public_amount")))

    assert Funding.objects.aggregate(total=Sum("amount_voted"))["total"] == 4_468_052
    assert amounts["Masgot en 1875 en réalité augmentée"] == 25000


@pytest.mark.parametrize(
    ("title", "funders"),
    [
        (
            "PREAC Arts, cultures et numériques",
            {"Drac Nouvelle-Aquitaine", "Rectorat de Poitiers", "Atelier Canopé Poitiers"},
        ),
        ("Micro-Folie de La Souterraine", {"État", "Région Nouvelle-Aquitaine"}),
        ("Campus Numéria", {"Département de la Vienne", "France 2030"}),
        ("Jazz augmenté", {"Région Nouvelle-Aquitaine"}),
        ("Fablab de Parthenay-Gâtine", {"Communauté de communes Parthenay-Gâtine"}),
    ],
)
def test_short_names_of_funders_are_those_of_the_row(content, db, title, funders):
    assert {it.funder.name for it in Project.objects.get(name=title).fundings.all()} == funders


def test_every_label_of_the_files_has_its_place(content, db):
    unplaced = [
        line for line in content.splitlines() if "libellé absent" in line or "type de structure absent" in line
    ]

    assert unplaced == []


def test_thesaurus_has_the_words_of_the_policy(content, db):
    protected = Term.objects.protected()

    assert set(protected.of("metier").values_list("slug", flat=True)) == {
        *("diffusion", "production", "creation", "mediation", "gestion")
    }
    assert protected.of("objectif").count() == 4


def test_calls_tell_what_they_follow(content, db):
    chain = {call.slug: {it.slug for it in call.succeeds.all()} for call in Call.objects.exclude(succeeds=None)}

    assert chain == {
        "cultures-connectees": {"aquitaine-cultures-connectees"},
        "aquitaine-cultures-connectees": {"bnsa", "fabrique-bnsa"},
        "fonds-creation-immersive": {"dicream"},
        "tourisme-culture-numerique": {"event-tech"},
    }
    assert Call.objects.get(slug="essaimage-sobriete-numerique").part_of.slug == "cultures-connectees"


def test_ten_calls_tell_what_their_rounds_say(content, db):
    assert Call.objects.published().exclude(rounds__items=None).distinct().count() >= 10
    assert Item.objects.filter(source_url="").count() == 0


def test_what_staff_retitled_is_not_made_again(content, db):
    rewrite(Project.objects.get(name="Ta Pi Son"), name="Tapison")
    rewrite(Actor.objects.get(name="Cap Sciences"), name="Cap Sciences Bordeaux")

    report = ProjectImporter(publish=True).run(PROGRAMME / "projects.csv")

    assert report.counts == "0 créée, 0 modifiée, 187 inchangées"
    assert [(it.line, it.column) for it in report.of(Heading.KEPT)] == [(2, "title")]


def test_shipped_rounds_are_in_the_state_that_their_dates_tell(content, db):
    moment = datetime(2026, 12, 1, 12, tzinfo=PARIS)
    states = Counter(round.state_at(moment).value for round in Round.objects.all())
    before = Round.objects.get(name="Aide aux structures d'arts plastiques et visuels 2026")

    assert states == {"clos": 44, "dates-inconnues": 7}
    assert before.state_at(datetime(2025, 12, 1, 23, 59, tzinfo=PARIS)) == Round.State.CLOSING


def test_judged_profiles_find_the_call_that_a_person_would_name(content, db):
    """The profiles were written before anything was tuned."""
    profiles, found = read_profiles(), 0
    for profile in profiles:
        fits = Finder(answers_of(profile)).fits
        found += bool(fits) and fits[0].round.call.slug == profile["call"]

    assert found / len(profiles) >= 0.9


def read_profiles():
    with (DATA / "profiles.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def answers_of(profile):
    return FindForm({question.name: profile[question.name] for question in QUESTIONS}).answers
