"""How many projects, by métier and by territory: each counts once in every territory that holds one of its places."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from directory.models import Term
from territories.models import Territory


@dataclass(frozen=True)
class Cell:
    """The projects of one métier, and how they weigh beside the largest number."""

    metier: Term
    count: int
    share: float = 0


@dataclass(frozen=True)
class Row:
    """A territory and its projects, métier by métier."""

    territory: Territory
    cells: list


@dataclass(frozen=True)
class Matrix:
    """Métiers across, territories down; the zeros are part of what it says."""

    metiers: list
    rows: list

    @property
    def top(self):
        return max((cell.count for row in self.rows for cell in row.cells), default=0)


def metiers():
    return list(Term.objects.of(Term.Vocabulary.METIER).active())


def by_metier(projects):
    """How many of the projects each métier has, the métiers in their order."""
    rows = projects.order_by().values("metiers").annotate(n=Count("pk", distinct=True))
    counts = {row["metiers"]: row["n"] for row in rows if row["metiers"]}
    top = max(counts.values(), default=1)
    return [Cell(metier, count := counts.get(metier.pk, 0), count / top) for metier in metiers()]


def matrix(projects, territories):
    """How many of the projects each métier has in each of the territories."""
    columns, counts = metiers(), _by_territory_and_metier(projects, territories)
    rows = [
        Row(territory, [Cell(metier, counts[territory.pk].get(metier.pk, 0)) for metier in columns])
        for territory in territories
    ]
    return Matrix(columns, rows)


def _by_territory_and_metier(projects, territories):
    inside = projects.order_by().filter(places__territory__containers__in=territories)
    found = inside.values("places__territory__containers", "metiers").annotate(n=Count("pk", distinct=True))
    counts = defaultdict(dict)
    for row in found:
        counts[row["places__territory__containers"]][row["metiers"]] = row["n"]
    return counts
