"""Who paid for a project, as its page tells it: a line for each decision or resource, shares when they are known.

Unknown is not zero: an amount that nobody published stays « non publié », and a total says when it leaves some out.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property

from french.typography import NBSP, euros, joined, typographic

from .models import Funding, Project

EXPLANATIONS = {
    Project.Evidence.CALL: "Une source publique rattache ce projet à un dispositif d’aide.",
    Project.Evidence.FUNDER: "Une source publique nomme un financeur public, sans dire par quel dispositif.",
    Project.Evidence.NONE: "Aucune des sources consultées ne nomme un dispositif ou un financeur public. "
    "Cela ne veut pas dire que le projet n’a pas été aidé\u00a0: la preuve n’en a pas été trouvée.",
}
UNPLACED = "La source dit un montant, sans que l’on puisse dire de quel financeur public il vient."


@dataclass(frozen=True)
class Line:
    """A decision of a funder, or a resource of the holder."""

    name: str
    amount: Decimal | None
    stroke: str
    is_public: bool = False
    funding: Funding | None = None
    share: int | None = None  # percent of the total cost

    @property
    def as_key(self):
        """The stroke alone, as the key of the bar."""
        return [(self.stroke, 1)]


class FinancingPlan:
    """The money of one project."""

    def __init__(self, project):
        self.project = project
        self.total = project.own_cost or None

    @cached_property
    def lines(self):
        fundings = [self._line_of_funding(funding) for funding in self.project.fundings.all()]
        return fundings + [self._line_of_budget(line) for line in self.project.budget_lines.all()]

    @property
    def evidence(self):
        return Project.Evidence(self.project.evidence)

    @property
    def verdict(self):
        """Whether public money is established, in a sentence."""
        if self.evidence == Project.Evidence.NONE:
            return f"{self.project.unestablished_aid}."
        return f"Preuve du financement public{NBSP}: {self.evidence.label}."

    @property
    def explanation(self):
        if self.evidence == Project.Evidence.NONE and self.project.tells_figures:
            return UNPLACED
        return EXPLANATIONS[self.evidence]

    @cached_property
    def known(self):
        return [line for line in self.lines if line.amount]

    @property
    def unknown(self):
        """How many decisions of which the amount is not published."""
        return sum(line.amount is None for line in self.lines)

    @cached_property
    def public(self):
        """What the public aids come to."""
        return self.project.public_totals

    @property
    def public_share(self):
        return self._share(self.public.amount)

    @property
    def headline(self):
        """The whole cost, or else the public money, and what is said after it; None when neither is known."""
        if self.total:
            return self.total, f"de coût total{self._public_part}."
        if self.public.amount:
            return self.public.amount, f"d’aides publiques, {self.public.told} Coût total inconnu."
        return None

    @property
    def programme_cost(self):
        """What is told of the cost of the programme, which is not that of the project."""
        if self.total or not self.project.total_cost:
            return ""
        return f"Coût du programme national{NBSP}: {euros(self.project.total_cost)}. Celui du projet ici est inconnu."

    @property
    def _public_part(self):
        """« , dont au moins 44 % d’aides publiques : 22 000 € voté net, pour 3 financements… »."""
        if not self.public_share:
            return ""
        share = f"{'au moins ' if self.unknown else ''}{self.public_share}{NBSP}%"
        sum_of = f"{euros(self.public.amount)} voté net, pour {self.public.grants}"
        return f", dont {share} d’aides publiques{NBSP}: {sum_of}"

    @property
    def rest(self):
        """What is left of the total cost when all that is known is told."""
        told = sum(line.amount for line in self.known)
        return self.total - told if self.known and self.total and told < self.total else None

    @property
    def rest_name(self):
        """What the rest is called: the words of the source may tell a part of it."""
        return f"Reste, dont le détail {'n’est pas réparti' if self.project.tells_figures else 'n’est pas publié'}"

    @property
    def rest_share(self):
        return self._share(self.rest)

    @property
    def segments(self):
        return [(line.stroke, float(line.amount)) for line in self.known]

    @property
    def length(self):
        """What the whole bar stands for: the total cost, unless the amounts told exceed it."""
        told = sum(line.amount for line in self.known)
        return float(max(self.total or 0, told))

    @property
    def has_bar(self):
        """One amount alone, of a total that nobody knows, is no picture."""
        return bool(self.known) and (self.total is not None or len(self.known) > 1)

    @property
    def spoken(self):
        """The bar in words."""
        parts = (f"{line.name} {line.share} %" if line.share is not None else line.name for line in self.known)
        return typographic(f"Financement : {joined(parts)}")

    def _line_of_funding(self, funding):
        funder, amount = funding.funder, funding.net
        return Line(funder.title, amount, funding.stroke, funder.is_public_body, funding, self._share(amount))

    def _line_of_budget(self, line):
        name = line.label or line.get_kind_display()
        return Line(name[:1].upper() + name[1:], line.amount, line.stroke, share=self._share(line.amount))

    def _share(self, amount):
        """Percent of the total cost; none when the amounts told exceed it, which no share could explain."""
        return round(100 * amount / self.total) if amount and self.total and amount <= self.total else None
