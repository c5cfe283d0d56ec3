"""Scores as layers: `{points: documents}`, where no document is in two layers.

Adding scores, comparing them and keeping the best are unions and intersections of whole sets, never a loop over
documents.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from pyroaring import BitMap

from .bitmaps import union

Layers = dict[int, BitMap]


def documents(layers: Layers) -> BitMap:
    return union(layers.values())


def size(layers: Layers) -> int:
    """How many documents there are."""
    return sum(map(len, layers.values()))


def within(layers: Layers, found: BitMap) -> Layers:
    """The layers, of some documents only."""
    narrowed = ((points, layer & found) for points, layer in layers.items())
    return {points: layer for points, layer in narrowed if layer}


def scaled(layers: Layers, factor: float) -> Layers:
    """Return the layers with their points multiplied and rounded; one point at least, as the words are there."""
    return _gathered((max(1, round(points * factor)), layer) for points, layer in layers.items())


def best(several: Iterable[Layers]) -> Layers:
    """Return every document once, with the most points that one of the layers gives it."""
    known = [one for one in several if one]
    if len(known) < 2:
        return known[0] if known else {}
    layers: Layers = {}
    seen = BitMap()
    pairs = (pair for one in known for pair in one.items())
    for points, layer in sorted(_gathered(pairs).items(), key=itemgetter(0), reverse=True):
        if fresh := layer - seen if seen else layer:
            layers[points] = fresh
            seen = seen | fresh
    return layers


def added(layers: Layers, others: Layers) -> Layers:
    """Add what `others` gives to the documents of `layers`; documents that only `others` has are left out."""
    return _gathered(_sums(layers, others))


def ordered(layers: Layers) -> list[BitMap]:
    """The documents, those that have most points first."""
    return [layers[points] for points in sorted(layers, reverse=True)]


def _sums(layers: Layers, others: Layers) -> Iterator[tuple[int, BitMap]]:
    for points, layer in layers.items():
        rest = layer
        for more, other in others.items():
            if both := rest & other:
                yield points + more, both
                rest = rest - both
            if not rest:
                break
        if rest:
            yield points, rest


def _gathered(pairs: Iterable[tuple[int, BitMap]]) -> Layers:
    """Layers that are worth the same, made one."""
    by_points: dict[int, list[BitMap]] = {}
    for points, layer in pairs:
        by_points.setdefault(points, []).append(layer)
    return {points: BitMap.union(*layers) if len(layers) > 1 else layers[0] for points, layers in by_points.items()}
