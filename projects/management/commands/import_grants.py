from curation.imports.command import ImportCommand
from projects.imports.grants import GrantImporter


class Command(ImportCommand):
    help = "Importe des subventions qui ne nomment aucun projet : tout le fichier ou rien."
    importer = GrantImporter
