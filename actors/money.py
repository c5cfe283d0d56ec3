"""What an actor funded, and what funded it, as its page tells it: an amount that is not known is not zero."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from french.typography import NBSP, joined, number, plural

PROJECTS, ALONE, LINES = 2, 8, 6  # shown of each


@dataclass(frozen=True)
class Line:
    """What a funder gave through one call in one year."""

    call: object  # a published call, or None
    year: str
    projects: int
    totals: object  # projects.models.totals.Totals


class Money:
    """The aids that an actor gave, or those that it received, as far as its page may tell them."""

    def __init__(self, actor, fundings, other):
        """`other` is the column of who is at the other end of each."""
        self._actor, self._fundings, self._other = actor, fundings.told_on(actor), other

    @cached_property
    def totals(self):
        return self._fundings.totals()

    @cached_property
    def alone(self):
        """The latest of those without a project, each with who is at its other end."""
        shown = self._fundings.without_project().for_detail()[:ALONE]
        return [(aid, getattr(aid, self._other)) for aid in shown]

    @cached_property
    def alone_count(self):
        return self._fundings.without_project().count()

    @property
    def others_alone(self):
        """« et 12 autres »: those without a project that are not shown."""
        left = self.alone_count - len(self.alone)
        return f"et {number(left)} {plural(left, 'autre')}" if left else ""

    @cached_property
    def projects(self):
        """The latest of those that they help."""
        return list(self._projects.for_listing().order_by_recency()[:PROJECTS])

    @cached_property
    def project_count(self):
        return self._projects.count()

    @property
    def project_link(self):
        """What the link to the whole list says."""
        count = self.project_count
        return f"Les {number(count)} projets financés" if count > 1 else "Ce projet dans la liste"

    @property
    def told(self):
        """« 42 projets et 3 aides à des structures. »"""
        projects, structures = self.project_count, self.alone_count
        parts = [
            f"{number(projects)}{NBSP}{plural(projects, 'projet')}" if projects else "",
            f"{number(structures)}{NBSP}{plural(structures, 'aide')} à des structures" if structures else "",
        ]
        return f"{joined(filter(None, parts))}."

    @cached_property
    def lines(self):
        """The latest of those by call and year; none when they would tell no more than the sum."""
        calls = self._fundings.calls().in_bulk()
        lines = [Line(calls.get(call), *rest) for call, *rest in self._fundings.totals_by_call_and_year()]
        return lines[:LINES] if len(lines) > 1 or any(line.call or line.year for line in lines) else []

    @property
    def _projects(self):
        return self._fundings.projects().told_on(self._actor)


def money_of(actor):
    """What it granted, and what it received."""
    return Money(actor, actor.fundings_granted, "beneficiary"), Money(actor, actor.fundings_received, "funder")
