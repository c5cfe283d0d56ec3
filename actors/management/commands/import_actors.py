from actors.imports.importer import ActorImporter
from curation.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Importe des acteurs : tout le fichier ou rien, en brouillon sauf --publier."
    importer = ActorImporter
