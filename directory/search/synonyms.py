"""The other names of things: « RA » and « réalité augmentée », « fablab » and « fab lab »."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .analysis import Words, telling, words_of
from .morphology import stem

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """For each name, by its stems, the other names of the same thing."""

    others: Mapping[Stems, tuple[Words, ...]] = field(default_factory=dict)
    terms: frozenset[Stems] = frozenset()

    @classmethod
    def of_terms(cls, terms: Iterable[tuple[str, Iterable[str]]]) -> "Synonyms":
        """From terms and their labels: one means the other, and no third.

        A label that is itself a term means that term alone.
        """
        named = [(tuple(words_of(name)), [tuple(words_of(label)) for label in labels]) for name, labels in terms]
        known = frozenset(_stems(name) for name, _ in named)
        others: dict[Stems, dict[Words, None]] = {}
        for name, labels in named:
            for label in labels:
                if label and _stems(label) not in known and _tell_apart(name, label):
                    others.setdefault(_stems(label), {})[name] = None
                    others.setdefault(_stems(name), {})[label] = None
        return cls({stems: tuple(names) for stems, names in others.items()}, known)

    def name(self, words: Words) -> bool:
        """Whether the words, together, name something."""
        return _stems(words) in self.terms or _stems(words) in self.others

    def of(self, words: Words) -> tuple[Words, ...]:
        return self.others.get(_stems(words), ())


def _stems(words: Words) -> Stems:
    return tuple(map(stem, telling(words)))


def _tell_apart(name: Words, label: Words) -> bool:
    """Neither is wider than the other: « médiation numérique » beside « médiation » adds nothing."""
    stems, others = {*_stems(name)}, {*_stems(label)}
    return not (stems <= others or others <= stems)
