"""The list of projects, and the page of one."""

from dataclasses import dataclass
from itertools import groupby

from directory.views import EntryDetailView
from french.typography import joined
from territories.views import MappedListView

from .financing import FinancingPlan
from .models import Participation, Project

OFFERED, PASSED_ON = "De quoi refaire ce projet chez vous.", "Ce qui passe d’un projet à l’autre."


class ProjectListView(MappedListView):
    """Projects, as a list or a table."""

    template_name = "projects/list.html"
    noun = "projet"
    in_sentence = ("territoire", "metier")

    def get_context_data(self, **kwargs):
        as_table = self.listing.filterset.chosen("vue") == "tableau"
        return super().get_context_data(**kwargs) | {"as_table": as_table}

    def sentence(self):
        """« de médiation en Charente »: the title of the page is the search, in words."""
        metiers = joined([option.label for option in self.listing.selected("metier")], "ou")
        return f"de {metiers} {super().sentence()}".strip() if metiers else super().sentence()

    def heading(self):
        """« projets de médiation en Charente pour « son » »."""
        words = self.listing.quoted
        return f"{super().heading()} pour {words}" if words else super().heading()

    def result(self, entry):
        return super().result(entry) | {
            "holders": [actor.title for actor in entry.holders],
            "metiers": [term.slug for term in entry.metiers.all()],
            "places": [place.shown.full_name for place in entry.shown_places],
            "year": entry.year_of,
            "public_amount": None if entry.public_amount is None else float(entry.public_amount),  # voté net
            "public_grants": len(entry.public_fundings),
            "public_grants_without_amount": sum(aid.net is None for aid in entry.public_fundings),
            "evidence": entry.evidence,
        }


class ProjectDetailView(EntryDetailView):
    """A project as an example for those who come after."""

    model = Project

    def get_context_data(self, **kwargs):
        plan, sectors = FinancingPlan(self.object), partners_by_sector(self.object)
        reusable = [thing for thing in self.object.deliverables.all() if thing.is_reusable]
        return super().get_context_data(**kwargs) | {
            "plan": plan,
            "schemes": schemes(self.object),
            "sectors": sectors,
            "lineage": Lineage.of(self.object),
            "reusable": reusable,
            "reuse_intro": OFFERED if reusable or self.object.reuse_terms else PASSED_ON,
        }


@dataclass(frozen=True)
class Link:
    """A thing that was taken up, or that took something up; without an address when it has no entry here."""

    name: str
    url: str
    precision: str


@dataclass(frozen=True)
class Lineage:
    """What a project took up, then what took it up."""

    before: list[Link]
    after: list[Link]

    def __bool__(self):
        return bool(self.before or self.after)

    @classmethod
    def of(cls, project):
        taken = [(link.origin, link) for link in project.reuses.all()]
        taking = [(link.project, link) for link in project.reused_by.all()]
        before, after = (
            [Link(one.name, one.get_absolute_url(), it.precision) for one, it in some] for some in (taken, taking)
        )
        for link in project.outside_reuses.all():
            (before if link.direction == link.Direction.FROM else after).append(Link(link.name, "", link.precision))
        return cls(before, after)


def schemes(project):
    """What funded the project, each once: published rounds and their axis, then calls of which no round is named."""
    fundings = [funding for funding in project.fundings.all() if funding.call and funding.call.is_published]
    rounds = [(funding.round, funding.axis) for funding in fundings if funding.round and funding.round.is_published]
    told = {round.call for round, axis in rounds}
    calls = [(funding.call, None) for funding in fundings if funding.call not in told]
    return list(dict.fromkeys(rounds + calls))


def partners_by_sector(project):
    """The partners under the name of the sector they stand for; those of no known sector come last, under none."""
    parts = [part for part in project.participations.all() if part.role != Participation.Role.HOLDER]
    parts.sort(key=_rank)
    return [(sector, list(group)) for sector, group in groupby(parts, key=lambda part: part.represented_sector)]


def _rank(part):
    sector = part.represented_sector
    return (sector is None, sector.position if sector else 0, sector.key if sector else "")
