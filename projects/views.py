"""The page of a project."""

from itertools import groupby

from directory.views import EntryDetailView

from .financing import FinancingPlan
from .models import Participation, Project


class ProjectDetailView(EntryDetailView):
    """A project as an example for those who come after."""

    model = Project

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "plan": FinancingPlan(self.object),
            "schemes": schemes(self.object),
            "sectors": partners_by_sector(self.object),
            "reusable": [thing for thing in self.object.deliverables.all() if thing.is_reusable],
        }


def schemes(project):
    """What the project was funded through, each once: a published round or else its call, and the axis."""
    named = []
    for funding in project.fundings.all():
        entry = funding.round if funding.round and funding.round.is_published else funding.call
        if entry and entry.is_published and (entry, funding.axis) not in named:
            named.append((entry, funding.axis))
    return named


def partners_by_sector(project):
    """The partners under the name of the sector they stand for; those of no known sector come last, under none."""
    parts = [part for part in project.participations.all() if part.role != Participation.Role.HOLDER]
    parts.sort(key=_rank)
    return [(sector, list(group)) for sector, group in groupby(parts, key=lambda part: part.represented_sector)]


def _rank(part):
    sector = part.represented_sector
    return (sector is None, sector.position if sector else 0, sector.key if sector else "")
