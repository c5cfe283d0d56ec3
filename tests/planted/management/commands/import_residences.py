from curation.imports.command import ImportCommand
from tests.planted.imports import ResidenceImporter


class Command(ImportCommand):
    help = "Importe des résidences : tout le fichier ou rien, en brouillon sauf --publier."
    importer = ResidenceImporter
