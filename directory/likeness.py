"""Whether two rows tell the same thing, when a merge brings them together.

Two entries often tell one fact each in its own way: a merge that kept both rows would count a grant twice, one that
removed a row because it looks like another would lose a grant. A model of rows says what it is sure of; a person
answers for the rest.
"""

from enum import Enum
from typing import NamedTuple


class Verdict(Enum):
    SAME = "same"
    DIFFERENT = "different"
    ASKED = "asked"


class Likeness(NamedTuple):
    """What two rows are to each other, and the reason in words."""

    verdict: Verdict
    reason: str


class Comparable:
    """A model of rows of which two may tell the same thing.

    `WITHIN` names the columns in which such rows are equal: rows that differ there are not even compared. `BESIDE`
    names the rows that each has of its own, which a person sees when asked.
    """

    WITHIN = ()
    BESIDE = ()
    ONE = "c’est la même ligne"
    TWO = "ce sont deux lignes"

    def compare(self, other):
        """Return the Likeness of two rows as they will be after the merge, or None when nothing brings them together.

        Read columns only, `project_id` rather than `project`: the rows are copies, not in the database yet.
        """
        raise NotImplementedError

    def doubts(self):
        """Return what a person would be asked to confirm of the row, in sentences."""
        return []

    def take_over(self, other):
        """Take what belongs to a row that tells the same thing and is about to be removed."""
