"""Who: what the program is told of actors."""

from directory.registry import KINDS
from finding.kinds import Kind, Shipped

from .columns import COLUMNS
from .details import DETAILS
from .filters import ActorFilterSet
from .models import Actor

IMPORTER = "actors.imports.importer.ActorImporter"


@KINDS.register
class ActorKind(Kind):
    """Actors whose name may be said: a masked person is never in the index."""

    name = "actors"
    label, plural = "acteur", "acteurs"
    menu, every, rank = "Acteurs", "Toutes les structures", 20
    model = Actor
    is_reference = True
    path, pages = "acteurs/", "actors:"
    site_map_intro = "porteurs, partenaires, financeurs, lieux d’accueil"
    filterset_class = ActorFilterSet
    points = ("seat", "seat__located_in")
    reached_by = {"territories.territory": ("seat", "seat__containers")}
    reaches = {"tiers-lieux": ("actors_seated",)}
    columns, details = COLUMNS, DETAILS
    importer = IMPORTER
    shipped = (
        Shipped("institutions.csv", IMPORTER),
        Shipped("structures.csv", IMPORTER, is_published=False),  # shown by no word of their name: answered
        Shipped("actors.csv", IMPORTER),
        Shipped("actor_names.csv", "actors.imports.other_names.OtherNameImporter", is_published=False),
        Shipped("identifiers.csv", "actors.imports.identifiers.IdentifierImporter", is_published=False),
        Shipped("actors_extra.csv", "actors.imports.further.ActorExtraImporter", is_published=False),
    )
    example_rows = {"names": ("name", "kind")}

    def spots(self, entry):
        """The commune of its seat."""
        commune = entry.seat.commune if entry.seat else None
        return [commune] if commune else []
