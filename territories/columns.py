"""What files tell of a territory, and of a tiers-lieu."""

from operator import attrgetter

from finding.formats.columns import Column, columns_with, names


def container(kind):
    """The territory of a kind that contains another one, itself included."""
    return lambda one: next((other for other in one.containers.all() if other.kind == kind), None)


def departements(territory):
    """Several when it crosses their limits."""
    return names(one for one in territory.containers.all() if one.kind == one.Kind.DEPARTEMENT)


def epci(territory):
    return names(one for one in territory.containers.all() if one.kind == one.Kind.EPCI)


POINT = (
    Column("latitude", "Latitude", attrgetter("latitude"), float),
    Column("longitude", "Longitude", attrgetter("longitude"), float),
)
PROJECTS = Column("projects", "Projets", attrgetter("project_count"), int)

TERRITORY_COLUMNS = columns_with(
    Column("kind", "Type", lambda territory: territory.get_kind_display()),
    Column("code", "Code officiel", attrgetter("code")),
    Column("population", "Habitants", attrgetter("population"), int),
    Column("departements", "Départements", departements, list),
    Column("epci", "Intercommunalité", epci, list),
    Column("is_in_frr", "France ruralités revitalisation", attrgetter("is_in_frr"), bool),
    PROJECTS,
    *POINT,
)

TIERS_LIEU_COLUMNS = columns_with(
    Column("opening", "État", lambda place: place.get_opening_display()),
    Column("opened", "Ouvert depuis", attrgetter("opened")),
    Column("commune", "Commune", lambda place: place.commune.name if place.commune else None),
    Column("insee", "Code Insee de la commune", lambda place: place.commune.code if place.commune else None),
    Column("departements", "Département", departements, list),
    Column("address", "Adresse postale", attrgetter("address")),
    Column("services", "Services", lambda place: names(place.services.all()), list),
    Column("equipment", "Équipements", lambda place: names(place.equipment.all()), list),
    Column("website", "Site", attrgetter("website")),
    PROJECTS,
    *POINT,
)
