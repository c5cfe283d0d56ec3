"""Which line of a tab names the columns, whatever titles stand above it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .book import Tab
from .vocabulary import Vocabulary

LOOKED_AT = 15  # lines that are not empty


@dataclass(frozen=True)
class Choices:
    """What a person chose to read of a file: its tab, the line of headings, the column that each heading names.

    `columns` gives a column, or blank for none, by heading as it is written; `constants`, the text of a column that
    the file lacks; `hidden`, whether hidden lines are read: None, nobody said.
    """

    tab: str = ""
    line: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    hidden: bool | None = None


@dataclass(frozen=True)
class Headings:
    """The headings of a tab: their lines, the text of each, the column of ours that it names."""

    first: int
    last: int
    texts: tuple[str, ...]
    columns: tuple[str | None, ...]  # None: nobody knows, or another one names it; blank: none of ours

    @property
    def known(self) -> list[str]:
        return [column for column in self.columns if column]


def find_headings(tab: Tab, vocabulary: Vocabulary, line: int = 0) -> Headings | None:
    """The line, or the two lines, that name the most columns; None when none names any."""
    found = [headings for headings in _candidates(tab, vocabulary, line) if headings.known or line]
    return max(found, key=lambda it: (len(it.known), it.first - it.last, -it.first), default=None)


def _candidates(tab: Tab, vocabulary: Vocabulary, chosen: int) -> Iterator[Headings]:
    numbers = [number for number, cells in enumerate(tab.lines, start=1) if cells][:LOOKED_AT]
    for number in [chosen] if chosen else numbers:
        if number <= len(tab.lines):
            texts = tab.lines[number - 1]
            yield Headings(number, number, texts, _columns([[text] for text in texts], vocabulary))
    for number in () if chosen else numbers:
        if number < len(tab.lines):
            pairs = _on_two_lines(tab, number)
            texts = tuple(pair[0] for pair in pairs)
            yield Headings(number, number + 1, texts, _columns(pairs, vocabulary))


def _columns(readings: Sequence[Sequence[str]], vocabulary: Vocabulary) -> tuple[str | None, ...]:
    """The column of each heading: where two name one, it is the one written as ours, else the first."""
    named = [next((it for text in texts if (it := vocabulary.column(text)) is not None), None) for texts in readings]
    exact = {text: position for position, texts in enumerate(readings) for text in texts}
    kept: dict[str, int] = {}
    for position, column in enumerate(named):
        if column:
            kept.setdefault(column, exact.get(column, position))
    return tuple(column if not column or kept[column] == position else None for position, column in enumerate(named))


def _on_two_lines(tab: Tab, number: int) -> list[list[str]]:
    """The readings of headings whose upper line groups the lower one: « Bénéficiaire » over « Nom » and « SIRET »."""
    above, below = tab.lines[number - 1], tab.lines[number]
    texts, group = [], ""
    for position in range(max(len(above), len(below))):
        upper = above[position] if position < len(above) else ""
        lower = below[position] if position < len(below) else ""
        group = upper or (group if lower else "")
        whole = lower if group == lower else f"{group} {lower}".strip()
        texts.append([whole, lower] if lower else [whole])
    return texts
