"""The territories and the thesaurus that the examples name."""

from django.conf import settings

from curation.imports.thesaurus import ThesaurusImporter
from tests.factories import CommuneFactory, DepartementFactory

COMMUNES = "16015 16374 16291 17300 19275 23096 33063 40192 86194 87085".split()


def make_ground():
    ThesaurusImporter().run(settings.REGION["data"] / "programme" / "thesaurus.csv")
    departements = {code: DepartementFactory(code=code) for code in ("16", "23", "86", "87")}
    for code in COMMUNES:
        CommuneFactory(code=code, within=[one for prefix, one in departements.items() if code.startswith(prefix)])
