"""What staff type to import a file."""

from argparse import ArgumentTypeError
from difflib import get_close_matches
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from directory.models import SourceList
from directory.models.slugs import first_free
from french.dates import PartialDate
from french.folding import fold
from french.typography import NBSP, joined, plural

from .corrections import NEW, OPTION
from .reading import Choices, UnreadableError
from .report import Heading

HIDDEN = {"lire": True, "laisser": False}


class ImportCommand(BaseCommand):
    """A command around one importer."""

    importer = None

    @property
    def epilog(self):
        return columns(self.importer)

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, epilog=self.epilog, **kwargs)

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, metavar="FICHIER", help="la liste telle que publiée : CSV, .xlsx, .xls ou .ods"
        )
        parser.add_argument("--liste", metavar="NOM", help="la liste à laquelle appartiennent les lignes du fichier")
        parser.add_argument("--creer-liste", action="store_true", help="la liste est nouvelle")
        parser.add_argument("--source", metavar="ADRESSE", default="", help="d’où vient une liste nouvelle")
        parser.add_argument("--releve", metavar="DATE", default="", help="quand la liste a été relevée ou arrêtée")
        parser.add_argument(
            "--complet",
            action="store_true",
            help="le fichier est la liste entière : ce que disait une ligne absente finit, si nulle autre ne le dit",
        )
        parser.add_argument(
            "--confirmer", action="store_true", help="avec --complet, quand plus d’un tiers de la liste finirait"
        )
        parser.add_argument(
            OPTION,
            action="append",
            default=[],
            dest="answers",
            type=answer,
            metavar="LIGNE=NUMÉRO",
            help=f"la ligne du fichier est cette ligne connue, corrigée ; LIGNE={NEW}{NBSP}: c’en est une autre",
        )
        self.add_choices(parser.add_argument_group("ce qui se lit du fichier"))
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, n’écrit rien")
        parser.add_argument(
            "--publier", action="store_true", help="publie les fiches, au lieu de les laisser en brouillon"
        )

    def add_choices(self, group):
        group.add_argument("--feuille", metavar="NOM", default="", help="la feuille à lire")
        group.add_argument("--entete", metavar="LIGNE", type=int, default=0, help="la ligne qui nomme les colonnes")
        group.add_argument(
            "--colonne",
            action="append",
            default=[],
            type=pair,
            metavar="TITRE=COLONNE",
            help="la colonne que ce titre nomme, rien pour aucune ; retenu pour les fichiers suivants",
        )
        group.add_argument(
            "--valeur",
            action="append",
            default=[],
            type=pair,
            metavar="COLONNE=TEXTE",
            help="le même texte à chaque ligne, pour une colonne que le fichier n’a pas",
        )
        group.add_argument("--masquees", choices=HIDDEN, help="ce qu’on fait des lignes masquées par un filtre")

    def handle(self, *args, file, liste, creer_liste, source, releve, dry_run, publier, **options):
        source_list = new_list(liste, source) if creer_liste else known_list(liste)
        gathered_on = read_date(releve) or source_list.gathered_on
        try:
            report = self.importer(source_list, publier, **told(options)).run(file, dry_run)
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        if report.is_refused:
            raise CommandError(refusal(file, report))
        if not dry_run and source_list.gathered_on != gathered_on:
            source_list.gathered_on = gathered_on
            source_list.save()
        for line in (*report.notes, *report.lines()):
            self.stdout.write(line)
        self.stdout.write(f"{'Essai, rien n’est écrit' if dry_run else report.title}{NBSP}: {report.counts}.")


def told(options):
    """What the command was told of the rows, as an importer takes it."""
    return {
        "is_whole": options["complet"],
        "is_sure": options["confirmer"],
        "answers": dict(options["answers"]),
        "choices": Choices(
            tab=options["feuille"],
            line=options["entete"],
            columns=dict(options["colonne"]),
            constants=dict(options["valeur"]),
            hidden=HIDDEN.get(options["masquees"]),
        ),
    }


def read_date(text):
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise CommandError(f"--releve : {error}") from error


def answer(text):
    """« 4=57 » or « 4=nouvelle » as (line, number of the known row or NEW)."""
    line, _, told = text.partition("=")
    if not line.isdecimal() or not (told == NEW or told.isdecimal()):
        raise ArgumentTypeError(f"écrire LIGNE=NUMÉRO ou LIGNE={NEW}")
    return int(line), told if told == NEW else int(told)


def pair(text):
    """« Intitulé=title » as its two texts."""
    name, sign, value = text.rpartition("=") if text.endswith("=") else text.partition("=")
    if not sign or not name:
        raise ArgumentTypeError("écrire les deux textes, un signe égal entre eux")
    return name.strip(), value.strip()


def columns(importer):
    """The columns of the files of an importer, and what the optional ones are for."""
    optional = [f"{name} ({meaning})" for name, meaning in importer.optional.items()]
    required = f"Colonnes, dans n’importe quel ordre{NBSP}: {', '.join(importer.required)}."
    return required + (f" Facultatives{NBSP}: {', '.join(optional)}." if optional else "")


def known_list(name):
    """Return the list that has the name, whatever its case and its accents; refuse, naming those that exist."""
    lists = {fold(one.name): one for one in SourceList.objects.all()}
    if name and fold(name) in lists:
        return lists[fold(name)]
    close = get_close_matches(fold(name or ""), lists, n=3)
    asked = f"La liste «{NBSP}{name}{NBSP}» n’existe pas." if name else f"De quelle liste sont ces lignes{NBSP}?"
    meant = f" Vouliez-vous dire {joined((quoted(lists[one]) for one in close), 'ou')}{NBSP}?" if close else ""
    known = f" Listes connues{NBSP}: {', '.join(map(quoted, lists.values()))}." if lists else ""
    raise CommandError(f"{asked}{meant}{known} Pour une liste nouvelle{NBSP}: --liste NOM --creer-liste.")


def new_list(name, source):
    """Return a list that is not there yet, to be written with its rows."""
    if not name:
        raise CommandError(f"Donner le nom de la liste nouvelle{NBSP}: --liste NOM --creer-liste.")
    if any(fold(one.name) == fold(name) for one in SourceList.objects.all()):
        raise CommandError(f"La liste «{NBSP}{name}{NBSP}» existe déjà{NBSP}: retirer --creer-liste pour y ajouter.")
    slug = first_free(slugify(fold(name)) or "liste", lambda it: SourceList.objects.filter(slug=it).exists(), 120)
    made = SourceList(name=name, slug=slug, source_url=source)
    try:
        made.full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return made


def quoted(source_list):
    return f"«{NBSP}{source_list}{NBSP}»"


def refusal(file, report):
    """Everything that is wrong in a file, and that nothing of it was written."""
    wrong = report.of(Heading.REFUSED)
    title = f"{file.name}{NBSP}: {len(wrong)} {plural(len(wrong), 'erreur')}, fichier refusé, rien n’est écrit."
    return "\n".join([title, *report.notes, *(f"  {remark}" for remark in wrong)])
