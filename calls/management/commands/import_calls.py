from calls.imports.importers import CallImporter
from curation.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Importe des dispositifs : tout le fichier ou rien, en brouillon sauf --publier."
    importer = CallImporter
