"""What somebody decided of a file before it is brought in, beside the file, which never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

EVERY_LINE = 0


@dataclass(frozen=True)
class Decided:
    """Answers to what a plan asks; nothing is decided by default.

    `spellings` gives the actor that a folded text means, `persons` what the bearer of a folded name is, `entries` the
    entry that a line tells of, `together` whether a line goes with an earlier one, `taken` the values for which the
    file is preferred: pairs (line, field).
    """

    spellings: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[int, str] = field(default_factory=dict)
    together: Mapping[tuple[int, str], str] = field(default_factory=dict)
    taken: frozenset[tuple[int, str]] = frozenset()

    def takes(self, line: int, name: str) -> bool:
        """Whether the value of a line is to be written in spite of what is there."""
        return (line, name) in self.taken or (EVERY_LINE, name) in self.taken


NOTHING = Decided()
