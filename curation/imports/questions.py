"""What an import asks of a person, as data: a name that looks known, a row that may be an entry, a possible person."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Candidate:
    """Something that is there already and may be what is asked about: why it looks so, what else is known of it."""

    identifier: str
    name: str
    reason: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something that a person has to say. `subject` and `about` name it, the same in every plan of the file."""

    subject: str  # of a decision
    about: str
    said: str  # as the file writes it
    lines: tuple[int, ...]
    line: int = 0  # the decision is about that line alone
    candidates: tuple[Candidate, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return asdict(self)
