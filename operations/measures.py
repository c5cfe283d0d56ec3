"""What a page of each kind weighs, as it was measured at the last release: `config/measures.csv`.

`manage.py measure_pages` writes the file, the footers and the page « Écoconception » read it.
"""

import csv
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache

from django.conf import settings

FILE = settings.BASE_DIR / "config" / "measures.csv"


@dataclass(frozen=True)
class Measure:
    """A page that stands for those of its view."""

    page: str  # what readers call it
    view: str  # what makes it, as `{% url %}` names it
    address: str
    kilobytes: int
    requests: int
    elements: int
    ecoindex: float
    grade: str
    measured_on: date


READERS = {
    "kilobytes": int,
    "requests": int,
    "elements": int,
    "ecoindex": float,
    "measured_on": date.fromisoformat,
}  # the other columns are texts


@cache
def measures():
    with FILE.open(encoding="utf-8", newline="") as rows:
        return [
            Measure(**{name: READERS.get(name, str)(cell) for name, cell in row.items()})
            for row in csv.DictReader(rows)
        ]


@cache
def weight_of(view):
    """Return the kilobytes of a page that the view makes: its first row, or the heaviest page when it has none.

    The figure depends on the view alone, since footers are kept by it.
    """
    known = [measure.kilobytes for measure in measures() if measure.view == view]
    return known[0] if known else max(measure.kilobytes for measure in measures())


def write(measured):
    with FILE.open("w", encoding="utf-8", newline="") as rows:
        writer = csv.DictWriter(rows, [field.name for field in fields(Measure)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(measure) for measure in measured)
