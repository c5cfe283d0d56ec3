import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...erasure.erasing import Reach, erase


class Command(BaseCommand):
    help = (
        "Efface une personne de tout ce que garde l’installation : textes, historique, imports, fichiers, comptes, "
        "index, archives publiques. Sans --confirmer, dit seulement où elle est."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "textes", nargs="*", help="nom, courriel, téléphone… Sans rien, lus sur l’entrée, un par ligne"
        )
        parser.add_argument("--confirmer", action="store_true", help="efface, sans retour")

    def handle(self, *args, textes, confirmer, **options):
        texts = textes or [line.strip() for line in sys.stdin if line.strip()]
        if not texts:
            raise CommandError("Rien à chercher : donnez un nom, un courriel, un téléphone.")
        try:
            reach = erase(texts) if confirmer else Reach.of(texts)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.tell(reach, confirmer)

    def tell(self, reach, done):
        if not reach:
            self.stdout.write("Personne n’est nommé ainsi.")
            return
        lines = [f"{name} : {number}" for name, number in sorted(reach.counts.items())]
        lines += [f"acteur rendu anonyme : {actor.identifier}" for actor in reach.actors]
        lines += [f"compte fermé : n° {account.pk}" for account in reach.accounts]
        lines += [f"fichier : {row._meta.verbose_name} n° {row.pk}" for row, _ in reach.files]
        self.stdout.write("\n".join(lines))
        self.stdout.write("Effacé." if done else "Rien n’est effacé : relire, puis ajouter --confirmer.")
        if archives := len(list(settings.BACKUP_ROOT.glob("sauvegarde-*"))):
            self.stdout.write(f"Il reste {archives} sauvegarde(s) d’avant dans {settings.BACKUP_ROOT}.")
            self.stdout.write("À effacer, ou relancer cette commande après toute restauration.")
