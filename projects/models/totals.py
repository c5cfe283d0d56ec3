"""What several grants come to: « voté net », and of how many."""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.db.models import Count, Sum

from french.typography import NBSP, joined, plural

from .amendment import is_cancelled, net


@dataclass(frozen=True)
class Totals:
    """Several grants at once. An amount that is not known is not zero; a cancelled grant counts for nothing."""

    number: int
    known: int  # how many amounts
    cancelled: int
    amount: Decimal | None  # their sum, in euros

    @classmethod
    def of(cls, grants):
        """Add up grants in Python: what `sums` says to the database."""
        amounts = [grant.net for grant in grants]
        known = [amount for amount in amounts if amount is not None]
        cancelled = sum(grant.is_cancelled for grant in grants)
        return cls(len(amounts), len(known), cancelled, sum(known, Decimal(0)) if known else None)

    @classmethod
    def of_row(cls, row):
        """Those of a row that `sums` annotates."""
        return cls(*(getattr(row, one.name) for one in fields(cls)))

    @property
    def grants(self):
        """« 12 financements, dont 2 sans montant connu et 1 annulé »."""
        number = f"{self.number}{NBSP}{plural(self.number, 'financement')}"
        unknown, apart = self.number - self.known, []
        if unknown == self.number:
            return f"{number}, sans montant connu"
        if unknown:
            apart.append(f"{unknown} sans montant connu")
        if self.cancelled:
            apart.append(f"{self.cancelled} {plural(self.cancelled, 'annulé')}")
        return f"{number}, dont {joined(apart)}" if apart else number

    @property
    def told(self):
        """What follows the sum in a sentence: « voté net, pour 12 financements, dont 2 sans montant connu. »"""
        return f"{'' if self.amount is None else 'voté net, pour '}{self.grants}."

    @property
    def beside(self):
        """What is said beside a sum, unless it is the amount of one grant: « 3 financements, dont 1 annulé »."""
        is_plain = self.number == self.known == 1 and not self.cancelled
        return "" if self.amount is None or is_plain else self.grants


def sums(path="", where=None):
    """Aggregates of the grants at the end of a path, « fundings__ »: the values of `Totals`, by name."""
    grant, amount, cancelled = f"{path}pk", net(path), is_cancelled(path)
    return {
        "number": Count(grant, filter=where),
        "known": Count(amount, filter=where),
        "cancelled": Count(grant, filter=cancelled & where if where else cancelled),
        "amount": Sum(amount, filter=where),
    }
