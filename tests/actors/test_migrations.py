"""What became of the actors that were there before somebody asked « personne ou structure ? »."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from directory.models import SourceList, SourceRecord

BEFORE, AFTER = [("actors", "0002_publication_index")], [("actors", "0005_remove_is_natural_person")]


@pytest.fixture
def migrate(transactional_db):
    """Go to a state of the tables of actors; give the models of that state."""

    def to(target):
        executor = MigrationExecutor(connection)
        executor.migrate(target)
        return MigrationExecutor(connection).loader.project_state(target).apps

    yield to
    to(MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_only_a_draft_that_a_file_named_and_persons_are_masked(migrate):
    apps = migrate(BEFORE)
    Actor, shipped = apps.get_model("actors", "Actor"), SourceList.objects.shipped()
    cited = {"is_natural_person": False}
    for name, values in {
        "Zinzoline": cited,
        "Compagnie Zig": cited,
        "Publiée": {**cited, "status": "publie"},
        "Saisie": {"is_natural_person": False},
        "Camille Exemple": {"is_natural_person": True},
    }.items():
        Actor.objects.create(name=name, key=name, text_key=name, identifier=name[:9], slug=name[:9], **values)
        if name != "Saisie":
            SourceRecord.objects.create(source_list=shipped, dataset="acteurs cités", key=name, identifier=name[:9])

    Actor = migrate(AFTER).get_model("actors", "Actor")

    assert {it.name: (it.answer, it.personhood, it.slug) for it in Actor.objects.all()} == {
        "Zinzoline": ("", "", "personne-physique-Zinzoline"),
        "Compagnie Zig": ("", "structure", "Compagnie"),
        "Publiée": ("structure", "structure", "Publiée"),
        "Saisie": ("structure", "structure", "Saisie"),
        "Camille Exemple": ("personne", "personne", "personne-physique-Camille E"),
    }

    Actor = migrate(BEFORE).get_model("actors", "Actor")

    masked = Actor.objects.filter(is_natural_person=True)
    assert {it.name for it in masked} == {"Zinzoline", "Camille Exemple"}
