from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from french.typography import NBSP
from projects.models import Project
from projects.synthetic.base import FOLDER, MARK, is_for_measures, source_digest
from projects.synthetic.rows import generate

REFUSAL = (
    "« {name} » n’est pas une base de mesure, et cette commande la viderait. Donner par DATABASE_URL un fichier de "
    "var/bench/ (sqlite:///var/bench/essai.sqlite3) ou une base PostgreSQL dont le nom dit « bench »."
)


class Command(BaseCommand):
    help = "Vide une base de mesure, y charge le contenu livré et y ajoute N projets inventés ; déjà là, les laisse."

    def add_arguments(self, parser):
        parser.add_argument("number", metavar="N", type=int, help="combien de projets")
        parser.add_argument("--seed", type=int, default=1, help="la même graine donne les mêmes projets")

    def handle(self, *args, number, seed, **options):
        if not is_for_measures():
            raise CommandError(REFUSAL.format(name=connection.settings_dict["NAME"]))
        if number < 1:
            raise CommandError("Il faut au moins un projet.")
        FOLDER.mkdir(parents=True, exist_ok=True)  # SQLite makes its file, not the folder of it
        call_command("migrate", interactive=False, verbosity=0)
        mark = f"{MARK}{NBSP}: {number}, graine {seed}, édition {source_digest()}"
        if Project.objects.filter(source_name=mark).count() != number:
            self._fill(number, seed, mark)
        self.stdout.write(f"{number} projets inventés en place.")

    def _fill(self, number, seed, mark):
        call_command("flush", interactive=False, verbosity=0)
        call_command("load_content", stdout=StringIO())
        generate(number, seed, mark)
