"""Lines of one file that tell one project, each with its own grant: that of the Région, that of the Drac.

Nothing says that they do but a person. One that has the title and the holder of another is written once somebody
answered; one that only looks like it is another project meanwhile.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rapidfuzz.fuzz import token_sort_ratio

from curation.imports.corrections import NEW, NUMBER
from curation.imports.reconcile import BLANK
from french.folding import fold
from french.typography import NBSP

from ..likeness import NEAR
from .fundings import LONGEST

if TYPE_CHECKING:
    from .rows import ProjectRow

SAME_NAMES, LIKE_NAMES = "le même titre et le même porteur", "le même porteur et un titre proche"


@dataclass(frozen=True)
class Twin:
    """A row that may tell the project of an earlier one of its file; `is_exact`: it has its names."""

    row: "ProjectRow"
    first: "ProjectRow"
    is_exact: bool

    @property
    def pair(self) -> tuple[int, str]:
        """The two lines, as answers name them."""
        return self.row.line, str(self.first.line)

    @property
    def reason(self) -> str:
        other = f",{NBSP}un autre financeur" if self.row.funders.keys() != self.first.funders.keys() else ""
        return f"{SAME_NAMES if self.is_exact else LIKE_NAMES}{other}"


class Twins:
    """The rows of a file, those of one project put together.

    `answers` says, by line and earlier line, that earlier line when it is the same project, or NEW; `projects` gives
    the projects of the keys that the list knows; `told` the grants that each of them tells, as pairs (funder, amount).
    """

    def __init__(
        self,
        rows: Iterable["ProjectRow"],
        answers: Mapping[tuple[int, str], str],
        projects: Mapping[str, str],
        told: Mapping[str, Iterable[tuple[str, Any]]],
    ):
        self._answers, self._projects, self._told = answers, projects, told
        self._exact: dict[str, int] = {}
        self._held: dict[str, list[int]] = defaultdict(list)
        self._ranks: Counter[str] = Counter()
        self.standing: dict[int, ProjectRow] = {}  # by line
        self.joined: dict[int, int] = {}  # the line that each goes with
        self.asked: list[Twin] = []
        # those that the list knows first, whatever the order of the file: the others may have gone with them before
        for row in sorted(rows, key=lambda row: row.key not in projects):
            self._part(row)

    @property
    def repeats(self) -> Iterator[Twin]:
        """Those that cannot be written before somebody answers: two rows never have one key."""
        return (twin for twin in self.asked if twin.is_exact)

    def _part(self, row: "ProjectRow") -> None:
        twin = self._twin_of(row)
        if not twin or self._is_another(twin):
            self._stand(row)
        elif self._answers.get(twin.pair) == twin.pair[1] or self._were_together(twin):
            self.standing[twin.first.line] = together(twin.first, row)
            self.joined[row.line] = twin.first.line
        else:
            self.asked.append(twin)
            if not twin.is_exact:
                self._stand(row)

    def _stand(self, row: "ProjectRow") -> None:
        self._ranks[row.key] += 1
        rank = self._ranks[row.key]
        self.standing[row.line] = replace(row, key=f"{row.key}|{rank}") if rank > 1 else row
        self._exact.setdefault(row.key, row.line)
        for holder in row.holders:
            self._held[holder].append(row.line)

    def _twin_of(self, row: "ProjectRow") -> Twin | None:
        if row.key in self._exact:
            return Twin(row, self.standing[self._exact[row.key]], is_exact=True)
        lines = dict.fromkeys(line for holder in row.holders for line in self._held[holder])
        near = (self.standing[line] for line in lines)
        first = next((one for one in near if row.funders and are_alike(row, one)), None)
        return Twin(row, first, is_exact=False) if first else None

    def _is_another(self, twin: Twin) -> bool:
        """Somebody said so, or the list knows each of the two."""
        if self._answers.get(twin.pair) == NEW:
            return True
        if twin.is_exact:
            return f"{twin.row.key}|{self._ranks[twin.row.key] + 1}" in self._projects
        return {twin.row.key, twin.first.key} <= self._projects.keys()

    def _were_together(self, twin: Twin) -> bool:
        """The list already told the grant of the second row with the names of the first one."""
        told, own, other = (set(it) for it in (self._told.get(twin.first.key, ()), twin.first.votes, twin.row.votes))
        return bool(other) and other <= told - own


def are_alike(row: "ProjectRow", first: "ProjectRow") -> bool:
    """Whether rows of one holder, each helped by somebody else, may be one project."""
    one, two = (fold(it.values["name"]) for it in (row, first))
    is_elsewhere = first.funders.keys().isdisjoint(row.funders)
    is_numbered_alike = NUMBER.findall(one) == NUMBER.findall(two)  # « Résidence 2024 » is not « Résidence 2023 »
    return bool(first.funders) and is_elsewhere and is_numbered_alike and token_sort_ratio(one, two) >= NEAR


def together(first: "ProjectRow", row: "ProjectRow") -> "ProjectRow":
    """The first row, with the grants of the second and what it alone says."""
    values = dict(first.values)
    for name, value in row.values.items():
        now = values.get(name)
        if name == "fundings":
            values[name] = [*now, *value]
        elif isinstance(value, list):
            values[name] = [*dict.fromkeys([*(now or ()), *value])]
        elif name == "funding_text" and value and now:
            values[name] = both_texts(now, value)
        elif now in BLANK:
            values[name] = value
    return replace(
        first,
        values=values,
        unplaced=both_unplaced(first.unplaced, row.unplaced),
        cited={**row.cited, **first.cited},
        funders={**row.funders, **first.funders},
        names_a_person=first.names_a_person or row.names_a_person,
    )


def both_texts(one: str, two: str) -> str:
    """What two rows write of their money, when a column holds both; else the first, since the grants say the rest."""
    told = one if two in one else f"{one} ; {two}"
    return told if len(told) <= LONGEST else one


def both_unplaced(*unplaced: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    columns = dict.fromkeys(column for one in unplaced for column in one)
    return {it: tuple(dict.fromkeys(text for one in unplaced for text in one.get(it, ()))) for it in columns}


def differing(first: "ProjectRow", row: "ProjectRow") -> list[str]:
    """The values of which the second row says something else, which is not kept."""
    plain = ((name, value) for name, value in row.values.items() if isinstance(value, str) and name != "funding_text")
    return [name for name, value in plain if value and first.values.get(name) not in (*BLANK, value)]
