"""Similar projects: those that share what few others have, and the reasons told in words."""

import pytest

from finding.memory.library import library
from insights.similar import similar
from projects.models import Project
from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    DisciplineFactory,
    FundingFactory,
    ProjectFactory,
    ReuseFactory,
    TechnologyFactory,
)
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def others():
    """Projects that share nothing: rarity is said of a whole."""
    return ProjectFactory.create_batch(12)


def found(project):
    library.catch_up()
    return {one.project.name: one.reasons for one in similar(Project.objects.for_detail().get(pk=project.pk))}


def test_similar_projects_share_what_few_have_and_say_so():
    augmented = TechnologyFactory(name="réalité augmentée")
    angouleme = CommuneFactory(name="Angoulême", within=[DepartementFactory(name="Charente")])
    project = ProjectFactory(technologies=[augmented], territories=[angouleme])
    ProjectFactory(name="Proche", technologies=[augmented], territories=[angouleme])

    assert found(project) == {
        "Proche": ["même technologie\u00a0: réalité augmentée", "même territoire\u00a0: Angoulême"]
    }


def test_what_most_projects_share_makes_none_similar(others):
    heritage = DisciplineFactory(name="patrimoine")
    for project in others:
        project.disciplines.add(heritage)

    assert found(others[0]) == {}


def test_rarest_thing_in_common_comes_first():
    common, rare = TechnologyFactory(name="vidéo"), TechnologyFactory(name="hologramme")
    ProjectFactory.create_batch(4, technologies=[common])
    project = ProjectFactory(technologies=[common, rare])
    ProjectFactory(name="Rare", technologies=[rare])

    assert next(iter(found(project))) == "Rare"


def test_narrower_term_tells_its_general_one():
    general = TechnologyFactory(name="réalités immersives")
    narrower = TechnologyFactory(name="réalité virtuelle", parent=general)
    project = ProjectFactory(technologies=[narrower])
    ProjectFactory(name="Proche", technologies=[narrower])
    ProjectFactory(name="Cousin", technologies=[general])

    assert found(project)["Proche"] == ["même technologie\u00a0: réalité virtuelle"]
    assert found(project)["Cousin"] == ["même technologie\u00a0: réalités immersives"]


def test_holder_of_one_and_partner_of_the_other_brings_them_together():
    workshop = ActorFactory(name="L'Atelier")
    project = ProjectFactory(holder=workshop)
    ProjectFactory(name="Proche", holder=workshop)

    assert found(project) == {"Proche": ["même structure\u00a0: L’Atelier"]}


def test_masked_person_and_draft_call_bring_nothing_together():
    person, call = ActorFactory(masked=True), CallFactory(draft=True)
    project = ProjectFactory(holder=person)
    other = ProjectFactory(holder=person)
    for one in (project, other):
        FundingFactory(project=one, call=call, funder=ActorFactory())

    assert all("Personne" not in " ".join(reasons) for reasons in found(project).values())
    assert all(reasons for reasons in found(project).values())


def test_lineage_comes_before_everything():
    project = ProjectFactory()
    ReuseFactory(origin=project, project=ProjectFactory(name="Suite"))
    ReuseFactory(project=project, origin=ProjectFactory(name="Source"))

    assert found(project) == {
        "Suite": ["reprend une part de ce projet"],
        "Source": ["ce projet en a repris une part"],
    }


def test_drafts_are_never_similar():
    rare = TechnologyFactory()
    project = ProjectFactory(technologies=[rare])
    ProjectFactory(name="Secret", technologies=[rare], draft=True)
    ProjectFactory(name="Proche", technologies=[rare])

    assert list(found(project)) == ["Proche"]


def test_page_says_what_projects_have_in_common(client):
    rare = TechnologyFactory(name="hologramme")
    project = ProjectFactory(technologies=[rare])
    ProjectFactory(name="Proche", technologies=[rare])

    assert "Projets proches Ceux qui ont le plus en commun" in text_of(client, project)
    assert "Proche Porteur à préciser Même technologie : hologramme." in text_of(client, project)


def test_project_that_is_not_public_yet_is_like_none():
    rare = TechnologyFactory()
    draft = ProjectFactory(draft=True, technologies=[rare])
    ReuseFactory(project=draft, origin=ProjectFactory(technologies=[rare]))

    assert found(draft) == {}
