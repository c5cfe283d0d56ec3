"""Making an index from documents, storing it as an image, reading it back."""

import gc
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from pyroaring import BitMap

from . import lexicon
from .bitmaps import MAX_DOCUMENTS
from .columns import Numbers, Settled, Texts, column, smallest_first
from .document import Document, Point, Schema
from .facet_values import Facet
from .geography import Geography
from .image import Sections, joined, numbers, read_image, split, write_image
from .index import Index, Slots, TooManyError
from .orders import Order, sorter

ABSENT_KEY = "\x00"  # a folded text never holds it


def build(schema: Schema, documents: Iterable[Document]) -> Index:
    return index_of(schema, sections_of(schema, documents))


def save(path: Path, schema: Schema, program: str, sections: Sections, header: Mapping[str, Any]) -> None:
    """Store the sections of an index as an image; its header says by which program and for which schema."""
    write_image(path, {**header, "program": program, "schema": repr(schema)}, sections)


def load(path: Path, schema: Schema, program: str) -> tuple[Mapping[str, Any], Index] | None:
    """Return (header, index) of the stored image; None when there is none, or another program or schema made it."""
    stored = read_image(path)
    if stored is None or (stored[0]["program"], stored[0]["schema"]) != (program, repr(schema)):
        return None
    return stored[0], index_of(schema, stored[1])


def holds(path: Path, pks: Collection[int]) -> bool:
    """Whether the stored index has a document of some of the entries."""
    stored = read_image(path)
    return stored is not None and not set(numbers("q", stored[1]["pks"])).isdisjoint(pks)


def sections_of(schema: Schema, documents: Iterable[Document]) -> Sections:
    """Encode documents as the sections of an image.

    Best given in the default order: slots then follow it, and a page is a slice of a set (`Order.follows_slots`).
    """
    draft = _Draft(schema)
    with collecting_nothing():
        for document in documents:
            draft.add(document)
        return draft.sections()


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Keep the garbage collector off: in millions of objects without a cycle, it takes a third of the time."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


class _Draft:
    """What an image keeps of documents, as they come."""

    def __init__(self, schema: Schema):
        self._schema = schema
        self._pks = array("q")
        self._words = lexicon.Draft()
        self._values: dict[str, dict[str, array[int]]] = {name: _arrays() for name in schema.facets}
        self._numbers: dict[str, list[int | None]] = {name: [] for name in schema.numbers}
        self._keys: dict[str, list[str | None]] = {name: [] for name in schema.keys}
        self._points: dict[Point, array[int]] = _arrays()

    def add(self, document: Document) -> None:
        slot = len(self._pks)
        if slot == MAX_DOCUMENTS:
            raise TooManyError(f"more than {MAX_DOCUMENTS} documents")
        self._pks.append(document.pk)
        self._words.add(slot, document.texts)
        for name, values in self._values.items():
            for value in document.values.get(name, ()):
                values[value].append(slot)
        for name, known in self._numbers.items():
            known.append(document.numbers.get(name))
        for name, keys in self._keys.items():
            keys.append(document.keys.get(name))
        for point in document.points:
            self._points[point].append(slot)

    def sections(self) -> Sections:
        sections = {"pks": self._pks.tobytes(), **self._words.sections()}
        for name, values in self._values.items():
            sections |= _bitmap_sections(f"facet {name}", values)
        columns = {name: column(known) for name, known in self._numbers.items()}
        for name, known in columns.items():
            sections |= {f"number {name}": known.tobytes(), f"sorted {name}": smallest_first(known).tobytes()}
        for name, texts in self._keys.items():
            sections[f"key {name}"] = joined([ABSENT_KEY if key is None else key for key in texts])
        keys = {name: Texts(known) for name, known in self._keys.items()}
        in_order = sorter(columns, keys, self._pks)
        for name, fields in self._schema.sorts.items():
            sections[f"order {name}"] = array("I", in_order(*fields)).tobytes()
        points = array("d", [degree for point in self._points for degree in point])
        by_point = _bitmap_sections("places", dict(enumerate(self._points.values())))
        return {**sections, **by_point, "points": points.tobytes()}


def _arrays() -> dict[Any, "array[int]"]:
    """Documents, to be listed under anything."""
    return defaultdict(partial(array, "I"))


def _bitmap_sections(name: str, slots: Mapping[Any, "array[int]"]) -> dict[str, bytes]:
    """Encode named sets: their names, their bitmaps one after the other, the offset where each bitmap ends."""
    blocks, ends = bytearray(), array("Q")
    for several in slots.values():
        blocks += BitMap(several).serialize()
        ends.append(len(blocks))
    names = joined([str(one) for one in slots])
    return {f"{name} names": names, f"{name} bitmaps": bytes(blocks), f"{name} ends": ends.tobytes()}


def _bitmaps(sections: Sections, name: str) -> dict[str, BitMap]:
    blocks, ends = sections[f"{name} bitmaps"], numbers("Q", sections[f"{name} ends"])
    pieces = (bytes(blocks[start:end]) for start, end in pairwise([0, *ends]))
    return dict(zip(split(sections[f"{name} names"]), map(BitMap.deserialize, pieces), strict=True))


def index_of(schema: Schema, sections: Sections) -> Index:
    """The index that the sections of an image hold."""
    pks = numbers("q", sections["pks"])
    alive = BitMap(range(len(pks)))
    return Index(
        schema=schema,
        pks=pks,
        slots=Slots(dict(zip(pks, range(len(pks)), strict=True))),
        alive=alive,
        lexicon=lexicon.Lexicon(lexicon.Archive(sections), alive),
        facets={name: Facet.of(_bitmaps(sections, f"facet {name}")) for name in schema.facets},
        numbers={name: _numbers(sections, name) for name in schema.numbers},
        keys={name: _keys(sections, name) for name in schema.keys},
        orders={name: Order.of(numbers("I", sections[f"order {name}"])) for name in schema.sorts},
        geography=Geography(_points(sections)),
    )


def _numbers(sections: Sections, name: str) -> Numbers:
    by_slot = numbers("q", sections[f"number {name}"])
    return Numbers(Settled(by_slot, numbers("I", sections[f"sorted {name}"])), by_slot)


def _keys(sections: Sections, name: str) -> Texts:
    return Texts([None if key == ABSENT_KEY else key for key in split(sections[f"key {name}"])])


def _points(sections: Sections) -> dict[Point, BitMap]:
    degrees = iter(numbers("d", sections["points"]))
    return dict(zip(zip(degrees, degrees, strict=True), _bitmaps(sections, "places").values(), strict=True))
