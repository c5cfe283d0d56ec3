"""The map that the page draws: the shapes of the départements, a disc for each commune, names where there is room."""

from dataclasses import dataclass
from functools import cached_property
from math import dist, sqrt

from django.conf import settings

from french.typography import NBSP, number, plural

from .labels import Box, Room
from .outline import LIGHT, NEAR, outlines
from .projection import Projection

MOST = 50  # discs: beyond, the page grows heavier and tells less
LARGEST, LEAST, DENSEST = 19, 4.2, 6.5  # radius of the largest disc and of the smallest one; of a disc that says one
NAME, SMALL_NAME = 17, 14  # sizes of type
PHONE_NAME = 27  # that of the names which small screens keep
NAMED = 20  # communes
FEW = 7  # entries: below, the name of a commune is left out on small screens
RING = 7  # between a disc and the circle that says « pôle »
LEGEND_LETTER = 16  # room for a letter of the legend
SAID = {  # the signs
    "disc": "un disque dit {}",
    "pole": "un cercle pointillé dit {}",
    "grain": "un grain dit chaque commune du territoire",
}
REACH = 25  # how far from its centre a disc answers to a finger, unless another one is near


@dataclass(frozen=True)
class Shape:
    """A département: with an address when it can be asked for."""

    path: str
    said: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Disc:
    """A commune, as large as what is there."""

    spot: object
    x: int
    y: int
    radius: float
    reach: int
    count: int
    said: str
    url: str

    @property
    def ring(self):
        return round(self.radius + RING, 1)


class Scale:
    """The radius of a disc: its area follows the number that it says."""

    def __init__(self, largest):
        self.largest = largest
        self.unit = min(DENSEST, LARGEST / sqrt(max(1, largest)))

    def radius(self, count):
        return round(max(LEAST, self.unit * sqrt(count)), 1)

    @property
    def examples(self):
        """One, the largest and one between them, each with its radius: what the legend shows."""
        counts = sorted({1, rounded(self.largest / 3), rounded(self.largest)})
        return [(count, self.radius(count)) for count in counts]


@dataclass(frozen=True)
class Sample:
    """A sign of the legend, and where its text begins."""

    x: float
    radius: float
    text_x: float
    text: str
    css: str


def rounded(number):
    """A number that one reads at a glance, not above another: 1, 2, 3, 5, 10, 20, 30…"""
    steps = [digit * 10**power for power in range(7) for digit in (1, 2, 3, 5)]
    return max((step for step in steps if step <= number), default=1)


def in_a_row(signs):
    """The signs of a legend one after the other, with room for the larger type of small screens."""
    x = 4
    for radius, text, css in signs:
        x += radius
        yield Sample(round(x, 1), radius, round(x + radius + 8, 1), text, css)
        x += radius + 24 + LEGEND_LETTER * len(text)


class Map:
    """The whole region, and the entries that a list found.

    `address` gives the address of the list in a territory, by its slug, or of the list as it is when there is none.
    """

    outline, frame, margin, room = LIGHT, (640, 900), 6, 70
    names_departements = True
    perimeter = ""

    def __init__(self, spread, address, noun):
        self.spread, self.address, self.noun = spread, address, noun

    def said(self, count):
        """« 27 projets »"""
        return f"{number(count)} {plural(count, *self.noun.split(','))}"

    @property
    def said_unlocated(self):
        return self.said(self.spread.unlocated)

    @property
    def nouns(self):
        return plural(2, *self.noun.split(","))

    @property
    def title(self):
        return f"{self.said(self.spread.total)} par commune"

    @cached_property
    def rings(self):
        return outlines(self.outline)

    @cached_property
    def projection(self):
        points = (point for rings in self.rings.values() for ring in rings for point in ring)
        return Projection.around(points, *self.frame, self.margin)

    @property
    def width(self):
        return self.projection.width + self.room

    @property
    def height(self):
        return self.projection.height

    @property
    def shapes(self):
        return [self._shape(code, rings) for code, rings in self.rings.items()]

    def _shape(self, code, rings):
        spot, path = self.spread.atlas.departements.get(code), self.projection.path(rings)
        count = self.spread.offered.get(spot.slug, 0) if spot else 0
        if not count:
            return Shape(path, "", "", is_chosen=False)
        said = f"{spot.name}{NBSP}: {self.said(count)}"
        return Shape(path, said, self.address(spot.slug), spot.slug in self.spread.chosen)

    @cached_property
    def told(self):
        """The communes that the page tells, each with how many entries it has."""
        return self.spread.communes[:MOST]

    @property
    def others(self):
        """How many communes the page does not tell."""
        return len(self.spread.communes) - len(self.told)

    @cached_property
    def scale(self):
        return Scale(max((count for _spot, count in self.told), default=1))

    @cached_property
    def discs(self):
        """From the largest to the smallest, which is drawn above."""
        placed = [(spot, count, self.projection.unit(spot.point)) for spot, count in self.told if spot.point]
        centres = [centre for _spot, _count, centre in placed]
        return [self._disc(spot, count, centre, centres) for spot, count, centre in placed]

    def _disc(self, spot, count, centre, centres):
        radius, said = self.scale.radius(count), f"{spot.name}{NBSP}: {self.said(count)}"
        half_way = min((dist(centre, other) / 2 for other in centres if other != centre), default=REACH)
        reach = round(max(radius, min(REACH, half_way)))
        return Disc(spot, *centre, radius, reach, count, said, self.url_of(spot))

    def url_of(self, commune):
        """The list in a commune; as it is when it is already narrower."""
        return self.address(None if commune.slug in self.spread.hosts else commune.slug)

    @property
    def poles(self):
        return [disc for disc in self.discs if disc.spot.slug in self.spread.atlas.poles]

    @cached_property
    def names(self):
        """The names of the communes that have most entries, then those of the départements, where they do not meet."""
        room = Room(Box(0, 0, self.width, self.height), [Box.disc(d.x, d.y, d.radius) for d in self.discs])
        communes = [(self._name(disc, room), disc.count < FEW) for disc in self.discs[:NAMED]]
        departements = [self._departement_name(spot, room) for spot in self.spread.atlas.departements.values()]
        return {"communes": [one for one in communes if one[0]], "departements": [*filter(None, departements)]}

    def _name(self, disc, room):
        text = f"{disc.spot.name} {number(disc.count)}" if disc.count >= 10 else disc.spot.name
        radius = disc.ring if disc.spot.slug in self.spread.atlas.poles else disc.radius
        return room.beside(text, disc.x, disc.y, radius, NAME, PHONE_NAME if disc.count >= FEW else 0)

    def _departement_name(self, spot, room):
        if not self.names_departements or spot.code not in self.rings or not spot.point:
            return None
        return room.over(spot.name, *self.projection.unit(spot.point), SMALL_NAME)

    @property
    def legend(self):
        """The signs of the map, at its scale."""
        signs = [(radius, number(count), "disc") for count, radius in self.scale.examples if self.discs]
        signs += [(LARGEST - 5, "pôle", "pole")] if self.poles else []
        signs += [(3, self.grain, "grain")] if self.perimeter else []
        return list(in_a_row(signs))

    @property
    def legend_said(self):
        """The legend in words, for who does not see it."""
        return ", ".join(SAID[sample.css].format(sample.text) for sample in self.legend)

    @property
    def sea(self):
        """Where a few waves say that this is the sea."""
        return [self.projection.unit(point) for point in settings.REGION["sea"]]

    @property
    def rows(self):
        """The same facts for the table: each département, how many entries, and its communes."""
        rows = ((spot, self._communes_of(spot)) for spot in self.spread.atlas.departements.values())
        return [self._row(spot, communes) for spot, communes in rows if communes or self._is_told(spot)]

    def _communes_of(self, departement):
        return [(spot.name, n, self.url_of(spot)) for spot, n in self.told if spot.departement == departement.code]

    def _is_told(self, departement):
        asked = not self.spread.chosen or departement.slug in self.spread.chosen
        return asked and self.spread.found.get(departement.slug, 0)

    def _row(self, departement, communes):
        url = self.address(departement.slug) if self._is_told(departement) else ""
        count = self.spread.found.get(departement.slug, 0)
        return {"name": departement.name, "url": url, "count": count, "communes": communes}


class LocalMap(Map):
    """A few départements, and a territory inside them: a grain for each of its communes shows how far it goes."""

    outline, frame, margin, room = NEAR, (560, 560), 26, 0
    names_departements = False
    sea = ()

    def __init__(self, spread, address, noun, codes, grains=()):
        self.codes, self.grains = codes, grains
        super().__init__(spread, address, noun)

    @cached_property
    def rings(self):
        return {code: rings for code, rings in outlines(self.outline).items() if code in self.codes}

    @property
    def grain(self):
        return plural(len(self.grains), "commune")

    @property
    def perimeter(self):
        points = (self.projection.unit(commune.point) for commune in self.grains if commune.point)
        return "".join(f"M{x} {y}h0" for x, y in points)

    def _shape(self, code, rings):
        return Shape(self.projection.path(rings), "", "", is_chosen=False)
