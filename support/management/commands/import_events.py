from curation.imports.command import ImportCommand
from support.imports.importers import EventImporter


class Command(ImportCommand):
    help = "Importe des rendez-vous : tout le fichier ou rien, en brouillon sauf --publier."
    importer = EventImporter
