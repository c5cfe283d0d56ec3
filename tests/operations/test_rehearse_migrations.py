"""A site that was installed before is migrated without a change of any public sum, and a rehearsal says so."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from operations.rehearsal import rehearse, sums
from tests.factories import AmendmentFactory, FundingFactory

BEFORE = [("projects", "0002_publication_and_step_index"), ("directory", "0002_change_log")]


@pytest.fixture
def installed_before(transactional_db):
    """A site at an earlier state of its tables, with grants that an import brought; migrated again afterwards."""
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    loader = MigrationExecutor(connection).loader
    fill(loader.project_state(list(loader.applied_migrations)).apps)
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def fill(apps):
    funder = entry(apps.get_model("actors", "Actor"), "a0000001", is_public_body=True)
    Project, Funding = apps.get_model("projects", "Project"), apps.get_model("projects", "Funding")
    told = entry(Project, "p0000000")
    draft, example = entry(Project, "p0000001", status="brouillon"), entry(Project, "p0000002", is_example=True)
    for amount, project in ((1000, told), (None, told), (70, draft), (5, example)):
        Funding.objects.create(project=project, funder=funder, amount_voted=amount)
    fundings = [{"funder": "a0000001", "call": "", "round": "", "axis": "", "amount": "1000.00"}]
    row = {"dataset": "projets", "key": "1", "identifier": "p0000000", "values": {"fundings": fundings}}
    apps.get_model("directory", "SourceRecord").objects.create(**row)


def entry(model, identifier, **values):
    named = dict.fromkeys(("name", "key", "text_key", "identifier", "slug"), identifier)
    return model.objects.create(**named | {"status": "publie"} | values)


def told_by_the_command():
    out = StringIO()
    call_command("rehearse_migrations", stdout=out)
    return out.getvalue().replace("\u00a0", " ")


def test_migrations_change_no_public_sum_and_the_rehearsal_writes_nothing(installed_before):
    waiting = rehearse().migrations

    told = told_by_the_command()

    assert "projects.0004_give_grants_their_tellings" in told
    same = "3 sommes publiques comparées, les mêmes avant et après : 2 aides, 1 000 €."
    assert told.endswith(f"{same} Rien n’est écrit.\n")
    assert rehearse().migrations == waiting


def test_sum_that_would_change_is_told(installed_before, monkeypatch):
    def double(apps, schema_editor):
        apps.get_model("projects", "Funding").objects.update(amount_voted=2 * F("amount_voted"))

    lossy = import_module("projects.migrations.0004_give_grants_their_tellings").Migration
    monkeypatch.setattr(lossy, "operations", [*lossy.operations, migrations.RunPython(double)])

    out = StringIO()
    with pytest.raises(CommandError, match="3 sommes publiques changeraient"):
        call_command("rehearse_migrations", stdout=out)

    assert "projet p0000000 : 2 aides, 1 000 € → 2 aides, 2 000 €" in out.getvalue().replace("\u00a0", " ")


@pytest.mark.django_db
def test_site_that_is_up_to_date_has_nothing_to_rehearse():
    assert told_by_the_command() == "Aucune migration en attente.\n"


@pytest.mark.django_db
def test_sums_are_those_of_the_pages_voted_net_of_the_amendments():
    funding = FundingFactory(amount_voted=1000)
    AmendmentFactory(funding=funding, amount=400)

    assert sums(apps)["projet", funding.project.identifier] == (1, 1, 400)
