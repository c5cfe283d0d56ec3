"""Load the territories: the reference shipped with the project, or an official file that refreshes the communes."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from curation.imports.command import refusal
from curation.imports.reading import UnreadableError
from curation.imports.report import Heading
from french.typography import NBSP, plural
from territories.imports.cells import RefusedError
from territories.imports.official import read_communes
from territories.imports.reference import read_reference
from territories.imports.run import known_region, write_territories


class Command(BaseCommand):
    help = (
        "Charge les territoires de la référence livrée avec le programme, ou actualise les communes avec un fichier "
        "officiel. Une commune disparue est gardée avec celle qui lui succède, et les fiches la suivent. Un fichier "
        "où quelque chose ne va pas est refusé en entier, avec le code de sortie 1."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.REGION["data"] / "territories",
            metavar="DOSSIER",
            help="dossier de la référence (celui de la région par défaut)",
        )
        parser.add_argument(
            "--communes",
            type=Path,
            metavar="FICHIER",
            help="communes du COG de l’Insee (v_commune_2027.csv) ou JSON de geo.api.gouv.fr",
        )
        parser.add_argument(
            "--mouvements",
            type=Path,
            metavar="FICHIER",
            help="mouvements de communes de l’Insee : ils disent qui succède à une commune disparue",
        )
        parser.add_argument("--millesime", metavar="ANNÉE", help="année du fichier, si son nom ne la dit pas")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, n’écrit rien")

    def handle(self, *args, folder, communes, dry_run, **options):
        source = communes or folder
        try:
            batch = self.refresh(communes, **options) if communes else self.reference(folder, **options)
            report = write_territories(batch, "Territoires", dry_run)
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        except RefusedError as error:
            raise CommandError("\n".join(refusal(Path(one.title), one) for one in error.reports)) from error
        self.tell(report, batch, source, dry_run)

    def reference(self, folder, mouvements, **options):
        if mouvements:
            raise CommandError("--mouvements ne va qu’avec --communes.")
        return read_reference(folder)

    def refresh(self, communes, mouvements, millesime, **options):
        region = known_region()
        if not region.departements:
            raise CommandError("Chargez d’abord la référence : import_territories, sans --communes.")
        return read_communes(communes, region, year_of(communes, millesime), mouvements)

    def tell(self, report, batch, source, dry_run):
        for line in (*report.notes, *report.lines(*set(Heading) - {Heading.REFUSED})):
            self.stdout.write(line)
        if batch.left_out:
            self.stdout.write(left_out(batch.left_out))
        title = "Essai, rien n’est écrit" if dry_run else f"{report.title}, {source.name}"
        self.stdout.write(f"{title}{NBSP}: {report.counts}.")


def left_out(count):
    words = plural(count, "commune d’une autre région, laissée", "communes d’autres régions, laissées")
    return f"{count} {words} de côté"


def year_of(path, millesime):
    """The year of an official file, from its name unless it is told."""
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", millesime or path.stem)
    if len(set(years)) != 1:
        raise CommandError("De quelle année est ce fichier ? Ajoutez --millesime 2027, par exemple.")
    return years[0]
