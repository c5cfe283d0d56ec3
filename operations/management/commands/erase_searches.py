from django.core.management.base import BaseCommand

from finding.models import MissedWord


class Command(BaseCommand):
    help = "Efface les mots cherchés en vain il y a plus d’un an. Chaque jour."

    def handle(self, *args, **options):
        self.stdout.write(f"Mots cherchés en vain effacés : {MissedWord.objects.forget()}.")
