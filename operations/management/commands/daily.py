"""What an installation does every day, in one task."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

TASKS = (
    "send_reports",
    "send_notices",
    "erase_reports",
    "erase_deposits",
    "erase_accesses",
    "erase_searches",
    "erase_history",
    "erase_uses",
    "publish_dumps",
    "find_doubles",
)


class Command(BaseCommand):
    help = "Fait ce qui se fait chaque jour : renvoie les courriels en attente, efface ce dont la durée est passée."

    def handle(self, *args, **options):
        """Do every task, whatever becomes of the others; fail at the end when one of them did."""
        failures = [failure for failure in map(self._failure, TASKS) if failure]
        if failures:
            raise CommandError(" ".join(failures))

    def _failure(self, task):
        try:
            call_command(task, stdout=self.stdout, stderr=self.stderr)
        except Exception as error:
            return f"{task} : {error}"
        return None
