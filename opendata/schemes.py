"""Calls in the national schema « Dispositifs d’aide » 0.2.0 (schema.data.gouv.fr/etalab/schema-dispositif-aide)."""

import json
from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from calls.models import Call, Item
from finding.formats.columns import Column, permanent
from territories.models import Territory

from .national import National, Reason

SCHEMA = "https://schema.data.gouv.fr/schemas/etalab/schema-dispositif-aide/0.2.0/schema.json"
SPACE = uuid5(NAMESPACE_URL, "https://schema.data.gouv.fr/etalab/schema-dispositif-aide/")
TO_THE_DAY = ("day", "minute")  # precisions
LONGEST = 5000  # letters of a description
# What the schema calls the general types of structure; of the others it has no word.
TARGETS = {
    "association": "associations",
    "entreprise": "professionnels",
    "collectivite-territoriale": "secteur public",
    "etat-et-operateurs": "secteur public",
    "etablissement-public-local": "secteur public",
}
PERIMETERS = {
    Territory.Kind.REGION: "REG",
    Territory.Kind.DEPARTEMENT: "DEP",
    Territory.Kind.COMMUNE: "COM",
}


def scheme_number(call):
    """The UUID of a call, drawn from its permanent identifier: the same on every installation; none for a draft."""
    return str(uuid5(SPACE, call.identifier)) if call and call.is_published else None


def of_current(value):
    """A value of the round that matters now; an empty text when there is none."""
    return lambda call: value(call.public_rounds[0]) if call.public_rounds else ""


def items(round, *kinds):
    return [item for item in round.items.all() if item.kind in kinds]


def eligibility(round):
    """A line for each thing that the round asks of who applies."""
    told = items(round, Item.Kind.BENEFICIARY, Item.Kind.CRITERION, Item.Kind.EXCLUSION)
    return "\n".join(f"• {item}" for item in told) or round.eligibility


def targets(round):
    types = [item.term.parent or item.term for item in items(round, Item.Kind.BENEFICIARY) if item.term]
    return "|".join(dict.fromkeys(TARGETS[one.slug] for one in types if one.slug in TARGETS))


def perimeters(round):
    named = [item.territory for item in items(round, Item.Kind.TERRITORY) if item.territory]
    return "|".join(f"{PERIMETERS[one.kind]}-{one.code}" for one in named if one.kind in PERIMETERS)


def leads(call):
    """In JSON: the name, the SIREN when it is known, the role."""
    told = [(lead.title, dict(lead.public_numbers)) for lead in call.told_of("leads")]
    bodies = [
        {"nom": name, "siren": numbers.get("SIREN") or numbers.get("SIRET", "")[:9], "roles": ["porteur"]}
        for name, numbers in told
    ]
    return json.dumps(bodies, ensure_ascii=False) if bodies else ""


def programme(call):
    return call.part_of.title if call.part_of and call.may_tell(call.part_of) else ""


def opening(round):
    return moment(round.opens_at.first) if round.opens_at.precision in TO_THE_DAY else ""


def closing(round):
    return moment(round.closes_at.after) if round.closes_at.precision in TO_THE_DAY else ""


def moment(when):
    """« 2025-10-15T15:00:00Z »."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def nothing(call):
    """What the schema has a column for, and the directory does not hold."""
    return ""


COLUMNS = (
    Column("id", "Identifiant du dispositif", scheme_number),
    Column("titre", "Titre", lambda call: call.title),
    Column("promesse", "Promesse", nothing),
    Column("description", "Description", lambda call: call.summary),
    Column("eligibilite", "Conditions", of_current(eligibility)),
    Column("types_aides", "Types d’aide", lambda call: "financement"),
    Column("porteurs", "Porteurs", leads),
    Column("programmes_parents", "Programme dont il fait partie", programme),
    Column("url_source", "Page officielle, sinon la fiche", lambda call: call.website or permanent(call)),
    Column("cibles", "Bénéficiaires", of_current(targets)),
    Column("eligibilite_geographique", "Territoires", of_current(perimeters)),
    Column("eligibilite_geographique_exclusions", "Territoires exclus", nothing),
    Column("date_ouverture", "Ouverture", of_current(opening)),
    Column("date_cloture", "Clôture", of_current(closing)),
    Column("date_mise_a_jour", "Mise à jour", lambda call: moment(call.updated_at)),
)
REASONS = (
    Reason("aucune édition connue", lambda call: not call.public_rounds),
    Reason("description non précisée", lambda call: not call.summary),
    Reason(f"description de plus de {LONGEST} signes", lambda call: len(call.summary) > LONGEST),
    Reason("porteur non précisé", lambda call: not leads(call)),
    Reason("conditions non précisées", lambda call: not of_current(eligibility)(call)),
    Reason("bénéficiaires que le schéma ne sait pas dire", lambda call: not of_current(targets)(call)),
    Reason("territoire que le schéma ne sait pas dire", lambda call: not of_current(perimeters)(call)),
)


def calls_in_batches():
    """Yield the calls that pages tell, in one list: there are tens of them."""
    said = ("public_rounds__items__term__parent", "public_rounds__items__territory")
    yield list(Call.objects.published().real().for_listing().select_related("part_of").prefetch_related(*said))


SCHEMES = National(SCHEMA, COLUMNS, REASONS, calls_in_batches)
