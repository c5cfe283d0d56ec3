from curation.imports.command import ImportCommand
from projects.imports.importer import ProjectImporter


class Command(ImportCommand):
    help = "Importe des projets : tout le fichier ou rien, en brouillon sauf --publier."
    importer = ProjectImporter
