"""What an import tells the person who asked for it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby

from french.typography import NBSP, joined, plural

SHOWN = 60  # characters of a value
LINES = 5  # that a remark about many of them names


class Heading(StrEnum):
    """Why something is told; the text is the heading that staff read, in this order."""

    REFUSED = "À corriger"
    ASKED = "À décider : rien n’est écrit de ces lignes"
    CHANGED = "Autre que prévu"
    KEPT = "Gardé : le fichier dit autre chose"
    ASIDE = "Laissé de côté"
    LEFT = "Connu de la liste, absent du fichier"
    UNPLACED = "À placer : gardé tel qu’écrit"
    CREATED = "Créé en brouillon"
    DOUBT = "À vérifier"
    READ = "Compris par le contexte"


@dataclass(frozen=True)
class Remark:
    """Something to tell about a cell, about a whole row, or about the whole file: its line is then 0."""

    heading: Heading
    line: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        line = f"ligne {self.line}" if self.line else ""
        column = f"colonne {self.column}" if self.column else ""
        told = _shortened(self.value) if self.column else self.value  # names of columns are told whole
        value = f"«{NBSP}{told}{NBSP}»" if told else ""
        place = ", ".join(filter(None, [line, column, value]))
        return f"{place}{NBSP}: {self.message}" if place else self.message


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "créée"
    UPDATED = "modifiée"
    UNCHANGED = "inchangée"


@dataclass
class Report:
    """All that is told of one file, gathered as it is read and written."""

    title: str
    notes: tuple[str, ...] = ()
    remarks: dict[Remark, None] = field(default_factory=dict)  # a set in the order of telling
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    def tell(self, heading: Heading, line: int, column: str, value: str, message: str) -> None:
        self.remarks[Remark(heading, line, column, value, message)] = None

    def of(self, *headings: Heading) -> list[Remark]:
        """The remarks of some headings, as the file has them from top to bottom."""
        return sorted(
            (remark for remark in self.remarks if remark.heading in headings), key=lambda remark: remark.line
        )

    @property
    def is_refused(self) -> bool:
        return bool(self.of(Heading.REFUSED))

    @property
    def counts(self) -> str:
        """« 2 créées, 0 modifiée, 68 inchangées », and « 1 à décider » when some are."""
        told = [f"{self.outcomes[outcome]} {plural(self.outcomes[outcome], outcome)}" for outcome in Outcome]
        if asked := self.of(Heading.ASKED):
            told.append(f"{len(asked)} à décider")
        return ", ".join(told)

    def lines(self, *headings: Heading) -> Iterator[str]:
        """The remarks, of all headings or of some, under their headings."""
        told = sorted(self.of(*(headings or Heading)), key=lambda remark: list(Heading).index(remark.heading))
        for heading, remarks in groupby(told, key=lambda remark: remark.heading):
            yield from _section(heading, list(remarks))


def _section(heading: Heading, remarks: list[Remark]) -> Iterable[str]:
    """A heading and its remarks; what is told of many lines in the same words is told once."""
    yield f"{heading} ({len(remarks)})"
    alike: dict[Remark, list[int]] = {}
    for remark in remarks:
        alike.setdefault(replace(remark, line=0), []).append(remark.line)
    for remark, lines in alike.items():
        if len(lines) == 1:
            yield f"  {replace(remark, line=lines[0])}"
        else:
            yield f"  lignes {_shown_lines(lines)}, {remark}"


def _shown_lines(lines: list[int]) -> str:
    """« 3, 8, 12 et 40 autres »."""
    others = len(lines) - LINES
    return joined(map(str, lines)) if others < 2 else f"{', '.join(map(str, lines[:LINES]))} et {others} autres"


def _shortened(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"
