from django.core.management.base import BaseCommand, CommandError

from ...mailing import mail, recipients
from ...models import Report


class Command(BaseCommand):
    help = "Envoie à l’équipe les signalements à traiter dont le courriel n’est pas encore parti."

    def handle(self, *args, **options):
        waiting = list(Report.objects.unmailed().order_by("received_at"))
        if waiting and not recipients():
            raise CommandError(
                f"{len(waiting)} signalements attendent, et aucun courriel ne peut partir : "
                "EMAIL_URL et PUBLISHER_EMAIL (ou ADMIN_EMAILS) sont à donner."
            )
        sent = sum(map(mail, waiting))
        self.stdout.write(f"Courriels partis : {sent}. En attente : {len(waiting) - sent}.")
