from django.core.management.base import BaseCommand

from opendata.models import ApiUse


class Command(BaseCommand):
    help = "Efface les usages de l’API comptés il y a plus de dix minutes."

    def handle(self, *args, **options):
        self.stdout.write(f"Usages de l’API effacés : {ApiUse.objects.forget()}.")
