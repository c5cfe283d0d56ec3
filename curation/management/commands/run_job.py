from django.core.management.base import BaseCommand

from curation.deposits.work import run_all


class Command(BaseCommand):
    help = "Fait ce qui attend d’« Importer » : écritures, annulations. Le site lance lui-même cette commande."

    def handle(self, *args, **options):
        run_all()
