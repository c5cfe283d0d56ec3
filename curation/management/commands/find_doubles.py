from django.contrib import admin
from django.core.management.base import BaseCommand

from curation.admin import Doubles
from french.typography import plural


class Command(BaseCommand):
    help = "Cherche les fiches qui en sont peut-être une seule, pour que l’équipe le dise."

    def handle(self, *args, **options):
        for model_admin in admin.site._registry.values():
            if isinstance(model_admin, Doubles):
                number = model_admin.find_doubles()
                told = f"{number} {plural(number, 'doublon probable', 'doublons probables')}"
                self.stdout.write(f"{str(model_admin.opts.verbose_name_plural).capitalize()} : {told}.")
