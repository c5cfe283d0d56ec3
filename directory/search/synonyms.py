"""The other names of things: « RA » and « réalité augmentée », « fablab » and « fab lab »."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from .analysis import Words, telling, words_of
from .morphology import stem

Stems = tuple[str, ...]

_ACRONYM = re.compile(r"[A-Z0-9]{2,6}")


@dataclass(frozen=True, eq=False)
class Synonyms:
    """For each name, by its stems, the other names of the same thing."""

    others: Mapping[Stems, tuple[Words, ...]] = field(default_factory=dict)
    terms: frozenset[Stems] = frozenset()
    written: Mapping[str, str] = field(default_factory=dict)  # the names as people write them, by their folded words

    @classmethod
    def of_terms(cls, terms: Iterable[tuple[str, Iterable[str]]]) -> "Synonyms":
        """From terms and their labels: one means the other, and no third but the acronyms of the same term.

        A label that is itself a term means that term alone.
        """
        named = [(name, list(labels)) for name, labels in terms]
        known = frozenset(_stems(words_of(name)) for name, _ in named)
        others: dict[Stems, dict[Words, None]] = {}
        for name, labels in named:
            own = [label for label in labels if _stems(words_of(label)) not in known]
            for one, other in ((words_of(one), words_of(other)) for one, other in _pairs(name, own)):
                if _tell_apart(one, other):
                    others.setdefault(_stems(one), {})[other] = None
        written = {" ".join(words_of(text)): text for name, labels in named for text in (*labels, name)}
        return cls({stems: tuple(names) for stems, names in others.items()}, known, written)

    def name(self, words: Words) -> bool:
        """Whether the words, together, name something."""
        return _stems(words) in self.terms or _stems(words) in self.others

    def of(self, words: Words) -> tuple[Words, ...]:
        return self.others.get(_stems(words), ())


def _pairs(name: str, labels: list[str]) -> Iterator[tuple[str, str]]:
    """What means what: « éducation artistique » also means « EAC », which has no other meaning."""
    acronyms = [label for label in labels if _ACRONYM.fullmatch(label)]
    yield from product(labels, [name, *acronyms])
    yield from product([name], labels)


def _stems(words: Words) -> Stems:
    return tuple(map(stem, telling(words)))


def _tell_apart(name: Words, label: Words) -> bool:
    """Neither is wider than the other: « médiation numérique » beside « médiation » adds nothing."""
    stems, others = {*_stems(name)}, {*_stems(label)}
    return not (stems <= others or others <= stems)
