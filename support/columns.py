"""What files tell of an event, of a resource, of a word of the glossary."""

from operator import attrgetter

from finding.formats.columns import Column, columns_with, names, titles


def commune(event):
    territory = event.shown_territory
    return territory.commune.code if territory and territory.commune else None


def departement(event):
    territory = event.shown_territory
    return territory.departement.name if territory and territory.departement else None


def readable(relation):
    """The names of the entries that a page may tell."""
    return lambda entry: titles(entry.told_of(relation))


EVENT_COLUMNS = columns_with(
    Column("kind", "Type", lambda event: event.get_kind_display()),
    Column("format", "Modalité", lambda event: event.get_format_display()),
    Column("starts", "Début", attrgetter("starts")),
    Column("ends", "Fin", attrgetter("ends")),
    Column("phase", "Quand", lambda event: event.phase.label),
    Column("is_cancelled", "Annulé", attrgetter("is_cancelled"), bool),
    Column("postponed_from", "Reporté du", attrgetter("postponed_from")),
    Column("venue", "Lieu", attrgetter("venue")),
    Column("place", "Commune ou ville", attrgetter("place_name")),
    Column("insee", "Code Insee de la commune", commune),
    Column("departement", "Département", departement),
    Column("organisers", "Organisé par", readable("organisers"), list),
    Column("other_organisers", "Organisé aussi par", attrgetter("other_organisers")),
    Column("partners", "Avec", readable("partners"), list),
    Column("other_partners", "Avec aussi", attrgetter("other_partners")),
    Column("audience", "Pour qui", attrgetter("audience")),
    Column("metiers", "Métiers", lambda event: names(event.metiers.all()), list),
    Column("themes", "Thèmes", lambda event: names(event.themes.all()), list),
    Column("price", "Tarif", attrgetter("price")),
    Column("accessibility", "Accessibilité", attrgetter("accessibility")),
    Column("registration_url", "Inscription", attrgetter("registration_url")),
    Column("website", "Page officielle", attrgetter("website")),
    Column("resources", "Ressources", readable("resources"), list),
)

RESOURCE_COLUMNS = columns_with(
    Column("kind", "Type", lambda resource: resource.get_kind_display()),
    Column("authors", "Auteurs", readable("authors"), list),
    Column("other_authors", "Autres auteurs", attrgetter("other_authors")),
    Column("year", "Année", attrgetter("year"), int),
    Column("audience", "Pour qui", attrgetter("audience")),
    Column("level", "Niveau", lambda resource: resource.get_level_display()),
    Column("metiers", "Métiers", lambda resource: names(resource.metiers.all()), list),
    Column("themes", "Thèmes", lambda resource: names(resource.themes.all()), list),
    Column("website", "Adresse de la ressource", attrgetter("website")),
    Column("is_free", "Gratuite", attrgetter("is_free"), bool),
    Column("licence", "Licence", attrgetter("licence")),
    Column("file_format", "Format", attrgetter("file_format")),
    Column("weight", "Poids", attrgetter("weight")),
    Column("duration", "Durée", attrgetter("duration")),
)

DEFINITION_COLUMNS = columns_with(
    Column("names", "Autres noms", attrgetter("names"), list),
    Column("see_also", "Voir aussi", readable("see_also"), list),
)
