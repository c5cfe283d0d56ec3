"""Fill the directory with what is shipped for the region. Run again, it changes nothing."""

import json
from itertools import chain

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.module_loading import import_string

from curation.imports.command import refusal
from curation.imports.report import Heading
from directory.models import SourceList
from directory.registry import KINDS
from finding.kinds import Shipped
from finding.memory.library import library
from french.typography import NBSP
from territories.models import Territory

FOLDER = settings.REGION["data"] / "programme"

# The vocabularies, then what each kind of entry ships, in the order in which one names the other, then whose the
# sources of all of them are.
THESAURUS = Shipped("thesaurus.csv", "curation.imports.thesaurus.ThesaurusImporter", is_published=False)
SOURCES = Shipped("sources.csv", "curation.imports.sources.SourceNameImporter", is_published=False)


class Command(BaseCommand):
    help = "Charge les territoires, le thésaurus et les fiches livrés pour la région ; relancé, ne change rien."

    def handle(self, *args, **options):
        call_command("import_territories", stdout=self.stdout)
        measure(Territory, Territory.containers.through)
        source_list = shipped_list()
        for shipped in (THESAURUS, *chain.from_iterable(kind.shipped for kind in KINDS.values()), SOURCES):
            importer = import_string(shipped.importer)(source_list, publish=shipped.is_published)
            importer.is_part = True  # several files tell rows of one kind
            self._load(FOLDER / shipped.file, importer)
        library.open()  # stores the indexes that the site begins with

    def _load(self, path, importer):
        report = importer.run(path)
        if report.is_refused:
            raise CommandError(refusal(path, report))
        self.stdout.write(f"{report.title}, {path.name}{NBSP}: {report.counts}.")
        for line in report.lines(Heading.UNPLACED, Heading.DOUBT, Heading.KEPT):
            self.stdout.write(f"  {line}")


def shipped_list():
    """Return the list of the shipped content, with the date when it was gathered, where the region tells it."""
    source_list = SourceList.objects.shipped()
    manifest = FOLDER / "manifest.json"
    gathered_on = json.loads(manifest.read_text())["gathered_on"] if manifest.exists() else ""
    if source_list.gathered_on != gathered_on:
        source_list.gathered_on = gathered_on
        source_list.save()
    return source_list


def measure(*models):
    """Let the database count the rows of tables just filled, or it plans its queries as if they were empty."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
