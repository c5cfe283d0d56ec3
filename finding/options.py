"""The values one may choose in a facet, as readers see them."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import NamedTuple

from directory.models import Term
from engine.synonyms import acronyms
from french.folding import fold

from .memory.library import library

MEANT = 8  # values proposed to who typed a name that none has


@dataclass(frozen=True)
class Option:
    """A value one may choose in a facet, as readers see it."""

    value: str
    label: str
    group: str = ""
    rank: int = 0
    phrase: str = ""  # the value inside a sentence: « en Charente »
    full_label: str = ""  # told apart from homonyms: « Mérignac (Gironde) »
    is_example: bool = False  # an invented entry


class Choice(NamedTuple):
    """An option with the number of entries it gives now."""

    value: str
    label: str
    group: str
    count: int
    selected: bool


def fold_name(text):
    """A name as it is compared, with or without the brackets that tell it apart."""
    return " ".join(fold(text).replace("(", " ").replace(")", " ").split())


class Options:
    """All the values of a facet: by rank, then by how many entries they give or by label."""

    def __init__(self, options):
        self.by_value = {option.value: option for option in options}

    @cached_property
    def real(self):
        """Those that are no invented entry."""
        real = [option for option in self.by_value.values() if not option.is_example]
        return self if len(real) == len(self.by_value) else type(self)(real)

    def choices(self, count, chosen, by_count, most=None):
        """Return the choices that give results, and the chosen ones even if they give none, rank by rank.

        `count` is called as `count(values, most)` and returns `{value: count}`; with `most`, ranks are counted only
        until so many choices are found.
        """
        found, counts = [], {}
        for rank in self.ranks:
            counts |= count(rank, most if by_count else None)
            values = [value for value in rank if value in counts or value in chosen]
            if by_count:
                values.sort(key=lambda value: -counts.get(value, 0))
            found += values
            if most is not None and len(found) >= most:
                break
        return [self.choice(value, counts, chosen) for value in found[:most]]

    def named(self, text):
        """The options that bear the name."""
        return self._by_name.get(fold_name(text), [])

    def like(self, text):
        """The options that bear the name; failing that, the first ones whose name begins so."""
        key = fold_name(text)
        begun = (options for name, options in self._by_name.items() if name.startswith(key))
        return self.named(text) or list(islice(dict.fromkeys(chain.from_iterable(begun)), MEANT))

    def remark(self, text):
        """What must be told of a text that means one option; nothing when it says no more than its name."""
        return ""

    def wider(self, value):
        """The options that hold what an option means, the narrowest first."""
        return ()

    def known_as(self, initials):
        """The only option whose name has these initials; None when several do, or none."""
        found = self._by_initials.get(initials, ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_initials(self):
        named = {}
        for option in self.by_value.values():
            for initials in acronyms(option.label):
                named.setdefault(initials, []).append(option)
        return named

    @cached_property
    def _by_name(self):
        """The options by each of their names, the widest first."""
        named = {}
        for value in chain.from_iterable(self.ranks):
            option = self.by_value[value]
            for name in {fold_name(option.label), fold_name(option.full_label or option.label)}:
                named.setdefault(name, []).append(option)
        return named

    def choice(self, value, counts, chosen):
        option = self.by_value[value]
        return Choice(value, option.label, option.group, counts.get(value, 0), value in chosen)

    @cached_property
    def ranks(self):
        """The values of each rank, in the order of their labels."""
        ranks = {}
        for option in sorted(self.by_value.values(), key=lambda one: (one.rank, fold(one.label), one.value)):
            ranks.setdefault(option.rank, []).append(option.value)
        return [*map(tuple, ranks.values())]


def stored(key, labels, load, collect=Options):
    """Options read from the database, kept until a row of one of these models changes."""
    return lambda values: library.remembered(key, labels, lambda: collect(load()))


def fixed(choices):
    """The options of a facet whose values the code knows, in their order."""
    options = Options(Option(value, label, rank=rank) for rank, (value, label) in enumerate(choices))
    return lambda values: options


def years(values):
    """Years, the latest first."""
    return years_among(frozenset(values))


@lru_cache(maxsize=100)
def years_among(values):
    known = (value for value in values if value.isascii() and value.isdecimal() and len(value) == 4)
    return Options(Option(year, year, rank=-int(year)) for year in known)


def terms(vocabulary, ranked):
    """The terms of a vocabulary; ranked, they keep the order that staff gave to them."""

    def load():
        for term in Term.objects.of(vocabulary).select_related("parent"):
            group, rank = term.parent.name if term.parent else "", term.position if ranked else 0
            yield Option(term.slug, term.name, group, rank)

    return stored(("terms", vocabulary, ranked), {"directory.term"}, load)


def entries(labels, published, option, collect=Options):
    """The published entries of some models, each as the option that a function makes of it."""
    return stored(option, labels, lambda: map(option, published()), collect)
