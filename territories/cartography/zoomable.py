"""The map that readers zoom: what the page offers to load, and how much it weighs."""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from .outline import NEAR, outlines

STYLE = "css/zoomable-map.css"
IMPORTED = ("js_lib_leaflet/leaflet.css", "leaflet.markercluster/MarkerCluster.css")
SCRIPTS = ("js_lib_leaflet/leaflet.js", "leaflet.markercluster/leaflet.markercluster.js")


@dataclass(frozen=True)
class Offer:
    """What a page needs to offer the map of a list: where its points are, and the list itself."""

    points_url: str
    list_url: str
    points: dict
    style = STYLE
    scripts = SCRIPTS

    @property
    def weight(self):
        """In thousands of bytes, compressed as they travel."""
        return round((assets() + weigh(json.dumps(self.points, ensure_ascii=False))) / 1000)

    @property
    def tiles(self):
        return settings.MAP_TILES

    @property
    def credit(self):
        return ", ".join(filter(None, (self.tiles["credit"], settings.REGION["outline_credit"])))


@cache
def assets():
    """The weight of all that does not depend on the list."""
    files = (Path(finders.find(name)).read_text(encoding="utf-8") for name in (STYLE, *IMPORTED, *SCRIPTS))
    return sum(map(weigh, (*files, json.dumps(geojson()))))


def weigh(text):
    return len(gzip.compress(text.encode()))


def geojson():
    """The outlines of the départements, as web maps read them."""
    shapes = ({"type": "Polygon", "coordinates": [ring]} for rings in outlines(NEAR).values() for ring in rings)
    return {"type": "GeometryCollection", "geometries": list(shapes)}
