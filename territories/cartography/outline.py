"""The outlines of the départements, as the folder of the region gives them.

Two files: the light one draws the whole region, the other one département, or a map that readers zoom.
"""

import json
from functools import cache
from pathlib import Path

from django.conf import settings

LIGHT, NEAR = "outline.json", "outline_near.json"


@cache
def outlines(name=LIGHT):
    """By code of département, its rings: lists of points (longitude, latitude)."""
    path = Path(settings.REGION["data"], "territories", name)
    rings = json.loads(path.read_text(encoding="utf-8"))
    return {code: [[tuple(point) for point in ring] for ring in several] for code, several in rings.items()}
