"""The criterion of a circle around a commune."""

from dataclasses import dataclass

from . import parameters
from .filters import Criterion, Setting


@dataclass(frozen=True)
class Spot:
    """A commune that one may look around: where it is, and its name in « près de Bordeaux »."""

    point: tuple
    genitive: str


class AroundFilter(Criterion):
    """Around a commune, by its official code or its name; `spots` gives the known ones."""

    field_class = parameters.WordsField

    def __init__(self, spots, **kwargs):
        self.spots = spots
        super().__init__(label="Autour de", **kwargs)

    def filter(self, qs, value):
        return qs


class RadiusSetting(Setting):
    field_class = parameters.RadiusField
