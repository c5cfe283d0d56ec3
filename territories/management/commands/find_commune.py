"""Say which commune a text means."""

from django.core.management.base import BaseCommand

from territories.models import Territory

from ...matching.communes import commune_matcher
from ...matching.matcher import Outcome


class Command(BaseCommand):
    help = (
        "Dit quelle commune désigne un texte : « 33063 Bordeaux », « ambigu : … » avec les communes possibles, ou "
        "« inconnu ». Le nom est celui de l’Insee. Le code de sortie est 0 : les trois sont des réponses."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "text", nargs="+", metavar="TEXTE", help="ce que quelqu’un a écrit : « St-Médard-en-Jalles (33) »"
        )
        parser.add_argument("--departement", default="", help="code ou nom du département, s’il est connu")
        parser.add_argument("--code-postal", default="", help="code postal, CEDEX ou non, s’il est connu")

    def handle(self, *args, text, departement, code_postal, **options):
        match = commune_matcher().find(" ".join(text), departement, code_postal)
        self.stdout.write(answer(match))


def answer(match):
    match match.outcome:
        case Outcome.FOUND:
            return f"{match.commune.code} {match.commune.name}"
        case Outcome.AMBIGUOUS:
            departements = dict(Territory.objects.departements().values_list("code", "name"))
            candidates = (
                f"{it.code} {it.name} ({departements.get(it.departement, it.departement)})" for it in match.candidates
            )
            return f"ambigu : {' ; '.join(candidates)}"
    return "inconnu"
