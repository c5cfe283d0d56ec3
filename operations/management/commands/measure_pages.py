from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from directory.registry import KINDS

from ...ecoindex import ecoindex, grade
from ...measures import FILE, measures, write
from ...weight import Cost


class Command(BaseCommand):
    help = (
        "Mesure chaque page de config/measures.csv et réécrit le fichier : à chaque version, sur une installation "
        "qui n’a que les fiches livrées, une fois les fichiers statiques rassemblés."
    )

    def handle(self, **options):
        if any(kind.model.objects.filter(is_example=True).exists() for kind in KINDS.values()):
            raise CommandError("Des fiches d’exemple sont en place : les pages se mesurent sans elles.")
        site = urlsplit(settings.SITE_URL)
        client = Client(headers={"host": site.netloc, "accept-encoding": "gzip"})
        measured = [measure(known, client, secure=site.scheme == "https") for known in measures()]
        write(measured)
        for one in measured:
            self.stdout.write(f"{one.address} : {one.kilobytes} ko, EcoIndex {one.grade} ({one.ecoindex})")
        self.stdout.write(f"{FILE} est à jour.")


def measure(known, client, secure):
    """Return what the page costs today, in the place of what was known of it."""
    response = client.get(known.address, secure=secure)
    if response.status_code != 200:
        raise CommandError(f"{known.address} répond {response.status_code}.")
    cost = Cost(response.content)
    score = round(ecoindex(cost.elements, cost.requests, cost.kilobytes), 1)
    return replace(
        known,
        view=resolve(urlsplit(known.address).path).view_name,
        kilobytes=cost.kilobytes,
        requests=cost.requests,
        elements=cost.elements,
        ecoindex=score,
        grade=grade(score),
        measured_on=timezone.localdate(),
    )
