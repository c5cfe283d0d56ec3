from django.core.management.base import BaseCommand

from ...models import Report


class Command(BaseCommand):
    help = (
        "Efface les signalements reçus il y a plus d’un an, et l’empreinte de ceux de plus d’une heure. Chaque jour."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Signalements effacés : {Report.objects.forget()}.")
