"""The criterion of a circle around a commune."""

from dataclasses import dataclass

from . import parameters
from .criteria import Criterion, Setting


@dataclass(frozen=True)
class Centre:
    """A commune that one may look around: where it is, its name in « près de Bordeaux », its addresses."""

    point: tuple
    genitive: str
    code: str
    slug: str


class AroundFilter(Criterion):
    """Around a commune, by its official code or its name; `centres` gives the known ones, `facet` has them too."""

    field_class = parameters.TypedField

    def __init__(self, centres, facet, **kwargs):
        self.centres, self.facet = centres, facet
        super().__init__(label="Autour de", **kwargs)

    def filter(self, qs, value):
        return qs

    def pair(self, name, value):
        """What an address says for a value of the facet, when it is a commune whose place is known."""
        codes = (centre.code for centre in self.centres().values() if centre.slug == value)
        return next(((name, code) for code in codes), None)


class RadiusSetting(Setting):
    field_class = parameters.RadiusField

    def leans_on(self, value):
        return "autour"
