"""Amounts that somebody is asked about before they are kept: seldom right, never refused. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low

from french.typography import NBSP, euros

TIMES = 100  # as much as the usual: a figure in cents, or one that has two zeros too many
ENOUGH = 3  # amounts, below which none is usual


@dataclass(frozen=True)
class Bounds:
    """What the amounts of a grant are compared with, in euros; None: not known."""

    most: Decimal | None = None  # that one may ask for in its round
    budget: Decimal | None = None  # of its round
    usual: Decimal | None = None  # of its list, or of its funder


def usual(amounts: Iterable[Decimal]) -> Decimal | None:
    """The median, when there are enough amounts."""
    known = [*amounts]
    return median_low(known) if len(known) >= ENOUGH else None


def oddities(voted: Decimal | None, net: Decimal | None, paid: Decimal | None, bounds: Bounds) -> Iterator[str]:
    """What is to be checked, in sentences: of the amount voted, of the one that stands, of the one paid."""
    if voted == 0:
        yield f"0{NBSP}€{NBSP}: un montant inconnu se laisse vide, une aide annulée se dit par un avenant à 0{NBSP}€"
    highest = max((amount for amount in (voted, net) if amount is not None), default=Decimal(0))
    told = euros(highest)
    if bounds.most is not None and highest > bounds.most:
        yield f"{told} dépasse l’aide maximale de l’édition ({euros(bounds.most)})"
    if bounds.budget is not None and highest > bounds.budget:
        yield f"{told} dépasse l’enveloppe de l’édition ({euros(bounds.budget)})"
    if bounds.usual and highest >= TIMES * bounds.usual:
        yield f"{told} fait au moins cent fois le montant habituel ({euros(bounds.usual)})"
    if paid is not None and net is not None and paid > net:
        yield f"{euros(paid)} versé pour {euros(net)} voté net"
