"""What staff type to import a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from french.typography import NBSP, plural

from .report import Kind
from .sheet import UnreadableError


class ImportCommand(BaseCommand):
    """A command around one importer."""

    importer = None

    def create_parser(self, *args, **kwargs):
        optional = [f"{name} ({meaning})" for name, meaning in self.importer.optional.items()]
        epilog = f"Colonnes, dans n’importe quel ordre{NBSP}: {', '.join(self.importer.required)}."
        epilog += f" Facultatives{NBSP}: {', '.join(optional)}." if optional else ""
        return super().create_parser(*args, epilog=epilog, **kwargs)

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, metavar="FICHIER", help="CSV (virgules ou points-virgules) ou classeur .xlsx"
        )
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, n’écrit rien")
        parser.add_argument(
            "--publier", action="store_true", help="publie les fiches, au lieu de les laisser en brouillon"
        )

    def handle(self, *args, file, dry_run, publier, **options):
        try:
            report = self.importer(publish=publier).run(file, dry_run)
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        if report.is_refused:
            raise CommandError(refusal(file, report))
        for line in (*report.notes, *report.lines()):
            self.stdout.write(line)
        self.stdout.write(f"{'Essai, rien n’est écrit' if dry_run else report.title}{NBSP}: {report.counts}.")


def refusal(file, report):
    """Everything that is wrong in a file, and that nothing of it was written."""
    wrong = report.of(Kind.REFUSED)
    title = f"{file.name}{NBSP}: {len(wrong)} {plural(len(wrong), 'erreur')}, fichier refusé, rien n’est écrit."
    return "\n".join([title, *report.notes, *(f"  {remark}" for remark in wrong)])
