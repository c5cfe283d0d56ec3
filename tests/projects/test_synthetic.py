"""Generated projects: rows as staff could have typed them, the same for a seed, never in the real database."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from directory.models import Term
from french.typography import NBSP
from projects.models import Project
from projects.synthetic.base import MARK, source_digest
from projects.synthetic.rows import generate
from tests.factories import (
    CommuneFactory,
    DepartementFactory,
    FunderFactory,
    RoundFactory,
    TermFactory,
    TiersLieuFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    """What projects are drawn from."""
    charente = DepartementFactory(name="Charente")
    TiersLieuFactory(located_in=CommuneFactory(name="Le Dorat", within=[charente], population=900))
    CommuneFactory(within=[charente], population=41_000)
    for vocabulary in Term.Vocabulary:
        TermFactory(vocabulary=vocabulary, name=f"premier {vocabulary.label}")
        TermFactory(vocabulary=vocabulary, name=f"second {vocabulary.label}")
    FunderFactory()
    RoundFactory()


def told():
    """What the generated projects say, but for the moment when they were made."""
    rows = Project.objects.with_facts().order_by("pk")
    return [
        (one.identifier, one.slug, one.name, one.summary, one.body, one.year_of, one.public_amount, one.main_place)
        for one in rows
    ]


def test_generated_projects_hold_the_rules_of_the_models():
    generate(40, seed=1)

    projects = Project.objects.published().prefetch_related("participations", "fundings", "places")
    assert projects.count() == 40
    for project in projects:
        for row in (project, *project.participations.all(), *project.fundings.all(), *project.places.all()):
            row.full_clean()


def test_generated_projects_are_those_that_saving_would_make():
    generate(40, seed=1)

    for project in Project.objects.all():
        before = {name: getattr(project, name) for name in ("identifier", "slug", "key", "text_key")}
        project.save()
        assert before == {name: getattr(project, name) for name in before}
    assert len({project.slug for project in Project.objects.all()}) == 40


def test_generated_projects_are_the_same_for_a_seed():
    generations = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            generate(20, seed)
            generations.append(told())
            transaction.set_rollback(True)

    assert generations[0] == generations[1]
    assert generations[0] != generations[2]


def test_generation_refuses_any_other_database():
    with pytest.raises(CommandError, match="n’est pas une base de mesure"):
        call_command("generate_projects", "10")


def test_generation_makes_the_folder_of_its_database_and_leaves_the_projects_that_are_there(monkeypatch, tmp_path):
    command, folder = "projects.management.commands.generate_projects", tmp_path / "var" / "bench"
    monkeypatch.setattr(f"{command}.is_for_measures", lambda: True)
    monkeypatch.setattr(f"{command}.FOLDER", folder)
    generate(3, 1, f"{MARK}{NBSP}: 3, graine 1, édition {source_digest()}")
    before = told()

    call_command("generate_projects", "3")

    assert folder.is_dir()
    assert told() == before
