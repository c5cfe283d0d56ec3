"""What the index knows of an entry, and what it keeps of every kind of entry."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True)
class Document:
    """An entry as the index sees it. What is not there is not known: it is neither counted nor compared."""

    pk: int
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by field: title, summary, body, names
    values: Mapping[str, Collection[str]] = field(default_factory=dict)  # by facet
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    keys: Mapping[str, str | None] = field(default_factory=dict)  # folded texts that entries are sorted by
    points: Collection[Point] = ()


@dataclass(frozen=True)
class Schema:
    """What an index keeps of its documents. Sorts name numbers and keys, « -year » for the largest first.

    Documents that lack what they are sorted by come last; equals follow the order of their primary keys.
    The first sort is the default one.
    """

    sorts: Mapping[str, tuple[str, ...]]
    facets: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()  # where the words are read, so that an index made of others is not taken for it
    has_families: bool = True  # of words: names of places have none

    @property
    def default_sort(self) -> str:
        return next(iter(self.sorts))
