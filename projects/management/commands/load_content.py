"""Fill the directory with what is shipped for the region. Run again, it changes nothing."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from actors.imports.importer import ActorImporter
from actors.imports.other_names import OtherNameImporter
from calls.imports.importers import CallImporter, LinkImporter, RoundImporter
from directory.french import NBSP
from directory.imports.command import refusal
from directory.imports.report import Kind
from directory.imports.thesaurus import ThesaurusImporter
from directory.search.library import library
from projects.imports.importer import ProjectImporter
from territories.models import Territory

FOLDER = settings.REGION["data"] / "programme"

# What each file brings, in the order in which one names the other. Institutions, and structures that show by no word
# that they are, stay drafts: a person completes them.
FILES = (
    ("thesaurus.csv", ThesaurusImporter, False),
    ("institutions.csv", ActorImporter, False),
    ("structures.csv", ActorImporter, False),
    ("actors.csv", ActorImporter, True),
    ("actor_names.csv", OtherNameImporter, False),
    ("calls.csv", CallImporter, True),
    ("call_links.csv", LinkImporter, False),
    ("rounds.csv", RoundImporter, True),
    ("projects.csv", ProjectImporter, True),
)


class Command(BaseCommand):
    help = "Charge les territoires, le thésaurus et les fiches livrés pour la région ; relancé, ne change rien."

    def handle(self, *args, **options):
        call_command("import_territories", stdout=self.stdout)
        measure(Territory, Territory.containers.through)
        for name, importer, publish in FILES:
            self._load(FOLDER / name, importer(publish=publish))
        library.open()  # stores the indexes that the site begins with

    def _load(self, path, importer):
        report = importer.run(path)
        if report.is_refused:
            raise CommandError(refusal(path, report))
        self.stdout.write(f"{report.title}, {path.name}{NBSP}: {report.counts}.")
        for line in report.lines(Kind.UNPLACED, Kind.DOUBT, Kind.KEPT):
            self.stdout.write(f"  {line}")


def measure(*models):
    """Let the database count the rows of tables just filled, or it plans its queries as if they were empty."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
