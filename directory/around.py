"""The criterion of a circle around a commune."""

from dataclasses import dataclass

from . import parameters
from .criteria import Criterion, Setting


@dataclass(frozen=True)
class Spot:
    """A commune that one may look around: where it is, its name in « près de Bordeaux », its addresses."""

    point: tuple
    genitive: str
    code: str
    slug: str


class AroundFilter(Criterion):
    """Around a commune, by its official code or its name; `spots` gives the known ones, `facet` has them too."""

    field_class = parameters.TypedField

    def __init__(self, spots, facet, **kwargs):
        self.spots, self.facet = spots, facet
        super().__init__(label="Autour de", **kwargs)

    def filter(self, qs, value):
        return qs

    def pair(self, name, value):
        """What an address says for a value of the facet, when it is a commune whose place is known."""
        codes = (spot.code for spot in self.spots().values() if spot.slug == value)
        return next(((name, code) for code in codes), None)


class RadiusSetting(Setting):
    field_class = parameters.RadiusField

    def leans_on(self, value):
        return "autour"
