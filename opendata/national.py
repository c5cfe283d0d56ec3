"""A table in a schema of schema.data.gouv.fr: exactly its columns, and no row that it would refuse.

Nothing is filled by default: a row that lacks what the schema requires is left out, and counted by reason.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from finding.formats.columns import Column
from finding.formats.sheet import FORMULA, cell, lines


@dataclass(frozen=True)
class Reason:
    """Why a row is not in the file."""

    label: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True)
class Tally:
    """How many rows are in the file, and how many are not, by the first reason that holds."""

    lines: int
    reasons: list[tuple[str, int]]

    @property
    def omitted(self):
        return sum(count for _, count in self.reasons)


class National:
    """The table: `columns` in the order and under the names of the schema, `batches` yields lists of rows."""

    def __init__(self, schema: str, columns: tuple[Column, ...], reasons: tuple[Reason, ...], batches: Callable):
        self.schema, self.columns, self.batches = schema, columns, batches
        self._reasons = (*reasons, Reason("texte qui commence comme une formule", self._begins_as_a_formula))

    def lacks(self, row) -> list[str]:
        """Return the labels of all that keeps a row out of the file; empty when it is in it."""
        return [reason.label for reason in self._reasons if reason.holds(row)]

    def file(self, is_asked: Callable = lambda row: True) -> Iterable[str]:
        """Yield the text of the file, a batch at a time: UTF-8, commas, points in numbers."""
        yield lines([[one.name for one in self.columns]], ",")
        for rows in self.batches():
            told = (row for row in rows if is_asked(row) and not self._reason(row))
            yield lines(([exact(one.value(row)) for one in self.columns] for row in told), ",")

    def rows(self) -> Iterable:
        """All those of the file."""
        return (row for row in chain.from_iterable(self.batches()) if not self._reason(row))

    def omitted(self) -> Iterable:
        """Yield (row, what it lacks) for those that are not in the file."""
        return ((row, lacks) for row in chain.from_iterable(self.batches()) if (lacks := self.lacks(row)))

    def tally(self) -> Tally:
        found = Counter(self._reason(row) for row in chain.from_iterable(self.batches()))
        told = [(one.label, found[one.label]) for one in self._reasons if found[one.label]]
        return Tally(found[""], told)

    def _reason(self, row):
        return next((reason.label for reason in self._reasons if reason.holds(row)), "")

    def _begins_as_a_formula(self, row):
        """A spreadsheet would calculate it, and a value that is altered would no longer be that of the source."""
        return any(isinstance(value := one.value(row), str) and value.startswith(FORMULA) for one in self.columns)


def exact(value):
    """What a cell holds, unaltered: only an amount may begin with a sign."""
    return str(value) if isinstance(value, str) else cell(value, ".")
