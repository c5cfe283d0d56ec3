"""Keep a copy of all that the installation holds."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from french.typography import NBSP, plural
from operations.backup.making import back_up, backup_root
from operations.backup.problems import RefusedError
from operations.backup.retention import let_go


class Command(BaseCommand):
    help = (
        "Sauvegarde la base et les images dans une archive datée, pendant que le site sert, puis efface les archives "
        "que ne retiennent ni le dernier jour, ni les 7 derniers jours, ni les 5 dernières semaines, ni les 12 "
        "derniers mois (une par jour, par semaine, par mois)."
    )

    def add_arguments(self, parser):
        parser.add_argument("--tout-garder", action="store_true", help="n’efface aucune archive plus ancienne")

    def handle(self, *args, tout_garder, **options):
        folder = backup_root()
        try:
            path, missing = back_up(folder, settings.BACKUP_KEY)
        except RefusedError as error:
            raise CommandError(f"{error}. Aucune archive n’est écrite.") from error
        self.stdout.write(f"{path} ({filesizeformat(path.stat().st_size)})")
        for name in missing:
            self.stderr.write(f"Une fiche nomme l’image {name}, qui n’est nulle part{NBSP}: elle y manquera aussi.")
        gone = [] if tout_garder else let_go(folder)
        if gone:
            self.stdout.write(f"{len(gone)} {plural(len(gone), 'archive effacée', 'archives effacées')}.")
