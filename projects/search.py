"""How projects are found."""

from directory.search.library import register
from directory.search.source import Source

from .filters import ProjectFilterSet


@register
class ProjectSource(Source):
    """Published projects, with what their lists filter and sort by."""

    name = "projects"
    label = "projet"
    filterset_class = ProjectFilterSet
    points = ("places__territory", "places__territory__located_in")
    reached_by = {
        "actors.actor": ("participations__actor", "fundings__funder"),
        "territories.territory": ("places__territory__containers", "participations__actor__seat"),
        "calls.call": ("fundings__call",),
        "calls.round": ("fundings__round",),
        "directory.term": ("outputs",),
    }

    def entries(self):
        return super().entries().with_facts()
