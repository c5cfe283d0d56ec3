"""What only the API tells of a territory, and of a tiers-lieu."""

from operator import attrgetter

from finding.formats.columns import ILLUSTRATED, NAMED, Column

FACTS = (
    Column("text", "Fait", attrgetter("text")),
    Column("date", "Date", attrgetter("date")),
    Column("source_url", "Adresse de la source", attrgetter("source_url")),
)
FORMER_NAMES = (
    Column("name", "Ancien nom", attrgetter("name")),
    Column("code", "Ancien code Insee", attrgetter("code")),
    Column("kind", "Cause", lambda name: name.get_kind_display()),
    Column("ended_on", "Jusqu’au", attrgetter("ended_on")),
)


def containers(territory):
    return [other for other in territory.containers.all() if other != territory and territory.may_tell(other)]


WITHIN = Column("within", "Compris dans", containers, (*NAMED, Column("kind", "Type", attrgetter("kind"))))
TOLD = (*ILLUSTRATED, WITHIN, Column("facts", "Faits établis", lambda one: one.facts.all(), FACTS))
TERRITORY_DETAILS = (
    *TOLD,
    Column("official_name", "Nom officiel", attrgetter("official_name")),
    Column("postal_codes", "Codes postaux", lambda territory: territory.postal_codes.replace(",", " ").split(), list),
    Column("former_names", "Anciens noms", lambda territory: territory.former_names.all(), FORMER_NAMES),
    Column("specialities", "Spécialités", lambda territory: territory.specialities.splitlines(), list),
    Column("vintage", "Millésime", attrgetter("vintage")),
)
TIERS_LIEU_DETAILS = (*TOLD, Column("opening_note", "Précision sur l’état", attrgetter("opening_note")))
