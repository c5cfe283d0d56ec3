"""Say which commune a text means."""

from django.core.management.base import BaseCommand

from territories.models import Territory

from ...matching.answers import Outcome
from ...matching.communes import commune_matcher


class Command(BaseCommand):
    help = (
        "Dit quelle commune désigne un texte : « 33063 Bordeaux », « ambigu : … » avec les communes possibles, ou "
        "« inconnu », avec celles qui y ressemblent. Le nom est celui de l’Insee. Le code de sortie est 0 : les trois "
        "sont des réponses."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "text", nargs="+", metavar="TEXTE", help="ce que quelqu’un a écrit : « St-Médard-en-Jalles (33) »"
        )
        parser.add_argument("--departement", default="", help="code ou nom du département, s’il est connu")
        parser.add_argument("--code-postal", default="", help="code postal, CEDEX ou non, s’il est connu")

    def handle(self, *args, text, departement, code_postal, **options):
        matcher, text = commune_matcher(), " ".join(text)
        match = matcher.find(text, departement, code_postal)
        told = [code for code in [matcher.departement_code(departement)] if code]
        self.stdout.write(answer(match, () if match.candidates else matcher.like(text, told)))


def answer(match, like=()):
    match match.outcome:
        case Outcome.FOUND:
            doubt = f" (à vérifier : {match.stray})" if match.stray else ""
            return f"{match.commune.code} {match.commune.name}{doubt}"
        case Outcome.AMBIGUOUS:
            return f"ambigu : {told_apart(match.candidates)}"
    return f"inconnu ; peut-être : {told_apart(like)}" if like else "inconnu"


def told_apart(communes):
    departements = dict(Territory.objects.departements().values_list("code", "name"))
    return " ; ".join(f"{it.code} {it.name} ({departements.get(it.departement, it.departement)})" for it in communes)
