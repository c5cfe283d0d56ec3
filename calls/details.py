"""What only the API tells of a call, and of a round."""

from operator import attrgetter

from finding.formats.columns import DETAILS, ILLUSTRATED, NAMED, Column, absolute, told

ROUNDS = (
    *NAMED,
    Column("year", "Année", attrgetter("year"), int),
    Column("opens_at", "Ouverture du dépôt", attrgetter("opens_at")),
    Column("closes_at", "Date limite", attrgetter("closes_at")),
)
CALL_DETAILS = (
    *ILLUSTRATED,
    told("lead_entries", "Porté par, avec sa fiche", "leads"),
    told("partner_entries", "Avec, avec sa fiche", "partners"),
    Column("all_rounds", "Toutes ses éditions", lambda call: call.rounds.all(), ROUNDS),
    Column("starts", "Existe depuis", attrgetter("starts")),
    Column("ends", "Jusqu’à", attrgetter("ends")),
    told("succeeds", "Succède à"),
    told("succeeded_by", "Sa suite"),
)
AXES = (Column("name", "Axe", attrgetter("name")), Column("definition", "Ce qu’il finance", attrgetter("definition")))
MILESTONES = (
    Column("kind", "Nature", lambda milestone: milestone.get_kind_display()),
    Column("date", "Date", attrgetter("date")),
    Column("ends", "Jusqu’au", attrgetter("ends")),
    Column("label", "Étape", attrgetter("label")),
    Column("url", "Lien", attrgetter("url")),
)


def territory(item):
    """Where it is, as its round may tell it: a draft tiers-lieu is its commune."""
    shown = item.territory and item.territory.readable_on(item.round)
    return shown.name if shown else None


ITEMS = (
    Column("kind", "Nature", lambda item: item.get_kind_display()),
    Column("label", "Intitulé", attrgetter("label")),
    Column("text", "Ce qui est dit", attrgetter("text")),
    Column("term", "Terme", lambda item: item.term.name if item.term else None),
    Column("for_all", "Tous", attrgetter("for_all"), bool),
    Column("territory", "Territoire", territory),
    Column("site", "Site", attrgetter("site")),
    Column("email", "Courriel de fonction", attrgetter("email")),
)
DOCUMENTS = (
    Column("title", "Document", attrgetter("title")),
    Column("url", "Adresse", lambda document: absolute(document.address)),
    Column("is_accessible", "Accessible", attrgetter("is_accessible"), bool),
    Column("accessible_url", "Version accessible", attrgetter("accessible_url")),
)
ROUND_DETAILS = (
    *DETAILS,
    Column("eligibility", "Pour qui, à quelles conditions", attrgetter("eligibility")),
    Column("items", "Ce que l’édition dit, rubrique par rubrique", lambda round: round.items.all(), ITEMS),
    Column("axes", "Axes", lambda round: round.axes.all(), AXES),
    Column("milestones", "Calendrier", lambda round: round.milestones.all(), MILESTONES),
    Column("documents", "Documents", lambda round: round.documents.all(), DOCUMENTS),
    Column("contact_email", "Courriel du service", attrgetter("contact_email")),
    Column("other_sources", "Autres sources", attrgetter("other_sources"), list),
)
