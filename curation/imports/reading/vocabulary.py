"""The columns that an importer reads, and how people head them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from french.folding import fold

BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
UNIT = re.compile(r"\s*(?:\ben euros\b|\beuros?\b|\ben €|€|\bttc\b)\s*$", re.IGNORECASE)
SIGNS = re.compile(r"[\W_]+")
SMALL = {*"a au aux d de des du en l la le les".split()}


@dataclass(frozen=True)
class Vocabulary:
    """What an importer reads.

    `headings` gives, by column, how people head it, « Projet / intitulé », our heading first; `taught`, what somebody
    chose for a heading before, by its key: a column, or none. A row lacks none of `always`; `money` are columns of
    amounts, of which a merged cell tells nothing; `example` is the row of the template.
    """

    columns: Sequence[str]
    headings: Mapping[str, str] = field(default_factory=dict)
    always: Sequence[str] = ()
    money: Sequence[str] = ()
    example: Mapping[str, str] = field(default_factory=dict)
    taught: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {key_of_heading(one): column for column, texts in self.headings.items() for one in texts.split(" / ")}
        object.__setattr__(self, "_known", known | {key_of_heading(column): column for column in self.columns})

    _known: Mapping[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def column(self, heading: str) -> str | None:
        """The column that a heading names; blank when somebody said that it is none, None when nobody knows."""
        if (taught := self.taught.get(key_of_heading(heading))) is not None:
            return taught if taught in self.columns else ""
        found = (self._known.get(key_of_heading(reading)) for reading in _readings(heading))
        return next((column for column in found if column), None)

    def heading(self, column: str) -> str:
        """How our templates head a column."""
        return self.headings.get(column, column).split(" / ")[0]


def key_of_heading(text: str) -> str:
    """« Nom du bénéficiaire », « nomBeneficiaire »: what a heading is compared by."""
    return "".join(word for word in SIGNS.sub(" ", fold(text)).split() if word not in SMALL)


def _readings(heading: str) -> Iterator[str]:
    """« Montant voté (€) »: as it is written, without what brackets and units add, its first line alone."""
    yield heading
    bare = UNIT.sub("", BRACKETS.sub("", heading))
    yield bare
    yield UNIT.sub("", heading.split("\n")[0])
