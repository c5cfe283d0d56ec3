"""The drawings of the site, computed on the server: covers, tubes, stacked bars.

Pure functions that return SVG. They write neither colour nor style: classes only, so that the sheet serves
light, dark, print and forced colours, and a strict content policy holds.
"""

from .bars import bar, heat, lifeline, tube
from .covers import VERSION, cover
from .motifs import METIERS

__all__ = ["METIERS", "VERSION", "bar", "cover", "heat", "lifeline", "tube"]
