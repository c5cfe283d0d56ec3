"""What only the API tells of a project: its story, its money line by line, what it names with its address."""

from datetime import date
from operator import attrgetter

from finding.formats.columns import ILLUSTRATED, NAMED, Column, linked, names


def of(name, value):
    """A value of the entry that a row names."""
    return lambda row: value(getattr(row, name))


def named(name):
    """The columns of the entry that a row names."""
    return tuple(Column(one.name, one.heading, of(name, one.value), one.holds) for one in NAMED)


def of_public(name, value):
    """A value of the call or of the round that a grant names, when it is published: a draft is named nowhere."""
    return lambda grant: value(entry) if (entry := getattr(grant, name)) and entry.is_published else None


def beneficiary(grant):
    return grant.beneficiary.title if grant.beneficiary else None


PARTS = (
    *named("actor"),
    Column("role", "Rôle", lambda part: part.get_role_display()),
    Column("sector", "Secteur", lambda part: part.represented_sector.name if part.represented_sector else None),
    Column("note", "Précision", attrgetter("readable_note")),
)
PLACES = (
    *named("shown"),
    Column("kind", "Type de territoire", of("shown", lambda territory: territory.get_kind_display())),
    Column("code", "Code officiel", of("shown", attrgetter("code"))),
    Column("is_main", "Lieu principal", attrgetter("is_main"), bool),
    Column("note", "Précision", attrgetter("note")),
    Column("latitude", "Latitude", of("shown", attrgetter("latitude")), float),
    Column("longitude", "Longitude", of("shown", attrgetter("longitude")), float),
)
GRANTS = (
    Column("identifier", "Identifiant permanent", attrgetter("identifier")),
    Column("funder", "Financeur", attrgetter("funder.title")),
    Column("funder_identifier", "Financeur, identifiant", of("funder", linked(attrgetter("identifier")))),
    Column("is_public", "Aide publique", attrgetter("funder.is_public_body"), bool),
    Column("beneficiary", "Bénéficiaire", beneficiary),
    Column("call", "Dispositif", of_public("call", attrgetter("title"))),
    Column("call_identifier", "Dispositif, identifiant", of_public("call", attrgetter("identifier"))),
    Column("round", "Édition", of_public("round", attrgetter("title"))),
    Column("round_identifier", "Édition, identifiant", of_public("round", attrgetter("identifier"))),
    Column("amount_voted", "Montant voté (€)", attrgetter("amount_voted"), float),
    Column("amount_net", "Voté net, après avenants (€)", attrgetter("net"), float),
    Column("is_cancelled", "Annulée", attrgetter("is_cancelled"), bool),
    Column("decided_on", "Date de la décision", attrgetter("decided_on")),
)
BUDGET = (
    Column("kind", "Nature", lambda line: line.get_kind_display()),
    Column("label", "Libellé", attrgetter("label")),
    Column("amount", "Montant (€)", attrgetter("amount"), float),
)
AIMS = (
    Column("objective", "Objectif", attrgetter("term.name")),
    Column("justification", "Comment le projet y répond", attrgetter("justification")),
)
STEPS = (Column("date", "Date", attrgetter("date")), Column("label", "Étape", attrgetter("label")))
LESSONS = (
    Column("kind", "Nature", lambda lesson: lesson.get_kind_display()),
    Column("title", "En une phrase", attrgetter("title")),
    Column("text", "Détail", attrgetter("text")),
)
DELIVERABLES = (
    Column("name", "Réalisation", attrgetter("name")),
    Column("description", "Contenu", attrgetter("description")),
    Column("url", "Adresse", attrgetter("url")),
    Column("state", "État", lambda one: one.get_state_display()),
    Column("host", "Hébergé par", attrgetter("host")),
    Column("archive_url", "Adresse de l’archive", attrgetter("archive_url")),
    Column("checked_on", "Vérifié le", attrgetter("checked_on"), date),
    Column("licence", "Licence", attrgetter("licence")),
    Column("is_reusable", "À reprendre", attrgetter("is_reusable"), bool),
)
REUSE = (Column("year", "Année", attrgetter("year"), int), Column("what", "Ce qui est repris", attrgetter("what")))
OUTSIDE = (Column("name", "De quoi, ou par qui", attrgetter("name")), *REUSE)


def outside(direction):
    """What was taken up from, or by, something that has no entry here."""
    return lambda project: [
        one for one in project.outside_reuses.all() if one.direction == one.Direction[direction.upper()]
    ]


DETAILS = (
    *ILLUSTRATED,
    Column("outputs", "Formes de réalisation", lambda project: names(project.outputs.all()), list),
    Column("aims", "Objectifs de la politique régionale", lambda project: project.aims.all(), AIMS),
    Column("participations", "Qui y prend part", lambda project: project.participations.all(), PARTS),
    Column("located", "Où il agit", attrgetter("shown_places"), PLACES),
    Column("grants", "Financements, ligne par ligne", lambda project: project.fundings.all(), GRANTS),
    Column("funding_text", "Ce que la source dit du financement", attrgetter("readable_funding_text")),
    Column("budget", "Plan de financement", lambda project: project.budget_lines.all(), BUDGET),
    Column("steps", "Étapes", lambda project: project.steps.all(), STEPS),
    Column("lessons", "Ce que le projet a appris", lambda project: project.lessons.all(), LESSONS),
    Column("deliverables", "Réalisations", lambda project: project.deliverables.all(), DELIVERABLES),
    Column("reuse_terms", "Conditions de reprise", attrgetter("reuse_terms")),
    Column("reuse_cost", "Coût de reprise estimé", attrgetter("reuse_cost")),
    Column("taken_from", "Repris de", lambda project: project.reuses.all(), (*named("origin"), *REUSE)),
    Column("taken_by", "Repris par", lambda project: project.reused_by.all(), (*named("project"), *REUSE)),
    Column("taken_from_outside", "Repris d’ailleurs", outside("from"), OUTSIDE),
    Column("taken_by_outside", "Repris ailleurs", outside("by"), OUTSIDE),
    Column("other_sources", "Autres sources", attrgetter("other_sources"), list),
)
