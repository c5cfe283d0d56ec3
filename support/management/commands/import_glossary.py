from curation.imports.command import ImportCommand
from support.imports.importers import DefinitionImporter


class Command(ImportCommand):
    help = "Importe le glossaire : tout le fichier ou rien, en brouillon sauf --publier."
    importer = DefinitionImporter
