"""A title or an address may name the masked person of its row. Every name is invented."""

import pytest

from actors.models import Actor
from curation.imports.report import Heading
from projects.models import Project
from tests.factories import ActorFactory, ParticipationFactory, ProjectFactory
from tests.once import once
from tests.programme import bring, load, rows_of, written
from tests.staff import rewrite

loaded = once(lambda: load("thesaurus", "calls", "rounds"))


@pytest.mark.parametrize(
    ("cells", "told_of"),
    [
        ({"title": "Résidence de Marie Zorglubine"}, {"title"}),
        ({"title": "ZORGLUBINE Marie en résidence", "holder": "Zorglubine Marie (artiste)"}, {"title"}),
        ({"summary_fr": "Une œuvre de Marie Zorglubine."}, {"summary_fr"}),
        ({"url": "https://marie-zorglubine.example/"}, {"url"}),
        ({"url": "https://mariezorglubine.example/"}, {"url"}),
        ({"source_url": "https://source.example/marie-zorglubine"}, {"source_url"}),
        ({"title": "Résidence Zorglubine", "holder": "Studio Zorglubine"}, {"title"}),
        ({"title": "Marie Zorglubine", "holder": "", "partners": "Marie Zorglubine"}, {"title"}),
        ({"title": "Résidence de Marie"}, set()),
        ({"title": "Association Zorglubine", "holder": "Association Zorglubine"}, set()),
    ],
)
def test_row_that_names_a_masked_person_around_it_is_told_and_stays_a_draft(
    loaded, client, db, tmp_path, cells, told_of
):
    row = rows_of("projects")[0] | {"title": "Un essai", "holder": "Marie Zorglubine", "partners": ""} | cells

    report = bring(written(tmp_path, "projects", [row]), publish=True)

    doubts = {it.column for it in report.of(Heading.DOUBT) if "nomme une personne masquée" in it.message}
    assert doubts == told_of
    assert Project.objects.published().exists() is not bool(told_of)
    assert client.get("/projets/?format=json").json()["total"] == (0 if told_of else 1)


def test_row_that_names_a_person_is_published_once_somebody_answered(loaded, db, tmp_path):
    row = rows_of("projects")[0] | {"title": "Les nuits de Zinzoline", "holder": "Zinzoline", "partners": ""}
    file = written(tmp_path, "projects", [row])
    bring(file, publish=True)
    rewrite(Actor.objects.get(name="Zinzoline"), answer="structure")

    bring(file, publish=True)

    assert Project.objects.published().count() == 1


@pytest.mark.parametrize(("holder", "is_told"), [("Marie Zorglubine", True), ("Association Marie Zorglubine", False)])
def test_form_says_before_publication_that_the_title_names_a_masked_person(admin_client, holder, is_told):
    project = ProjectFactory(name="Résidence de Marie Zorglubine", status="brouillon")
    ParticipationFactory(project=project, actor=ActorFactory(name=holder, answer=""), role="porteur")

    page = admin_client.get(f"/gestion/projects/project/{project.pk}/change/").content.decode()

    assert ("le titre nomme une personne masquée" in page) is is_told
