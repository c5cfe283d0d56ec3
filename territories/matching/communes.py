"""The communes of the directory, ready to be matched with what people type."""

from dataclasses import dataclass

from finding.memory.library import library

from ..models import FormerName as FormerNameOfTerritory
from ..models import Territory
from .answers import Commune, FormerName, departement_of
from .matcher import CommuneMatcher


@dataclass(frozen=True)
class KnownCommunes:
    """The matcher, and the rows of the communes and the départements that it tells by their codes."""

    matcher: CommuneMatcher
    pks: dict
    slugs: dict


def known_communes():
    """What forms and lists read names with, as long as no territory changes."""
    return library.remembered("communes", {"territories.territory"}, read_communes)


def read_communes():
    narrow = Territory.objects.of_kind(Territory.Kind.COMMUNE, Territory.Kind.DEPARTEMENT).current()
    rows = narrow.values_list("code", "pk", "slug")
    pks, slugs = {code: pk for code, pk, _ in rows}, {code: slug for code, _, slug in rows}
    return KnownCommunes(commune_matcher(), pks, slugs)


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
        [FormerName(*row) for row in former.values_list("name", "territory__code", "code", "ended_on")],
        departements,
    )
