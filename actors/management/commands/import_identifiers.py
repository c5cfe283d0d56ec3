from actors.imports.identifiers import IdentifierImporter
from curation.imports.command import ImportCommand


class Command(ImportCommand):
    help = "Importe les SIREN et SIRET d’acteurs déjà connus : tout le fichier ou rien."
    importer = IdentifierImporter
