"""What files tell of an actor."""

from operator import attrgetter

from finding.formats.columns import Column, columns_with, names


def number(name):
    """An official number; a natural person has none to tell."""
    return lambda actor: dict(actor.public_numbers).get(name)


def seat(actor):
    return actor.seat.locality if actor.seat else None


def commune(actor):
    return actor.seat.commune.code if actor.seat and actor.seat.commune else None


COLUMNS = columns_with(
    Column("type", "Type de structure", attrgetter("type_name")),
    Column("is_public_body", "Organisme public", attrgetter("is_public_body"), bool),
    Column("siren", "SIREN", number("SIREN")),
    Column("siret", "SIRET", number("SIRET")),
    Column("rna", "RNA", number("RNA")),
    Column("metiers", "Métiers", lambda actor: names(actor.metiers.all()), list),
    Column("disciplines", "Disciplines", lambda actor: names(actor.disciplines.all()), list),
    Column("seat", "Siège", seat),
    Column("insee", "Code Insee du siège", commune),
    Column("website", "Site", attrgetter("website")),
)
