from django.core.management.base import BaseCommand

from directory.versions.keeping import forget_gone


class Command(BaseCommand):
    help = "Efface l’historique des fiches supprimées depuis plus d’un an. Chaque jour."

    def handle(self, *args, **options):
        self.stdout.write(f"Versions de fiches supprimées, effacées : {forget_gone()}.")
