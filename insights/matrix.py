"""Who does what, and where: projects by métier and by territory, as many as the lists that each cell leads to.

Read from the index. A project counts once in every territory that holds one of its places, and in each of its métiers.
"""

from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap

from directory.models import Term
from engine.tally import Tally
from finding.memory.library import library
from french.typography import plural, typographic
from territories.models import Territory

SCALES = {  # as addresses say them: kind of territory, how the scale is called
    "departement": "par département",
    "pole": "par pôle",
    "epci": "par intercommunalité",
}
MOST = 12  # rows: the intercommunalités are 156


@dataclass(frozen=True)
class Cell:
    """The projects of one métier, and how they weigh beside the largest number."""

    metier: Term
    count: int
    share: float

    @property
    def said(self):
        """« 3 projets de médiation »."""
        return f"{self.count} {plural(self.count, 'projet')} de {self.metier.name}"


@dataclass(frozen=True)
class Row:
    """A territory, the number of its projects, and those of each métier."""

    territory: Territory
    total: int
    cells: list


def metiers():
    return list(Term.objects.of(Term.Vocabulary.METIER).active())


def by_metier(tally, columns=None):
    """How many of the projects each métier has, the métiers in their order; the zeros are told too."""
    counts = tally.counts("metier")
    top = max(counts.values(), default=1)
    known = ((metier, counts.get(metier.slug, 0)) for metier in (metiers() if columns is None else columns))
    return [Cell(metier, count, count / top) for metier, count in known]


class Matrix:
    """Métiers across, territories of one scale down; the zeros are part of what it says."""

    def __init__(self, scale="departement"):
        self.scale, self.metiers = scale, metiers()
        self._index = library.index("projects")

    @property
    def scales(self):
        return SCALES.items()

    @property
    def total(self):
        return len(self._index.alive)

    @cached_property
    def cells(self):
        """All the projects, located or not."""
        return by_metier(Tally(self._index, self._index.alive), self.metiers)

    @cached_property
    def rows(self):
        """The territories in their order; when they are too many, those where most projects happen."""
        rows = [self._row(territory) for territory in self._territories]
        return sorted(rows, key=lambda row: -row.total)[:MOST] if len(rows) > MOST else rows

    @property
    def top(self):
        return max((cell.count for row in self.rows for cell in row.cells), default=0)

    @property
    def unseen(self):
        """What is said of the territories that the table does not show."""
        if len(self._territories) <= MOST:
            return ""
        without = sum(not self._inside(territory) for territory in self._territories)
        return typographic(
            f"Les {MOST} où il y a le plus de projets, sur {len(self._territories)} ; {without} n’en ont aucun connu."
        )

    @cached_property
    def _territories(self):
        return list(Territory.objects.published().real().current().of_kind(self.scale).order_by("key"))

    def _row(self, territory):
        inside = self._inside(territory)
        return Row(territory, len(inside), by_metier(Tally(self._index, inside), self.metiers))

    def _inside(self, territory):
        return self._index.facets["territoire"].by_value.get(territory.slug, BitMap()) & self._index.alive
