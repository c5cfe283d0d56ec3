from curation.imports.command import ImportCommand
from support.imports.importers import ResourceImporter


class Command(ImportCommand):
    help = "Importe des ressources : tout le fichier ou rien, en brouillon sauf --publier."
    importer = ResourceImporter
