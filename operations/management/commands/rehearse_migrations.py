"""Say what the migrations that wait would do to the public sums, without doing it."""

from django.core.management.base import BaseCommand, CommandError

from french.typography import NBSP, euros, plural
from operations.rehearsal import rehearse


class Command(BaseCommand):
    help = (
        "Essaie les migrations en attente dans une transaction annulée, et dit si une somme publique changerait "
        "(fiches d’exemple à part). Sur PostgreSQL, le site attend pendant l’essai."
    )

    def handle(self, *args, **options):
        done = rehearse()
        if not done.migrations:
            self.stdout.write("Aucune migration en attente.")
            return
        self.stdout.write(f"En attente{NBSP}: {', '.join(done.migrations)}.")
        for key in done.changed:
            self.stdout.write(f"  {' '.join(filter(None, key))}{NBSP}: {told(done, key)}")
        if done.changed:
            raise CommandError(f"{counted(len(done.changed))}. Rien n’est écrit.")
        total = in_words(done.after.get(("toutes les aides", "")))
        same = plural(len(done.after), "somme publique comparée, la même", "sommes publiques comparées, les mêmes")
        self.stdout.write(f"{len(done.after)} {same} avant et après{NBSP}: {total}. Rien n’est écrit.")


def counted(number):
    return f"{number} {plural(number, 'somme publique changerait', 'sommes publiques changeraient')}"


def told(done, key):
    """« 2 aides, 3 000 € → 1 aide, 1 000 € »."""
    return f"{in_words(done.before.get(key))} → {in_words(done.after.get(key))}"


def in_words(found):
    number, known, amount = found or (0, 0, None)
    aids = f"{number} {plural(number, 'aide', 'aides')}"
    return f"{aids}, {euros(amount)}" if known else f"{aids}, montant inconnu" if number else "aucune aide"
