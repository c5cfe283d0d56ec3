"""How actors are found."""

from finding.documents import Source
from finding.kinds import register

from .filters import ActorFilterSet


@register
class ActorSource(Source):
    """Actors whose name may be said: a masked person is never in the index."""

    name = "actors"
    label, plural = "acteur", "acteurs"
    section = "Acteurs"
    views = "actors:"
    filterset_class = ActorFilterSet
    points = ("seat", "seat__located_in")
    reached_by = {"territories.territory": ("seat", "seat__containers")}
