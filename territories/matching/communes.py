"""The communes of the directory, ready to be matched with what people type."""

from ..models import FormerName as FormerNameOfTerritory
from ..models import Territory
from .matcher import Commune, CommuneMatcher, FormerName, departement_of


def commune_matcher():
    """A matcher of the communes of today, their former names and the départements, in three queries."""
    departements = dict(Territory.objects.departements().values_list("code", "name"))
    communes = Territory.objects.communes().current()
    rows = communes.values_list("code", "official_name", "name", "postal_codes")
    former = FormerNameOfTerritory.objects.filter(territory__in=communes)
    return CommuneMatcher(
        [
            Commune(code, official_name or name, departement_of(code), tuple(postal_codes.split()))
            for code, official_name, name, postal_codes in rows
        ],
        [FormerName(*row) for row in former.values_list("name", "territory__code", "code")],
        departements,
    )
