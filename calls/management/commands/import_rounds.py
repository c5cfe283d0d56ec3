from calls.imports.importers import RoundImporter
from curation.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Importe des éditions de dispositifs : tout le fichier ou rien, en brouillon sauf --publier."
    importer = RoundImporter
