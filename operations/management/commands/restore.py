"""Put an archive back in the place of what the installation holds, or try it aside."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from french.typography import NBSP, plural
from operations.backup.problems import RefusedError
from operations.backup.restoring import restore, verify


class Command(BaseCommand):
    help = (
        "Restaure une archive de « backup » à la place de la base et des images présentes. Le site peut servir "
        "pendant ce temps : les lecteurs de PostgreSQL attendent, chaque processus refait ensuite ses index."
    )

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument("--verify", action="store_true", help="restaure à côté, compare, et ne touche à rien")
        parser.add_argument("--cle", type=Path, help="fichier de la clé privée age d’une archive chiffrée")
        parser.add_argument("--confirmer", action="store_true", help="oui, ce que contient le site sera remplacé")

    def handle(self, *args, archive, verify, cle, confirmer, **options):
        if not archive.is_file():
            raise CommandError(f"{archive} n’existe pas.")
        if not verify and not confirmer:
            raise CommandError("Tout ce que contient le site serait remplacé : ajoutez --confirmer, ou --verify.")
        try:
            self._tell(*self._done(archive, verify, cle))
        except RefusedError as error:
            raise CommandError(f"{error}. Rien n’a été remplacé.") from error

    def _done(self, archive, rehearse, key):
        if rehearse:
            return verify(archive, key), "Archive vérifiée"
        return restore(archive, key), "Archive restaurée"

    def _tell(self, verdict, done):
        if verdict.faults:
            raise RefusedError(" ; ".join(verdict.faults))
        images = f"{verdict.pictures} {plural(verdict.pictures, 'image')}"
        self.stdout.write(f"{done}{NBSP}: faite le {verdict.made_at}, base conforme, {images}.")
