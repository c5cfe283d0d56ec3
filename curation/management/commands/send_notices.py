from itertools import groupby
from operator import attrgetter

from django.core.management.base import BaseCommand

from ...models import Notice
from ...notices import send


class Command(BaseCommand):
    help = "Envoie à chacun, en un courriel, ce qui l’attend et qui n’est pas encore parti ; efface ce qui est ancien."

    def handle(self, *args, **options):
        Notice.objects.stale().delete()
        waiting = Notice.objects.unsent().filter(to__is_active=True).select_related("to").order_by("to", "pk")
        mails = [send(list(notices)) for _, notices in groupby(waiting, attrgetter("to_id"))]
        self.stdout.write(f"Courriels partis : {sum(mails)}. En attente : {len(mails) - sum(mails)}.")
