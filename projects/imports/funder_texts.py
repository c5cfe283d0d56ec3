"""The funders that a text names, each apart from its figure: « Région 25 000 €, Drac : 5 000 € », « CD40 500 € ».

Pure. The figure stands after the name, before it, or in brackets. Its thousands are groups of exactly three digits,
and a digit glued to a letter is the name's. What may be read in two ways is unclear: kept as it is, never guessed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from actors.imports.names import without_note
from actors.imports.public_bodies import key_of_body
from french.amounts import has_figure, parse_euros, tells_money

ABOUT = r"(?:près de|environ|jusqu['’]à|à hauteur de|à)"
GROUPED = r"[1-9]\d{0,2}(?: \d{3})+"
NUMBER = rf"(?:{GROUPED}(?:[.,]\d{{1,2}})?|\d[\d.,]*)"
UNIT = r"(?:%|k€|M€|€|euros?\b|eur\b|millions? d['’]euros?\b)"
EACH = r"(?: ?(?:/|par) ?(?:an|mois|année)\b)"
FIGURE = rf"(?:{ABOUT} )?{NUMBER} ?{UNIT}{EACH}?"
OWN_DIGITS = r"(?<![\w°.-])(?<!\d,)(?<!n° )(?!0\d)(?=\d)"  # where a number begins that is not glued to a name
WHOLE = re.compile(FIGURE, re.IGNORECASE)
STARTS = re.compile(OWN_DIGITS)
FROM_HERE = re.compile(rf"{NUMBER} ?{UNIT}{EACH}?$", re.IGNORECASE)
ABOUT_BEFORE = re.compile(rf"(?:^|[\s,:]){ABOUT}$", re.IGNORECASE)
LEADING = re.compile(rf"(?P<figure>{FIGURE})[\s:–-]+(?:de |du |des |d['’]|par )?(?P<name>[^\W\d].*)", re.IGNORECASE)
BEGINS_A_NAME = re.compile(r"(?!(?:TTC|HT)\b)(?:l[ae]s? |l['’])?[A-ZÀ-Þ]")
WITHOUT_UNIT = re.compile(rf"(?P<name>.*[^\s\d,:–-])[\s,:–-]+(?P<figure>{GROUPED}|[1-9]\d{{4,}})")
OUTSIDE_BRACKETS = r"(?![^()]*\))"
SEMICOLON = re.compile(rf";{OUTSIDE_BRACKETS}")
BETWEEN = r"(?:,|\bet\b|\bpuis\b|/(?! ?(?:an|mois))|\+|–| - )"
ENDED = r"(?:(?<=[€%)])|(?<=euros)|(?<=eur)|(?<=/an)|(?<=par an))"
AFTER_A_FIGURE = re.compile(rf"{ENDED} ?{BETWEEN} ?(?=[^\d\s]){OUTSIDE_BRACKETS}", re.IGNORECASE)
BEFORE_A_FIGURE = re.compile(rf" ?{BETWEEN} ?(?={FIGURE}){OUTSIDE_BRACKETS}", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"\s*(?:,|\bet\b|\bpuis\b|/|\+)\s*")
DOUBT = re.compile(r"à confirmer|incertain|\?", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z]{2,8}")
ENDING = " ,:–-"  # what stands between a name and its figure


@dataclass(frozen=True)
class Part:
    """A funder as it is written, apart from the figure and the note that follow its name."""

    written: str
    name: str
    figure: str = ""
    note: str = ""
    is_clear: bool = True  # which name has which figure is read in one way

    @property
    def is_doubtful(self) -> bool:
        return bool(DOUBT.search(self.note))

    @property
    def amount(self) -> Decimal | None:
        """The euros that the figure tells exactly: neither a share, nor « près de 5 000 € », nor « 25 k€ »."""
        try:
            return parse_euros(self.figure) if self.figure else None
        except ValueError:
            return None

    @property
    def says_more(self) -> bool:
        """The name of one actor would not say all of it."""
        has_note = bool(self.note) and not ACRONYM.fullmatch(self.note)
        return bool(self.figure) or has_note or bool(BETWEEN_NAMES.search(self.name))

    @property
    def names(self) -> list[str]:
        """All that is written but the figures: what may name somebody."""
        if self.is_clear:
            return [self.name]
        pieces = re.split(rf"{FIGURE}|{BETWEEN}|[():]", self.written, flags=re.IGNORECASE)
        return [name for piece in pieces if (name := piece.strip(ENDING + "0123456789"))]


class FunderTexts:
    """Takes texts apart, knowing which names are borne and what stands for a place: « 40 »."""

    def __init__(self, is_borne: Callable[[str], bool], places: Mapping[str, str]):
        self._is_borne = is_borne
        self._places = places

    def parts(self, text: str) -> list[Part]:
        """The whole text when somebody bears it as a name; otherwise its funders, one by one.

        A figure without its unit is in euros when another figure of the text says so.
        """
        if whole := self._whole(text):
            return [whole]
        segments = [segment.strip() for segment in SEMICOLON.split(text) if segment.strip()]
        parts = [part for segment in segments for part in self._segment(segment)]
        if any(part.amount is not None for part in parts):
            parts = [self._in_euros(part) for part in parts]
        return [part if self._is_clear(part) else _unclear(part.written) for part in parts]

    def _whole(self, text: str) -> Part | None:
        name, note = without_note(text)
        if self._is_borne(text):
            return Part(text, text)
        is_figure = bool(WHOLE.fullmatch(note))
        return Part(text, name, note=note) if self._is_borne(name) and not is_figure else None

    def _segment(self, text: str) -> list[Part]:
        """As many funders as figures when each piece has a name and a figure of its own; otherwise one."""
        if self._is_borne(text):
            return [Part(text, text)]
        for separator in (AFTER_A_FIGURE, BEFORE_A_FIGURE):
            parts = [self._part(piece.strip()) for piece in separator.split(text) if piece.strip()]
            if len(parts) > 1 and all(part.name and part.figure and self._is_clear(part) for part in parts):
                return parts
        return [self._part(text)]

    def _part(self, written: str) -> Part:
        name, note = without_note(written)
        if WHOLE.fullmatch(note):
            return Part(written, name.rstrip(ENDING), note)
        if (found := LEADING.fullmatch(name)) and BEGINS_A_NAME.match(found["name"]):
            return Part(written, found["name"], found["figure"], note)
        readings = list(_readings(name))
        if not readings:
            return Part(written, name.strip(), note=note)
        meant = self._meant(readings)
        return Part(written, *meant, note) if meant else _unclear(written)

    def _meant(self, readings: list[tuple[str, str]]) -> tuple[str, str] | None:
        """The name that somebody bears, else the longest figure.

        When a number of the name may be a département, « Mission locale 33 200 € », only a public body is sure.
        """
        borne = [reading for reading in readings if self._is_borne(reading[0])]
        meant = borne[0] if borne else readings[0]
        is_contested = any(name.rsplit(" ", 1)[-1] in self._places for name, _ in readings[1:])
        is_sure = not is_contested or meant != readings[0] or bool(key_of_body(meant[0], self._places))
        return meant if is_sure and len(borne) <= 1 else None

    def _in_euros(self, part: Part) -> Part:
        found = None if part.figure or self._is_borne(part.name) else WITHOUT_UNIT.fullmatch(part.name)
        return Part(part.written, found["name"], found["figure"], part.note) if found else part

    def _is_clear(self, part: Part) -> bool:
        has_money = has_figure(part.name) or any(map(tells_money, BETWEEN_NAMES.split(part.name)))
        return part.is_clear and bool(part.name) and (self._is_borne(part.name) or not has_money)


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Each name and figure that a text may tell, the longest figure first; one alone when a sign parts the two."""
    for start in STARTS.finditer(text):
        if figure := FROM_HERE.match(text, start.end()):
            before = text[: start.end()].rstrip()
            about = ABOUT_BEFORE.search(before)
            name = ABOUT_BEFORE.sub("", before)
            yield name.strip(ENDING), f"{about[0].strip(ENDING)} {figure[0]}" if about else figure[0]
            if about or name.rstrip() != name.rstrip(ENDING):
                return


def _unclear(written: str) -> Part:
    return Part(written, written, written, is_clear=False)
