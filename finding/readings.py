"""Words of a search that are a filter, and those that only ask.

« appels ouverts », « moins de 20 000 euros », « zone rurale » are values of criteria, which declare how they are said;
« quel », « combien coûte » are no words of an entry. What is left is searched.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from engine.analysis import ASKING, MAX_WORDS, STOP_WORDS, telling, words_of
from engine.morphology import stem
from french.amounts import bounds_in

from .criteria import AmountFilter, Facet, Words

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|(?<!\S)-\S+')  # wanted as they are written, or unwanted
_BETWEEN = frozenset("qui sont est encore actuellement deja".split())  # « appels qui sont encore ouverts »
_NOT = frozenset("pas non jamais".split())
LONGEST_PLACE = 5  # words of a name: « Saint-Jean de Luz »


class Token(NamedTuple):
    """A word of a search, and where it stands."""

    word: str  # folded
    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """Words of a search and the filters that they are: pairs of a parameter and its value."""

    words: str
    pairs: tuple
    start: int
    end: int


@dataclass(frozen=True)
class Read:
    """A search, read: the words that are left to be searched, the filters, the words that only ask."""

    rest: str
    readings: tuple = ()
    aside: tuple = ()

    @property
    def differs(self):
        """Whether what is searched is not what was typed."""
        return bool(self.readings) or bool(self.aside and not self.rest)


class Phrase(NamedTuple):
    """How values of a facet are said; a state is said beside a word for the entries."""

    stems: tuple
    pairs: tuple
    is_state: bool


@lru_cache(maxsize=256)
def tokens_of(text):
    """The words of a text that are neither exact nor unwanted."""
    blank = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    found = ((word, fold) for word in _WORD.finditer(blank) for fold in words_of(word[0]))
    return tuple(Token(fold, stem(fold), *word.span()) for word, fold in found)


@lru_cache(maxsize=256)
def read(filterset_class, text):
    """Read a search of the entries that a list filters."""
    filters, tokens = filterset_class.base_filters, tokens_of(text)
    readings = sorted(
        chain(_amounts(filters, text), _phrases(filterset_class, text, tokens)), key=lambda one: one.start
    )
    kept = [
        one for one, before in zip(readings, [None, *readings], strict=False) if not before or one.start >= before.end
    ]
    rest = _without(text, kept) if kept else text
    aside = tuple(dict.fromkeys(text[one.start : one.end] for one in tokens if one.word in ASKING))
    if not _tells(rest) and (kept or aside):
        rest = ""
    return Read(rest, tuple(kept), aside)


def _tells(text):
    """Whether something is left to be searched."""
    return bool(_QUOTED.search(text)) or any(one.word not in STOP_WORDS for one in tokens_of(text))


def _without(text, readings):
    """The text without the words that are filters, nor the small words at its ends."""
    for one in reversed(readings):
        text = f"{text[: one.start]} {text[one.end :]}"
    tokens = [one for one in tokens_of(text) if one.word not in STOP_WORDS]
    if not tokens or _QUOTED.search(text):
        return " ".join(text.split())
    return " ".join(text[tokens[0].start : tokens[-1].end].split())


def _amounts(filters, text):
    """« entre 5 000 et 10 000 euros »: the bounds that the list has a filter for."""
    bounds = {one.lookup_expr: name for name, one in filters.items() if isinstance(one, AmountFilter)}
    for found in bounds_in(text) if bounds else ():
        pairs = (("gte", found.low), ("lte", found.high))
        told = tuple((bounds[expr], f"{amount:f}") for expr, amount in pairs if amount is not None and expr in bounds)
        yield Reading(text[found.start : found.end], told, found.start, found.end)


def _phrases(filterset_class, text, tokens):
    """The phrases that are values of facets, the longest first where several begin."""
    phrases, nouns = spoken(filterset_class), nouns_of(filterset_class)
    if whole := _whole(text, tokens, phrases, nouns):
        yield from whole
        return
    place = 0
    while place < len(tokens):
        found = next((one for one in phrases.get(tokens[place].stem, ()) if _is_said(one, tokens, place, nouns)), None)
        if found:
            start, end = (
                _with_noun(found, tokens, place, nouns) if found.is_state else (place, place + len(found.stems))
            )
            begin, stop = tokens[start].start, tokens[end - 1].end
            yield Reading(text[begin:stop], found.pairs, begin, stop)
        place += len(found.stems) if found else 1


def _whole(text, tokens, phrases, nouns):
    """The readings of a search made of several phrases and of small words alone: « les prochains webinaires »."""
    found, place = [], 0
    while place < len(tokens):
        one = next((one for one in phrases.get(tokens[place].stem, ()) if _begins(one, tokens, place)), None)
        if one:
            found.append((place, one))
        elif tokens[place].word in _NOT or not _is_small(tokens[place], nouns):
            return []
        place += len(one.stems) if one else 1
    starts = [0, *(tokens[place].start for place, _one in found[1:])]
    ends = [*starts[1:], len(text)]
    parts = zip(found, starts, ends, strict=True) if len(found) > 1 else ()
    return [Reading(text[start:end].strip(), one.pairs, start, end) for (_place, one), start, end in parts]


def _is_small(token, nouns):
    return token.word in STOP_WORDS | _BETWEEN or token.stem in nouns.all


def _begins(phrase, tokens, place):
    return tuple(one.stem for one in tokens[place : place + len(phrase.stems)]) == phrase.stems


def _is_said(phrase, tokens, place, nouns):
    end = place + len(phrase.stems)
    if not _begins(phrase, tokens, place):
        return False
    if not phrase.is_state or (place == 0 and end == len(tokens)):
        return True
    after = tokens[end].stem if end < len(tokens) else ""
    before = tokens[place - 1].word if place else ""
    is_stuck = before in STOP_WORDS - _BETWEEN and stem(before) not in nouns.all  # « à la ferme »
    follows = any(one.stem in nouns.telling for one in tokens[:place]) and not is_stuck and before not in _NOT
    return after in nouns.telling or follows


def _with_noun(phrase, tokens, place, nouns):
    """Where a state begins and ends with the word for the entries, when it is just before or after."""
    start, end = place, place + len(phrase.stems)
    while start and (tokens[start - 1].word in _BETWEEN or tokens[start - 1].stem in nouns.all):
        start -= 1
    if start == place:
        while end < len(tokens) and tokens[end].stem in nouns.all:
            end += 1
    return start, end


class Nouns(NamedTuple):
    """The stems of the words for any entry of a list: those that tell, and the small ones between them."""

    telling: frozenset
    all: frozenset


@cache
def nouns_of(filterset_class):
    words = words_of(next(one for one in filterset_class.base_filters.values() if isinstance(one, Words)).nouns)
    return Nouns(frozenset(map(stem, telling(words))), frozenset(map(stem, words)))


def without_nouns(filterset_class, text):
    """The text without the words for any entry of a list, which all its entries hold; the same if nothing is left."""
    nouns = [one for one in tokens_of(text) if one.stem in nouns_of(filterset_class).telling]
    rest = _without(text, nouns) if nouns else text
    return rest if _tells(rest) else text


def without(text, is_left_aside):
    """The text without the longest names for which a function of a text is true; the same when it is only that."""
    tokens, place, found = tokens_of(text)[:MAX_WORDS], 0, []
    while place < len(tokens):
        ends = range(min(len(tokens), place + LONGEST_PLACE), place, -1)
        spans = (Token("", "", tokens[place].start, tokens[end - 1].end) for end in ends)
        longest = next((one for one in spans if is_left_aside(text[one.start : one.end])), None)
        place += 1
        if longest:
            found.append(longest)
            place = next((at for at, one in enumerate(tokens) if one.start >= longest.end), len(tokens))
    rest = _without(text, found) if found else text
    return rest if _tells(rest) else text


def need_in(needs, text):
    """Return the words of a text that name a need, and the text without them; two empty texts when none does."""
    stems = frozenset(map(stem, words_of(needs)))
    found = [one for one in tokens_of(text) if one.stem in stems]
    if not found:
        return "", ""
    rest = _without(text, found)
    return " ".join(text[one.start : one.end] for one in found), rest if _tells(rest) else ""


@cache
def spoken(filterset_class):
    """The phrases of the facets of a list, by their first stem, the longest first."""
    phrases = {}
    for name, facet in filterset_class.base_filters.items():
        if isinstance(facet, Facet):
            for text, values, is_state in _said(facet):
                stems = tuple(map(stem, words_of(text)))
                phrases[stems] = Phrase(stems, tuple((name, value) for value in values.split()), is_state)
    by_first = {}
    for one in sorted(phrases.values(), key=lambda one: -len(one.stems)):
        by_first.setdefault(one.stems[0], []).append(one)
    return by_first


def _said(facet):
    """(text, values parted by spaces, whether it is a state) for all that a facet declares, its labels first."""
    if facet.says_its_labels:
        yield from ((option.label, option.value, True) for option in facet.options(()).by_value.values())
    for declared, is_state in ((facet.states, True), (facet.phrases, False)):
        for values, texts in declared.items():
            yield from ((text.strip(), values, is_state) for text in texts.split(","))
