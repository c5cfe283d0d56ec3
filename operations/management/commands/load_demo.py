from operator import attrgetter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError
from django.utils import timezone

from french.typography import plural

from ...examples.examples import Examples

FOLDER = settings.REGION["data"] / "demo"


class Command(BaseCommand):
    help = "Ajoute les fiches d’exemple, inventées et signalées comme telles ; relancé, les refait aux dates du jour."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="retire les fiches d’exemple")

    def handle(self, *args, remove, **options):
        examples = Examples(FOLDER)
        try:
            examples.remove() if remove else examples.load(timezone.localdate())
        except ProtectedError as error:
            names = ", ".join(sorted(map(str, error.protected_objects)))
            raise CommandError(f"Des fiches d’exemple servent à d’autres, à détacher d’abord : {names}.") from error
        count = sum(map(len, examples.told.values()))
        told = f"{count} {plural(count, 'fiche')} d’exemple"
        done = plural(count, "retirée") if remove else f"en place, à lire sur {address(examples.told)}"
        self.stdout.write(f"{told} {done}")


def address(kinds):
    """Where the examples are read: in lists of their own, of which the first of the menu leads to the others."""
    first = min((kind for kind in kinds if kind.has_list), key=attrgetter("rank"))
    return settings.SITE_URL + first.examples.list_url
