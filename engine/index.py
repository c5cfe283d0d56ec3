"""An immutable index of the entries of one kind: which ones, how many, in which order.

An index never changes. `patched` makes another one, which shares with it all that did not change.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial

from pyroaring import BitMap

from .bitmaps import MAX_DOCUMENTS
from .columns import Numbers, Texts
from .document import Document, Schema
from .facet_values import Facet, counted
from .geography import Geography
from .lexicon import Lexicon
from .matching import Matcher
from .orders import Order, Sorting
from .synonyms import Synonyms


class TooManyError(Exception):
    """More documents than an index can number."""


@dataclass(frozen=True)
class Slots:
    """The slot of the latest version of each document, by primary key."""

    settled: Mapping[int, int]  # as the index was built: large, and shared by every index patched from it
    late: Mapping[int, int] = field(default_factory=dict)

    def of(self, pk: int) -> int:
        """Return the slot of a document; for an unknown one, a number beyond all slots, which no set holds."""
        return self.late.get(pk, self.settled.get(pk, MAX_DOCUMENTS))

    def patched(self, slots: Mapping[int, int]) -> "Slots":
        return Slots(self.settled, {**self.late, **slots})


@dataclass(frozen=True)
class Index:
    """The documents of one kind by words, by values, by numbers and by points.

    A document is a slot, a small integer. Slots follow the default order when the index is built; a document patched
    in takes the next one. The slot of a document that left is not used again: `alive` tells which still hold one.
    """

    schema: Schema
    pks: "array[int]"  # by slot
    slots: Slots
    alive: BitMap
    lexicon: Lexicon
    facets: Mapping[str, Facet]
    numbers: Mapping[str, Numbers]
    keys: Mapping[str, Texts]
    orders: Mapping[str, Order]
    geography: Geography
    patches: int = 0  # documents that came or went since the index was built

    @cached_property
    def matcher(self) -> Callable[[Synonyms, bool, bool, bool], Matcher]:
        """Return the matcher for some synonyms and switches, made once: it caches what words mean in this index."""
        # eight for the synonyms of now (three switches), eight for those that staff have just changed
        return lru_cache(maxsize=16)(partial(Matcher, self.lexicon, self.schema.has_families))

    @cached_property
    def totals(self) -> dict[str, dict[str, int]]:
        """How many documents have each value of each facet."""
        return {name: counted(facet.by_value, self.alive) for name, facet in self.facets.items()}

    def known(self, pks: Collection[int]) -> set[int]:
        """Return those of `pks` that have a document in the index."""
        return {pk for pk in pks if self.slots.of(pk) in self.alive}

    def patched(self, documents: Collection[Document], gone: Iterable[int] = ()) -> "Index":
        """Return an index with these documents, new or in a new version, and without those that are `gone`.

        What they do not touch is shared with this index, which goes on answering.
        """
        pks = {*gone, *(document.pk for document in documents)}
        dead = BitMap([slot for pk in pks if (slot := self.slots.of(pk)) in self.alive])
        new = dict(enumerate(documents, len(self.pks)))
        if len(self.pks) + len(new) > MAX_DOCUMENTS:
            raise TooManyError(f"more than {MAX_DOCUMENTS} documents")
        return self._with(new, dead) if new or dead else self

    def _with(self, new: Mapping[int, Document], dead: BitMap) -> "Index":
        pks = self.pks + array("q", [document.pk for document in new.values()])
        numbers = {
            name: one.patched(document.numbers.get(name) for document in new.values())
            for name, one in self.numbers.items()
        }
        keys = {
            name: one.patched(document.keys.get(name) for document in new.values()) for name, one in self.keys.items()
        }
        columns = {name: one.by_slot for name, one in numbers.items()}
        orders = {
            name: self.orders[name].patched(new, dead, Sorting(fields, columns, keys, pks))
            for name, fields in self.schema.sorts.items()
        }
        return replace(
            self,
            pks=pks,
            slots=self.slots.patched({document.pk: slot for slot, document in new.items()}),
            alive=(self.alive | BitMap(new)) - dead,
            lexicon=self.lexicon.patched({slot: document.texts for slot, document in new.items()}, dead),
            facets={name: facet.patched(values_of(new, name)) for name, facet in self.facets.items()},
            numbers=numbers,
            keys=keys,
            orders=orders,
            geography=self.geography.patched({slot: document.points for slot, document in new.items()}),
            patches=self.patches + len(new) + len(dead),
        )


def values_of(documents: Mapping[int, Document], name: str) -> Mapping[str, list[int]]:
    """Return `{value of a facet: slots}` for documents given by slot."""
    slots: dict[str, list[int]] = {}
    for slot, document in documents.items():
        for value in document.values.get(name, ()):
            slots.setdefault(value, []).append(slot)
    return slots
