"""The communes that names are looked for among, and what may be answered."""

from dataclasses import dataclass
from enum import StrEnum

Words = tuple[str, ...]

# People still say the names that were lost since: « Montignac » (2020) as well as « Bruges » in Béarn (1973).
LATELY = "1963"
MOST = 5  # communes offered in the place of an unknown one


@dataclass(frozen=True)
class Commune:
    """A commune of today, under its Insee code."""

    code: str
    name: str
    departement: str
    postal_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormerName:
    """Another name of a commune of today: before a merger or a renaming, or in the books of La Poste, or in Basque."""

    name: str
    code: str
    old_code: str = ""
    ended_on: str = ""  # a partial date; empty for a name in use, « Baiona »

    @property
    def is_still_said(self) -> bool:
        return not self.ended_on or self.ended_on >= LATELY


class Outcome(StrEnum):
    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Stray:
    """A postal code beside a sure name, that is not the one of the commune but of others of its département."""

    code: str
    communes: tuple[Commune, ...]

    def __str__(self) -> str:
        *others, last = [commune.name for commune in self.communes[:MOST]]
        several = f"d’autres communes : {', '.join(others)} ou {last}" if others else f"d’une autre commune, {last}"
        return f"le code {self.code} est celui {several}"


@dataclass(frozen=True)
class Match:
    """The communes that a text may mean. `certain` is false when it may as well mean something else than a commune."""

    candidates: tuple[Commune, ...] = ()
    certain: bool = True
    stray: Stray | None = None  # to be told with the commune

    @property
    def outcome(self) -> Outcome:
        if not self.candidates:
            return Outcome.UNKNOWN
        return Outcome.FOUND if self.commune else Outcome.AMBIGUOUS

    @property
    def commune(self) -> Commune | None:
        """The one commune that is meant, if there is no doubt."""
        return self.candidates[0] if self.certain and len(self.candidates) == 1 else None


def departement_of(commune: str) -> str:
    """The département that an Insee code begins with: three signs overseas."""
    return commune[:3] if commune.startswith(("97", "98")) else commune[:2]
