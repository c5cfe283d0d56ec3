from django.core.management.base import BaseCommand
from django.template.defaultfilters import filesizeformat

from ...dumps import publish


class Command(BaseCommand):
    help = "Publie l’archive du jour de toutes les données publiques, et ne garde des précédentes que ce qu’il faut."

    def handle(self, **options):
        archive = publish()
        self.stdout.write(f"{archive.path} ({filesizeformat(archive.size)})")
