"""Reading the cells that class an entry: « médiation;création », « réalité virtuelle;fab lab »."""

from collections.abc import Mapping

from ..thesaurus import Thesaurus
from .cells import Cells
from .report import Heading


class Labels:
    """The terms that a row names, by column; the labels that no term has are kept as they are written."""

    def __init__(self, cells: Cells, thesaurus: Thesaurus):
        self._cells = cells
        self._thesaurus = thesaurus
        self.unplaced: dict[str, tuple[str, ...]] = {}

    def known(self, column: str, vocabulary: str, otherwise: str) -> list[str]:
        """The slugs of terms that must exist; `otherwise` is what is told of one that does not."""
        found = self._look_up(column, vocabulary)
        for text in (text for text, slug in found.items() if not slug):
            self._cells.refuse(column, otherwise, value=text)
        return _sorted(found)

    def placed(self, column: str, vocabulary: str) -> list[str]:
        """The slugs of the terms that exist; the other labels are kept aside and listed."""
        found = self._look_up(column, vocabulary)
        for text in (text for text, slug in found.items() if not slug):
            self.keep(column, text, "libellé absent du thésaurus")
        return _sorted(found)

    def keep(self, column: str, text: str, why: str) -> None:
        """Keep a text that finds no place, and say so."""
        self.unplaced[column] = (*self.unplaced.get(column, ()), text)
        self._cells.tell(Heading.UNPLACED, column, text, why)

    def _look_up(self, column: str, vocabulary: str) -> dict[str, str]:
        found = ((text, self._thesaurus.find(vocabulary, text)) for text in self._cells.items(column))
        return {text: concept.slug if concept else "" for text, concept in found}


def _sorted(found: Mapping[str, str]) -> list[str]:
    return sorted({slug for slug in found.values() if slug})
