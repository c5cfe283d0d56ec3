"""The examples: invented entries beside the real facts."""

from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from actors.models import Actor
from calls.models import Call, Round
from directory.models import FormerSlug
from operations.examples.dates import dated
from operations.examples.drawing import picture
from operations.examples.examples import Examples
from operations.examples.values import Values
from projects.models import Project, Reuse
from territories.models import Territory, TiersLieu
from tests.factories import ActorFactory, FundingFactory
from tests.once import once
from tests.operations.ground import make_ground

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

FOLDER = settings.REGION["data"] / "demo"


@once
def demo():
    make_ground()
    call_command("load_demo", stdout=StringIO())


def examples():
    models = (Actor, Call, Round, Project, Territory)
    return {model: set(model.objects.filter(is_example=True).values_list("identifier", "slug")) for model in models}


def test_examples_say_that_they_are_and_leave_the_real_facts_alone(demo):
    real = ActorFactory(name="Structure réelle")

    call_command("load_demo", stdout=StringIO())

    assert set(Actor.objects.real()) == {real}
    assert [len(rows) for rows in examples().values()] == [12, 2, 4, 9, 2]


def test_a_round_is_open_and_another_is_to_come(demo):
    states = dict(Round.objects.with_state().values_list("slug", "state_now"))

    assert (states["ecrans-ouverts-edition-en-cours"], states["ecrans-ouverts-prochaine-edition"]) == (
        "ouvert",
        "a-venir",
    )
    assert Round.objects.get(slug="ecrans-ouverts-edition-en-cours").days_left == 18


def test_the_chain_of_reuses_has_three_links(demo):
    links = Reuse.objects.order_by("year").values_list("origin__slug", "project__slug")

    assert list(links) == [
        ("balades-d-oreille", "les-murs-ont-des-oreilles"),
        ("les-murs-ont-des-oreilles", "les-rues-parlent"),
        ("les-rues-parlent", "sentiers-a-deux-voix"),
    ]


def test_the_financing_plan_adds_up(demo):
    project = Project.objects.get(slug="les-murs-ont-des-oreilles")

    amounts = [it.amount_voted for it in project.fundings.all()] + [it.amount for it in project.budget_lines.all()]

    assert sum(amounts) == project.total_cost == 50000


def test_a_person_is_masked_an_entry_withdrawn_another_merged(demo):
    masked, merged = Actor.objects.masked().get(), Actor.objects.exclude(merged_into=None).get()
    withdrawn = Project.objects.get(slug="le-phare-en-carton")

    assert (masked.title, masked.slug[:17]) == ("Personne physique", "personne-physique")
    assert merged.merged_into.slug == "la-claire-voie"
    assert (withdrawn.was_public, bool(withdrawn.withdrawal_note)) == (True, True)
    assert FormerSlug.objects.get().slug == "les-murs-parlent-exemple"


def test_a_tiers_lieu_has_services_and_equipment(demo):
    place = TiersLieu.objects.get(slug="la-papeterie")

    assert (place.services.count(), place.equipment.count(), place.images.count()) == (6, 5, 2)


def test_examples_loaded_again_are_the_same(demo):
    before = examples()

    call_command("load_demo", stdout=StringIO())

    assert examples() == before


def test_examples_go_with_their_images(demo, django_capture_on_commit_callbacks):
    files = [image.file.name for project in Project.objects.all() for image in project.images.all()]

    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo", "--remove", stdout=StringIO())

    assert [rows for rows in examples().values() if rows] == []
    assert (FormerSlug.objects.count(), len(files)) == (0, 4)
    assert [name for name in files if default_storage.exists(name)] == []


def test_example_that_a_real_entry_names_is_not_removed(demo):
    FundingFactory(funder=Actor.objects.get(slug="fondation-lucarne"))

    with pytest.raises(CommandError, match="à détacher d’abord"):
        call_command("load_demo", "--remove", stdout=StringIO())

    assert Project.objects.filter(is_example=True).count() == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J+18T18:00", "2026-12-12T18:00"),
        ("J-24", "2026-10-31"),
        ("A-2", "2024"),
        ("A-2/09", "2024-09"),
        ("A+0/01/15", "2026-01-15"),
        ("2013", "2013"),
    ],
)
def test_dates_are_told_from_today(text, expected):
    assert dated(text, date(2026, 11, 24)) == expected


def test_examples_are_well_dated_on_the_last_day_of_february(demo):
    Examples(FOLDER).load(date(2028, 2, 29))

    assert Round.objects.get(slug="ecrans-ouverts-edition-en-cours").closes_at == "2028-03-18T18:00"


def test_picture_is_the_same_for_the_same_word():
    assert picture("oreille").read() == picture("oreille").read()
    assert picture("oreille").read() != picture("plaque").read()


def test_values_refuse_what_no_example_names(demo):
    with pytest.raises(KeyError):
        Values(date(2026, 11, 24)).of(Round, {"call": "inconnu"})
