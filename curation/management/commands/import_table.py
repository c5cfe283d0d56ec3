from pathlib import Path

from django.utils.module_loading import import_string

from curation.imports.command import ImportCommand, columns
from directory.registry import KINDS
from french.typography import NBSP


class Command(ImportCommand):
    help = (
        "Importe une autre table d’une liste : les textes, objectifs, étapes, réalisations, enseignements ou reprises "
        "de ses projets, les compléments de ses acteurs… Une ligne dont la fiche n’est pas trouvée est dite, puis "
        "laissée de côté."
    )

    @property
    def epilog(self):
        return " ".join(f"{table}{NBSP}: {columns(importer)}" for table, importer in tables().items())

    def add_arguments(self, parser):
        parser.add_argument("table", choices=sorted(tables()), metavar="TABLE", help=", ".join(sorted(tables())))
        super().add_arguments(parser)

    def handle(self, *args, table, **options):
        self.importer = tables()[table]
        super().handle(*args, **options)


def tables():
    """Return `{name: importer}` of the tables that the region ships: a list of anybody may have the same."""
    shipped = (one for kind in KINDS.values() for one in kind.shipped)
    return {Path(one.file).stem: import_string(one.importer) for one in shipped}
