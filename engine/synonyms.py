"""The other names of things: « RA » and « réalité augmentée », « fablab » and « fab lab »."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, product

from .analysis import Words, telling, words_of
from .morphology import stem

Stems = tuple[str, ...]
Names = Mapping[str, tuple[Words, ...]]  # by the stems of another, joined: a compound is one name, in one word or two

SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 6
_ACRONYM = re.compile(r"[A-Z0-9]{2,6}")


@dataclass(frozen=True, eq=False)  # compared by identity: it is a key of caches, and too large to be hashed
class Synonyms:
    """For each name, the other names of the same thing."""

    others: Names = field(default_factory=dict)
    wider: Names = field(default_factory=dict)  # of what it is a part of: « design » for « design graphique »
    parts: Names = field(default_factory=dict)  # of what is only a whole: « Corrèze », « Creuse » for « Limousin »
    terms: frozenset[str] = frozenset()
    written: Mapping[str, str] = field(default_factory=dict)  # the names as people write them, by their folded words

    @classmethod
    def of_terms(
        cls,
        terms: Iterable[tuple[str, Iterable[str]]],
        parts: Iterable[tuple[str, str]] = (),
        names: Iterable[str] = (),
    ) -> "Synonyms":
        """From terms and their labels: one means the other, and no third but the acronyms of the same term.

        A label that is itself a term, or that says more than the term, means less than it: the term is wider.
        What has parts, given as pairs of a part and the whole, means each of them, and no part means the whole.
        Other names are known by their initials, where nothing is written so.
        """
        named, parts, names = [(name, list(labels)) for name, labels in terms], list(parts), list(names)
        known = frozenset(_key(words_of(name)) for name, _ in named)
        others, wider, whole = _Found(), _Found(), _Found()
        for name, labels in named:
            own = [label for label in labels if _key(words_of(label)) not in known - {_key(words_of(name))}]
            others.add((one, other) for one, other in _pairs(name, own) if _tell_apart(one, other))
            wider.add((label, name) for label in labels if label not in own or _says_more(label, name))
        whole.add((name, part) for part, name in parts)
        wider.add((initials, name) for name in names for initials in acronyms(name))
        written = {" ".join(words_of(text)): text for text in names}
        written |= {" ".join(words_of(text)): text for text in chain.from_iterable(parts)}
        written |= {" ".join(words_of(text)): text for name, labels in named for text in (*labels, name)}
        return cls(others.names, wider.names, whole.names, known, written)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The names of one word."""
        return tuple(name for name in self.written if " " not in name)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all the names."""
        return frozenset(word for name in self.written for word in name.split())

    def name(self, words: Words) -> bool:
        """Whether the words, together, name something."""
        key = _key(words)
        return any(key in names for names in (self.terms, self.others, self.wider, self.parts))

    def of(self, words: Words) -> list[Words]:
        return _unlike(words, self.others)

    def parts_of(self, words: Words) -> list[Words]:
        return _unlike(words, self.parts)

    def wider_than(self, words: Words) -> list[Words]:
        return _unlike(words, self.wider)


def acronyms(name: str) -> list[str]:
    """« tcn », « tcnt »…: the initials of the words of a name that tell, of the first three or more of them."""
    initials = "".join(word[0] for word in telling(words_of(name)))
    return [initials[:length] for length in range(SHORTEST_ACRONYM, min(len(initials), LONGEST_ACRONYM) + 1)]


class _Found:
    """Names by other names, as they come."""

    def __init__(self) -> None:
        self._names: dict[str, dict[Words, None]] = {}

    def add(self, pairs: Iterable[tuple[str, str]]) -> None:
        for one, other in pairs:
            self._names.setdefault(_key(words_of(one)), {})[words_of(other)] = None

    @property
    def names(self) -> Names:
        return {key: tuple(names) for key, names in self._names.items()}


def _pairs(name: str, labels: list[str]) -> Iterator[tuple[str, str]]:
    """What means what: « éducation artistique » also means « EAC », which has no other meaning."""
    acronyms = [label for label in labels if _ACRONYM.fullmatch(label)]
    yield from product(labels, [name, *acronyms])
    yield from product([name], labels)


def _unlike(words: Words, names: Names) -> list[Words]:
    """The other names, but for other forms of the words themselves."""
    return [other for other in names.get(_key(words), ()) if _stems(other) != _stems(words)]


def _stems(words: Words) -> Stems:
    return tuple(map(stem, telling(words)))


def _key(words: Words) -> str:
    return "".join(_stems(words))


def _tell_apart(name: str, label: str) -> bool:
    """Neither is wider than the other: « médiation numérique » beside « médiation » adds nothing."""
    return not (_says_more(name, label) or _says_more(label, name))


def _says_more(name: str, other: str) -> bool:
    """All the words of the other, and perhaps more."""
    return {*_stems(words_of(name))} >= {*_stems(words_of(other))}
