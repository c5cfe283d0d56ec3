"""What a source says of the territories, once read: nothing here knows which file it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from french.articles import genitive, locative
from french.typography import typographic

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class TerritoryRow:
    """A territory as a source tells it. `None` is what the source does not say, and that it leaves as it is."""

    line: int
    kind: str
    code: str  # a pôle has no official code: its slug stands here
    name: str
    article: str = ""
    locative: str = ""  # where usage departs from the rule: « dans la Vienne »
    official_name: str | None = None
    phrase: str = ""  # what a sentence says when it is not the name: « Communauté de communes du Pays Foyen »
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    postal_codes: str | None = None
    frr: str | None = None
    specialities: str | None = None
    vintage: str | None = None
    source_name: str | None = None
    source_url: str | None = None
    within: Key | None = None  # beside the département that the code of a commune tells

    @property
    def key(self) -> Key:
        return self.kind, self.code

    def values(self) -> dict[str, Any]:
        """The fields that the source tells, as they are stored."""
        phrase = self.phrase or self.name
        told = {
            "name": typographic(self.name),
            "locative": self.locative or locative(phrase, self.kind, self.article),
            "genitive": genitive(phrase, self.kind, self.article),
            "within": ":".join(self.within) if self.within else None,
        } | {name: getattr(self, name) for name in PLAIN}
        return {name: value for name, value in told.items() if value is not None}


PLAIN = (
    "official_name",
    "population",
    "latitude",
    "longitude",
    "postal_codes",
    "frr",
    "specialities",
    "vintage",
    "source_name",
    "source_url",
)


@dataclass(frozen=True)
class FormerNameRow:
    """Another name of a commune, under the code of the commune of today."""

    code: str
    name: str
    kind: str
    old_code: str = ""
    ended_on: str = ""


@dataclass(frozen=True)
class FactRow:
    """An established fact, under the slug of its territory."""

    line: int
    territory: str
    text: str
    date: str
    source_url: str


@dataclass(frozen=True)
class End:
    """What became of a commune: the one that took it over, and since when."""

    successor: str
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """All that one source says, ready to be written."""

    dataset: str
    territories: list[TerritoryRow]
    former_names: list[FormerNameRow] = field(default_factory=list)
    facts: list[FactRow] = field(default_factory=list)
    ends: Mapping[str, End] = field(default_factory=dict)
    # An official file is exhaustive in the départements that it names, and renews only some parts of a vintage.
    exhaustive_in: frozenset[str] = frozenset()
    renews: frozenset[str] = frozenset()
    left_out: int = 0  # communes of other regions, in a national file
