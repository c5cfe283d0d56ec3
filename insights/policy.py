"""The region's policy for digital culture, each sentence with the list that shows it at work.

Source: Région Nouvelle-Aquitaine, « Le numérique culturel en Nouvelle-Aquitaine », read on 30 November 2026.
"""

from dataclasses import dataclass

from django.db.models import Sum
from django.http import QueryDict

from directory.registry import KINDS
from finding.listing import Listing
from french.typography import NBSP, euros, number, plural
from projects.models import Funding, Project

SOURCES = (
    (
        "Région Nouvelle-Aquitaine, « Le numérique culturel en Nouvelle-Aquitaine »",
        "https://www.culture-nouvelle-aquitaine.fr/numerique-culturel/le-numerique-culturel-en-nouvelle-aquitaine/",
    ),
    (
        "Région Nouvelle-Aquitaine, « La politique culturelle régionale, les grandes orientations »",
        "https://www.culture-nouvelle-aquitaine.fr/la-politique-culturelle-regionale-les-grandes-orientations/",
    ),
)


def at_work(name, query):
    """The list of a kind of entry that shows a sentence: how many it holds, « 12 projets », and its address."""
    kind = KINDS[name]
    listing = Listing(kind.filterset_class(QueryDict(query)), kind)
    return {"counted": kind.counted(listing.total), "url": f"{kind.list_url}?{query}" if query else kind.list_url}


@dataclass(frozen=True)
class Lever:
    """What public aid draws to it: of the projects whose cost and public aid are both told, and of no other."""

    projects: int
    cost: int
    aid: int

    @classmethod
    def now(cls):
        """None as long as no project tells both."""
        costed = Project.objects.published().real().exclude(total_cost=None)
        costed = costed.exclude(cost_scope=Project.CostScope.PROGRAMME)
        grants = Funding.objects.public().with_known_amount().filter(project__in=costed)
        aided = costed.filter(pk__in=grants.values("project"))
        cost, aid = aided.aggregate(sum=Sum("total_cost"))["sum"], grants.aggregate(sum=Sum("voted_net"))["sum"]
        return cls(aided.count(), cost, aid) if aid else None

    @property
    def for_one_euro(self):
        """Euros of cost for one euro of public aid, to a tenth: « 2,4 € »."""
        tenths = round(10 * self.cost / self.aid)
        return f"{number(tenths // 10 if tenths % 10 == 0 else tenths / 10)}{NBSP}€"

    @property
    def said(self):
        """What one reads below the ratio."""
        known = f"{number(self.projects)} {plural(self.projects, 'projet')}"
        return (
            f"de coût total pour 1 euro d’aide publique : {euros(self.cost)} pour {euros(self.aid)}, "
            f"d’après {known} dont les deux sont connus"
        )
