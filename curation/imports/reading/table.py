"""Making a table of a tab: rows under our columns, and all that is left aside or asked about, told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openpyxl.utils import get_column_letter

from french.folding import fold
from french.typography import NBSP, joined, number, plural

from .book import Book, Tab, UnreadableError
from .headings import Choices, Headings, find_headings
from .opening import check_width
from .sheet import Row, Sheet
from .told import Sort, Told
from .vocabulary import Vocabulary, key_of_heading

MOST_ROWS = 5_000
SHOWN = 10  # lines that a sentence names
TOTAL = re.compile(r"(?:sous )?tota(?:l|ux)\b|somme\b|ensemble\b|montant total\b")
FIGURE = re.compile(r"[\d\s.,€%-]+")
NO_COLUMNS = "Aucune des quinze premières lignes ne nomme les colonnes attendues"


def understand(book: Book, vocabulary: Vocabulary, choices: Choices | None = None) -> Sheet:
    """The table of a file, as an importer takes it; raise UnreadableError when no line names columns that it reads."""
    choices = choices or Choices()
    vocabulary = _with_choices(vocabulary, choices)
    tab, headings = _chosen(book, vocabulary, choices)
    understood = _Table(tab, headings, vocabulary, choices)
    rows = understood.rows()
    if len(rows) > MOST_ROWS:
        size = f"{number(len(rows))} lignes, {number(MOST_ROWS)} au plus à la fois"
        raise UnreadableError(f"Cette liste est trop longue{NBSP}: {size}. La partager en plusieurs fichiers.")
    columns = (*headings.known, *(name for name in choices.constants if name not in headings.known))
    read_as = {text: column or "" for text, column in zip(headings.texts, headings.columns, strict=True) if text}
    notes = (*book.notes, *_about_tabs(book, tab), *_about_columns(headings))
    return Sheet(columns, tuple(rows), notes, headings.last, tuple(understood.told), read_as)


def _with_choices(vocabulary: Vocabulary, choices: Choices) -> Vocabulary:
    chosen = {key_of_heading(heading): column for heading, column in choices.columns.items()}
    return replace(vocabulary, taught={**vocabulary.taught, **chosen})


def _chosen(book: Book, vocabulary: Vocabulary, choices: Choices) -> tuple[Tab, Headings]:
    """The tab that somebody chose, else the visible one that has the most of our columns, with its headings."""
    if choices.tab and choices.tab not in [tab.name for tab in book.tabs]:
        known = joined((f"«{NBSP}{tab.name}{NBSP}»" for tab in book.tabs), "ou")
        raise UnreadableError(f"Aucune feuille ne s’appelle «{NBSP}{choices.tab}{NBSP}»{NBSP}: {known}.")
    tabs = [tab for tab in book.tabs if tab.name == choices.tab or not choices.tab]
    if not any(tab.lines for tab in tabs):
        raise UnreadableError("Ce fichier est vide : une de ses premières lignes doit nommer les colonnes.")
    found = [(tab, it) for tab in tabs if (it := find_headings(tab, vocabulary, choices.line))]
    seen = [(tab, it) for tab, it in found if choices.tab or not tab.is_hidden]
    if seen:
        return max(seen, key=lambda pair: len(pair[1].known))
    if found:
        name = found[0][0].name
        raise UnreadableError(
            f"Seule une feuille masquée, «{NBSP}{name}{NBSP}», a les colonnes attendues : l’afficher."
        )
    wanted = joined((f"«{NBSP}{vocabulary.heading(column)}{NBSP}»" for column in _wanted(vocabulary)), "ou")
    raise UnreadableError(f"{NO_COLUMNS}{NBSP}: {wanted}.")


def _wanted(vocabulary: Vocabulary) -> Sequence[str]:
    return vocabulary.always or vocabulary.columns[:5]


def _about_tabs(book: Book, tab: Tab) -> Iterator[str]:
    others = [
        f"«{NBSP}{one.name}{NBSP}»{' (masquée)' if one.is_hidden else ''}" for one in book.tabs if one is not tab
    ]
    if others:
        yield f"feuille lue{NBSP}: «{NBSP}{tab.name}{NBSP}» ; laissées de côté{NBSP}: {', '.join(others)}"


def _about_columns(headings: Headings) -> Iterator[str]:
    """What was read under another name than ours."""
    pairs = zip(headings.texts, headings.columns, strict=True)
    read = [f"{' '.join(text.split())} → {column}" for text, column in pairs if column and text != column]
    if read:
        yield f"colonnes comprises{NBSP}: {', '.join(read)}"


class _Table:
    """The lines of a tab below its headings."""

    def __init__(self, tab: Tab, headings: Headings, vocabulary: Vocabulary, choices: Choices):
        self._tab, self._headings, self._vocabulary, self._choices = tab, headings, vocabulary, choices
        self._example = {column: text for column, text in vocabulary.example.items() if column in headings.known}
        self.told: list[Told] = []

    def rows(self) -> list[Row]:
        lines = enumerate(self._tab.lines[self._headings.last :], start=self._headings.last + 1)
        filled = [(line, cells) for line, cells in lines if cells]
        if self._tab.is_strict:
            for line, cells in filled:
                check_width(line, cells, self._headings.texts)
        self._tell_columns([cells for _, cells in filled])
        self._tell_merges()
        hidden = self._hidden([line for line, _ in filled])
        rows = (Row(line, self._named(cells)) for line, cells in filled if line not in hidden)
        return [row for row in rows if not self._is_aside(row)]

    def _named(self, cells: tuple[str, ...]) -> dict[str, str]:
        named = {
            column: cells[position] if position < len(cells) else ""
            for position, column in enumerate(self._headings.columns)
            if column
        }
        return {**self._choices.constants, **named}

    def _is_aside(self, row: Row) -> bool:
        """Whether a line is none of the list: a total, a title between rows, headings again, our example."""
        filled = [text for column, text in row.cells.items() if text and column not in self._choices.constants]
        lacks = any(not row.cells.get(column) for column in self._vocabulary.always)
        if not filled:
            return True
        if self._tab.lines[row.line - 1] == self._headings.texts:
            return self._leave(row, filled, "les titres des colonnes, répétés")
        if self._example and all(row.cells[column] == text for column, text in self._example.items()):
            return self._leave(row, filled, "l’exemple du modèle")
        if lacks and (any(TOTAL.match(fold(text)) for text in filled) or all(map(FIGURE.fullmatch, filled))):
            return self._leave(row, filled, "un total")
        if lacks and len(filled) == 1 and len(self._headings.known) > 2:
            return self._leave(row, filled, "un titre entre deux lignes, sans doute")
        return False

    def _leave(self, row: Row, filled: Sequence[str], why: str) -> bool:
        self._tell(Sort.ASIDE, row.line, filled[0], why)
        return True

    def _hidden(self, lines: Sequence[int]) -> set[int]:
        """The hidden lines that are not read: told, and asked about until somebody says."""
        hidden = [line for line in lines if line in self._tab.hidden]
        if not hidden or self._choices.hidden:
            return set()
        told = f"{len(hidden)} {plural(len(hidden), 'ligne masquée', 'lignes masquées')} ({_named_lines(hidden)})"
        if self._choices.hidden is None:
            asked = "les lire (--masquees lire) ou non (--masquees laisser)"
            self._tell(Sort.ASKED, 0, "", f"{told} par un filtre ou à la main{NBSP}: {asked} ?")
        else:
            self._tell(Sort.ASIDE, 0, "", told)
        return set(hidden)

    def _tell_columns(self, lines: Sequence[tuple[str, ...]]) -> None:
        """The columns that hold something and that nobody reads."""
        widest = max(map(len, lines), default=0)
        columns = (*self._headings.columns, *(None,) * (widest - len(self._headings.columns)))
        aside = []
        for position, column in enumerate(columns):
            if not column and any(position < len(cells) and cells[position] for cells in lines):
                text = self._headings.texts[position] if position < len(self._headings.texts) else ""
                aside.append(" ".join(text.split()) or f"colonne {get_column_letter(position + 1)}, sans nom")
        if aside:
            message = plural(len(aside), "cette colonne n’est pas lue", "ces colonnes ne sont pas lues")
            self._tell(Sort.ASIDE, self._headings.last, ", ".join(aside), message)

    def _tell_merges(self) -> None:
        """Merged cells have their text on each line; of an amount, nobody knows whose it is."""
        columns = dict(enumerate(self._headings.columns, start=1))
        below = [one for one in self._tab.merges if one.last > self._headings.last]
        filled = [one for one in below if one.last > one.first and columns.get(one.column)]
        for one in (one for one in filled if columns[one.column] in self._vocabulary.money):
            told = f"cellules fusionnées {one.name}, un seul montant pour plusieurs lignes{NBSP}: l’écrire à chacune"
            self._tell(Sort.REFUSED, one.first, "", told, columns[one.column] or "")
        if names := [one.name for one in filled if columns[one.column] not in self._vocabulary.money]:
            told = f"cellules fusionnées, leur texte vaut pour chaque ligne{NBSP}: {', '.join(names)}"
            self._tell(Sort.READ, 0, "", told)
        for one in (one for one in below if sum(bool(columns.get(at)) for at in one.across) > 1):
            self._tell(Sort.DOUBT, one.first, one.name, "cellules fusionnées sur plusieurs colonnes")

    def _tell(self, sort: Sort, line: int, value: str, message: str, column: str = "") -> None:
        self.told.append(Told(sort, line, value, message, column))


def _named_lines(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:SHOWN]))
    return f"{shown}…" if len(lines) > SHOWN else shown
