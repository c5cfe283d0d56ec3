from django.core.management.base import BaseCommand

from curation.deposits.keeping import erase_stale
from french.typography import plural


class Command(BaseCommand):
    help = "Efface les fichiers déposés dans « Importer » que personne n’a touchés depuis quatre-vingt-dix jours."

    def handle(self, *args, **options):
        number = erase_stale()
        self.stdout.write(f"{number} {plural(number, 'fichier')} {plural(number, 'effacé')}.")
