"""What only the API tells of an actor."""

from operator import attrgetter

from finding.formats.columns import ILLUSTRATED, NAMED, Column, told

NAMES = (
    Column("name", "Nom", attrgetter("name")),
    Column("kind", "Nature", lambda name: name.get_kind_display()),
)


def seat(actor):
    return [actor.readable_seat] if actor.readable_seat else []


DETAILS = (
    *ILLUSTRATED,
    Column("other_names", "Autres noms", attrgetter("known_names"), NAMES),
    Column("legal_form", "Forme, telle que la source l’écrit", attrgetter("legal_form")),
    Column("seat_entry", "Siège, avec sa fiche", seat, NAMED),
    Column("address", "Adresse postale", attrgetter("address")),
    Column("email", "Courriel de fonction", attrgetter("email")),
    Column("sites", "Ses sites", attrgetter("sites"), list),
    told("succeeds", "Succède à"),
    told("succeeded_by", "Sa suite"),
)
