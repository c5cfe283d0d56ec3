from django.core.management.base import BaseCommand
from django.utils import timezone

from ...models import Access, Session


class Command(BaseCommand):
    help = "Efface les lignes du journal des accès de plus d’un an, et les sessions finies. Chaque jour."

    def handle(self, *args, **options):
        over, _ = Session.objects.filter(expire_date__lte=timezone.now()).delete()
        self.stdout.write(f"Lignes du journal des accès effacées : {Access.objects.forget()} ; sessions : {over}.")
