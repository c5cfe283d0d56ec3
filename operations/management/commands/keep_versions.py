"""Keep a first version of what was written before versions were kept."""

from django.core.management.base import BaseCommand

from directory.models import turn
from directory.versions.keeping import keep_missing
from french.typography import plural


class Command(BaseCommand):
    help = (
        "Garde une version de chaque fiche qui n’en a pas, ou qu’une écriture hors du programme a changée. À lancer "
        "une fois après une mise à jour ; relancé, ne fait rien."
    )

    def handle(self, *args, **options):
        with turn():
            number = keep_missing()
        self.stdout.write(f"{number} {plural(number, 'version gardée', 'versions gardées')}.")
