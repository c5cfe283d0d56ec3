"""The vocabularies of the directory as a reader of files uses them: which term a text means.

Pure: `curation/imports/terms.py` fills it from the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from french.folding import fold


@dataclass(frozen=True)
class Concept:
    """A term, with what it says of the structures of its type."""

    vocabulary: str
    slug: str
    family: str = ""  # slug of its general term, or its own when it has none
    sector: str = ""  # slug of the sector that it usually represents
    is_public_body: bool = False


class Thesaurus:
    """Every writing of every term: « fab lab », « fablab », « FabLabs » are one."""

    def __init__(self, writings: Iterable[tuple[str, Concept]]):
        self._exact: dict[tuple[str, str], Concept] = {}
        self._singular: dict[tuple[str, str], set[Concept]] = {}
        for text, concept in writings:
            self._exact[concept.vocabulary, fold(text)] = concept
            self._singular.setdefault((concept.vocabulary, singular(fold(text))), set()).add(concept)

    def find(self, vocabulary: str, text: str) -> Concept | None:
        """The term that has this name or other writing, in the singular or the plural."""
        key = fold(text)
        if found := self._exact.get((vocabulary, key)):
            return found
        near = self._singular.get((vocabulary, singular(key)), set())
        return next(iter(near)) if len(near) == 1 else None

    def at_the_beginning(self, vocabulary: str, text: str) -> Concept | None:
        """The term that the first words of a name are: a « Fondation Exemple » is a fondation."""
        words = fold(text).split()
        beginnings = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        found = (self._exact.get((vocabulary, beginning)) for beginning in beginnings)
        return next((concept for concept in found if concept), None)


def singular(key: str) -> str:
    """A folded text without the marks of the plural; nobody reads it, it only compares."""
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in key.split())
