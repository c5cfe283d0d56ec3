from calls.imports.importers import CallImporter
from directory.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Importe des dispositifs : tout le fichier ou rien, en brouillon sauf --publier."
    importer = CallImporter
