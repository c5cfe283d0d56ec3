"""Rows of a list that are perhaps rows that it already told, corrected.

A row without a key of its own is known by what names it: once its title is corrected it is a new row, beside one that
left the file. Nothing says which it is but a person, who is asked; meanwhile nothing is written of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rapidfuzz.fuzz import ratio

from french.typography import NBSP

ALIKE = 80  # of a hundred: « Parcours sonore des quais » and « Parcours sonore sur les quais »
NEARLY_EQUAL = 90  # « Association Alpha » and « Association Bêta » are further apart
NEW = "nouvelle"  # the answer that a row is none of those that left
NUMBER = re.compile(r"\d+")
OPTION = "--corriger"


@dataclass(frozen=True)
class Trace:
    """What a row is recognised by: its folded name, all that names it, who it is about, and its grants."""

    name: str
    key: str = ""  # « title|holder », folded
    who: frozenset[str] = frozenset()
    money: frozenset[tuple[Any, ...]] = frozenset()

    def likeness(self, other: "Trace") -> float:
        """How much two rows look like one, of a hundred; 0 when nothing says so."""
        is_same_money = bool(self.money) and self.money == other.money
        # « Résidence 2024 » is no correction of « Résidence 2023 »
        alike = ratio(self.name, other.name) if NUMBER.findall(self.name) == NUMBER.findall(other.name) else 0
        if self.who & other.who:
            return max(alike, 1) if alike >= ALIKE or is_same_money else 0
        return alike if is_same_money and self._is_spelt_alike(other) else 0

    def _is_spelt_alike(self, other: "Trace") -> bool:
        pairs = [*zip(self.key.split("|"), other.key.split("|"), strict=False)]
        return bool(pairs) and all(ratio(one, two) >= NEARLY_EQUAL for one, two in pairs)


class Correction:
    """The rows of a file that its list does not know, beside those that it knows and that are not in the file."""

    def __init__(self, importer, sheet, rows):
        here, with_key = {row.key for row in rows}, {row.line for row in sheet.rows if row.cells.get("row_id")}
        self._importer = importer
        self._new = {row.line: row for row in rows if row.key not in importer.known and row.line not in with_key}
        self._left = {record.pk: record for key, record in importer.known.items() if key not in here}

    def wrong_answers(self):
        """Pairs (line, what is wrong) of answers to what is no question."""
        taken = [answer for answer in self._importer.answers.values() if answer != NEW]
        for line, answer in self._importer.answers.items():
            if line not in self._new:
                yield line, f"{OPTION} {line}{NBSP}: cette ligne n’est pas nouvelle dans la liste"
            elif answer != NEW and answer not in self._left:
                yield (
                    line,
                    f"{OPTION} {line}={answer}{NBSP}: nulle ligne connue de ce numéro n’est absente du fichier",
                )
            elif taken.count(answer) > 1:
                yield line, f"{OPTION} {line}={answer}{NBSP}: une ligne connue n’en devient pas deux"

    @property
    def keys(self):
        """Return `{key so far: key now}` of the rows that somebody said to be corrected."""
        answers = self._importer.answers.items()
        return {self._left[answer].key: self._new[line].key for line, answer in answers if answer != NEW}

    @cached_property
    def asked(self):
        """Return `{line: known row}` of the questions without an answer."""
        answers = self._importer.answers
        new = [row for line, row in self._new.items() if line not in answers]
        left = [record for number, record in self._left.items() if number not in answers.values()]
        if not new or not left:
            return {}
        found = likely_corrections(self._importer.traces(new), self._importer.traces_of_known(left))
        return {line: self._left[number] for line, number in found.items()}

    def question(self, line, record):
        known = f"«{NBSP}{self._importer.name_of(record)}{NBSP}»"
        same, other = f"{OPTION} {line}={record.pk}", f"{OPTION} {line}={NEW}"
        return f"peut-être la même ligne que {known}, corrigée{NBSP}: si c’est elle, {same}, sinon {other}"


def likely_corrections(new: Mapping[int, Trace], left: Mapping[int, Trace]) -> dict[int, int]:
    """Return `{line: number of the row that left}`: each row is asked about once, the most alike first."""
    found = sorted(_pairs(new, left), key=lambda pair: (-pair[0], pair[1], pair[2]))
    asked: dict[int, int] = {}
    for _, line, number in found:
        if line not in asked and number not in asked.values():
            asked[line] = number
    return asked


def _pairs(new: Mapping[int, Trace], left: Mapping[int, Trace]) -> Iterator[tuple[float, int, int]]:
    """The pairs that have somebody or their money in common, and look alike."""
    sharing = defaultdict(set)
    for number, trace in left.items():
        for trait in _traits(trace):
            sharing[trait].add(number)
    for line, trace in new.items():
        for number in set().union(*(sharing.get(trait, ()) for trait in _traits(trace))):
            if likeness := trace.likeness(left[number]):
                yield likeness, line, number


def _traits(trace: Trace) -> Iterator[Any]:
    yield from trace.who
    if trace.money:
        yield trace.money
