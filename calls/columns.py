"""What files tell of a call, with the round that matters now."""

from operator import attrgetter

from finding.formats.columns import Column, columns_with, names, titles

from .models import Round


def state(call):
    return Round.State(call.current_state).label if call.current_state else None


def of_current(value):
    """A value of the round that matters now: the first of those that a list reads."""
    return lambda call: value(call.public_rounds[0]) if call.public_rounds else None


def of_call(value):
    return lambda round: value(round.call)


ROUND_COLUMNS = columns_with(
    Column("call", "Dispositif", of_call(attrgetter("title"))),
    Column("call_identifier", "Dispositif, identifiant", of_call(attrgetter("identifier"))),
    Column("year", "Année", attrgetter("year"), int),
    Column("state", "État", lambda round: Round.State(round.state_now).label),
    Column("opens_at", "Ouverture du dépôt", attrgetter("opens_at")),
    Column("closes_at", "Date limite", attrgetter("closes_at")),
    Column("postponed_from", "Date limite reportée du", attrgetter("postponed_from")),
    Column("decided_at", "Vote prévu ou tenu le", attrgetter("decided_at")),
    Column("results_at", "Résultats publiés le", attrgetter("results_at")),
    Column("open_ended", "Ouverte toute l’année", attrgetter("open_ended"), bool),
    Column("budget", "Enveloppe (€)", attrgetter("budget"), float),
    Column("max_grant", "Aide maximale (€)", attrgetter("max_grant"), float),
    Column("max_rate", "Taux maximal (%)", attrgetter("max_rate"), float),
    Column("apply_url", "Où déposer", attrgetter("apply_url")),
    Column("website", "Page officielle", attrgetter("website")),
)
COLUMNS = columns_with(
    Column("state", "État", state),
    Column("leads", "Porté par", lambda call: titles(call.told_of("leads")), list),
    Column("partners", "Avec", lambda call: titles(call.told_of("partners")), list),
    Column("objectives", "Objectifs", lambda call: names(call.objectives.all()), list),
    Column("rounds", "Éditions connues", lambda call: len(call.public_rounds), int),
    Column("last_year", "Année de la dernière édition", attrgetter("last_year"), int),
    Column("round_identifier", "Édition du moment, identifiant", of_current(attrgetter("identifier"))),
    Column("round", "Édition du moment", of_current(attrgetter("name"))),
    Column("opens_at", "Ouverture du dépôt", of_current(attrgetter("opens_at"))),
    Column("closes_at", "Date limite", of_current(attrgetter("closes_at"))),
    Column("budget", "Enveloppe (€)", of_current(attrgetter("budget")), float),
    Column("max_grant", "Aide maximale (€)", of_current(attrgetter("max_grant")), float),
    Column("max_rate", "Taux maximal (%)", of_current(attrgetter("max_rate")), float),
    Column("website", "Page officielle", attrgetter("website")),
)
