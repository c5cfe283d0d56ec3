"""What a call or a round gave: how much, and what the projects that it helped made."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Sum

from french.typography import NBSP, euros

ENOUGH = 5  # known amounts from which a median says something
MADE = 8  # things made that a page shows


@dataclass(frozen=True)
class Range:
    """The aids that projects received: how many are known, the one in the middle, the ends."""

    number: int
    middle: Decimal
    least: Decimal
    most: Decimal

    @property
    def told(self):
        """« Aide médiane : 20 000 €, de 5 000 € à 40 000 €, pour 12 projets dont l’aide est connue. »"""
        ends = f"de {euros(self.least)} à {euros(self.most)}"
        return f"Aide médiane{NBSP}: {euros(self.middle)}, {ends}, pour {self.number} projets dont l’aide est connue."


def range_of(fundings):
    """Return the Range of what each project received through some grants; None when fewer than five are known.

    One whose aid was cancelled received none: « de 0 € » would be no aid that one may hope for.
    """
    grants = fundings.with_known_amount().exclude(project=None).order_by()
    by_project = grants.values("project").annotate(amount=Sum("voted_net")).filter(amount__gt=0)
    known = [row["amount"] for row in by_project]
    return Range(len(known), median(known), min(known), max(known)) if len(known) >= ENOUGH else None


def made_by(projects):
    """What some projects made, and where it is; of each as many as fit, the latest projects first."""
    deliverables = projects.model.deliverables.rel.related_model.objects.filter(project__in=projects.values("pk"))
    return deliverables.select_related("project").order_by("-project__starts", "project__key", "position", "pk")[:MADE]
