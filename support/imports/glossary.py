"""Reading a file of the glossary. Pure: rows of text in, facts out; what is wrong is told."""

from collections.abc import Callable, Mapping
from typing import Any

from curation.imports.cells import Cells, Keys, each_row, key_of
from curation.imports.labels import Labels
from curation.imports.reading.sheet import Sheet
from curation.imports.report import Report
from curation.thesaurus import Thesaurus
from directory.models.identifiers import new_identifier
from french.folding import fold

from .rows import DEFINITIONS, SupportRow, linked


class GlossaryRows:
    """The words of one file; one may see another, which comes before it or after."""

    def __init__(self, thesaurus: Thesaurus, there: Mapping[str, str], seed: Callable[[str, str], str]):
        """`there` gives the definition that a word already has."""
        self._thesaurus, self._there, self._seed = thesaurus, there, seed

    def read(self, sheet: Sheet, report: Report) -> list[SupportRow]:
        keyed = list(self._keyed(sheet, report))
        words = {**self._there, **{key: identifier for _cells, key, identifier in keyed}}
        return [self._row(cells, key, identifier, words) for cells, key, identifier in keyed]

    def _keyed(self, sheet: Sheet, report: Report) -> Any:
        keys = Keys()
        for cells in each_row(sheet, report):
            key = key_of(cells.line_of_text("term", required=True))
            keys.check(cells, key, "term")
            yield cells, key, self._there.get(key) or new_identifier("g", self._seed(DEFINITIONS, key))

    def _row(self, cells: Cells, key: str, identifier: str, words: Mapping[str, str]) -> SupportRow:
        labels = Labels(cells, self._thesaurus)
        values = {
            "name": cells.line_of_text("term"),
            "summary": cells.text("definition_fr"),
            "term": self._term(cells, labels),
            "see_also": sorted(
                linked(cells, labels, "see_also", lambda text: words.get(fold(text), "")) - {identifier}
            ),
            "source_url": cells.url("source_url"),
            "source_name": cells.line_of_text("source_name"),
        }
        if cells.raw("other_names"):
            values["other_names"] = "\n".join(cells.items("other_names"))
        return SupportRow(cells.line, key, identifier, values, labels.unplaced)

    def _term(self, cells: Cells, labels: Labels) -> str:
        """The term that the word is, as « vocabulary:slug »; a term that the thesaurus lacks is kept aside."""
        vocabulary, text = cells.raw("thesaurus_vocabulary"), cells.line_of_text("thesaurus_term")
        concept = self._thesaurus.find(vocabulary, text) if text else None
        if text and not concept:
            labels.keep("thesaurus_term", text, "terme absent du thésaurus")
        return f"{concept.vocabulary}:{concept.slug}" if concept else ""
