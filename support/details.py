"""What only the API tells of an event, of a resource, of a word of the glossary."""

from operator import attrgetter

from finding.formats.columns import DETAILS, ILLUSTRATED, Column, told

EVENT_DETAILS = (
    *ILLUSTRATED,
    Column("outcome", "Ce qu’il en reste", attrgetter("outcome")),
    told("organiser_entries", "Organisé par, avec sa fiche", "organisers"),
    told("partner_entries", "Avec, avec sa fiche", "partners"),
    told("calls", "Dispositifs"),
    told("rounds", "Éditions"),
    told("projects", "Projets"),
    told("resource_entries", "Ressources, avec leur fiche", "resources"),
)
RESOURCE_DETAILS = (
    *ILLUSTRATED,
    told("author_entries", "Auteurs, avec leur fiche", "authors"),
    told("calls", "Dispositifs"),
    told("projects", "Projets"),
    told("events", "Rendez-vous"),
)
DEFINITION_DETAILS = (*DETAILS, told("see_also_entries", "Voir aussi, avec sa fiche", "see_also"))
