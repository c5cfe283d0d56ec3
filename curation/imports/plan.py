"""What an import would do, as data: made by reading only, shown to a person, then applied."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from directory.models.identifiers import ALPHABET, LENGTH

from .reading.sheet import Sheet
from .report import Heading, Outcome, Report

IDENTIFIER = re.compile(rf"\b[a-z][{ALPHABET}]{{{LENGTH}}}\b")
CHANGED = "le répertoire a changé depuis l’essai : ce n’est plus ce qui était prévu"


@dataclass(frozen=True)
class Kept:
    """A value that stays in spite of the row: what the row says, what stays, and why."""

    said: Any
    stays: Any
    reason: str


@dataclass
class RowPlan:
    """What one row would do to its entry: nothing here but what JSON holds.

    `changes` gives, by field, the value of today and the one that the row brings; today's is None in a new entry.
    """

    line: int
    table: str
    key: str
    identifier: str
    outcome: Outcome = Outcome.UNCHANGED
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Plan:
    """What a file would do to the directory, row by row, and what is told of it.

    A plan is data: it is made again from the same file whenever that is needed, and compared with the one that
    somebody agreed to.
    """

    report: Report
    sheet: Sheet
    rows: dict[tuple[str, str], RowPlan] = field(default_factory=dict)
    position: Any = None  # where the directory was when it was read
    newcomers: dict[str, str] = field(default_factory=dict)  # what names each entry that it would make, by identifier

    @property
    def is_refused(self) -> bool:
        return self.report.is_refused

    def row(self, line: int, table: str, key: str, identifier: str) -> RowPlan:
        """What a row does to an entry of a table, to be filled in: one row may make two entries."""
        return self.rows.setdefault((table, key), RowPlan(line, table, key, identifier))

    def tell(self, heading: Heading, line: int, column: str, value: str, message: str) -> None:
        self.report.tell(heading, line, column, value, message)

    def unlike(self, agreed: "Plan") -> list[RowPlan]:
        """The rows that do something else than in the plan that was agreed to."""
        return self.unlike_prints(agreed.prints())

    def prints(self) -> dict[str, str]:
        """A print of what each row does, whatever identifiers were drawn: what is kept of a plan agreed to."""
        return {"|".join(key): sha256(self._in_names(row).encode()).hexdigest() for key, row in self.rows.items()}

    def unlike_prints(self, agreed: Mapping[str, str]) -> list[RowPlan]:
        """The rows that do something else than they did in the plan that had these prints."""
        now = self.prints()
        return [row for key, row in self.rows.items() if now["|".join(key)] != agreed.get("|".join(key))]

    def as_data(self) -> Mapping[str, Any]:
        """The plan as JSON holds it."""
        return {
            "title": self.report.title,
            "rows": [row.as_data() for row in self.rows.values()],
            "newcomers": self.newcomers,
        }

    def _in_names(self, row: RowPlan) -> str:
        """What a row does, whatever identifiers were drawn for entries that are not there yet."""
        return IDENTIFIER.sub(lambda found: self.newcomers.get(found[0], found[0]), json.dumps(row.as_data()))
