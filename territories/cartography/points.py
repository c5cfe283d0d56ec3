"""The points of the map that readers zoom: compact, since there may be thousands."""

PRECISION = 3  # decimals of a degree: a hundred metres


def as_json(spread, spots):
    """Each place with the territory to ask for, its name, where it is and how many of the entries found are there.

    There is none to ask for when the list is narrower than the place already.
    """
    return {
        "total": spread.total,
        "unlocated": spread.unlocated,
        "points": [
            [None if spot.slug in spread.hosts else spot.slug, spot.name, *coordinates(spot), count]
            for spot, count in spots
            if spot.point
        ],
    }


def coordinates(spot):
    """Latitude first, as web maps want it."""
    longitude, latitude = spot.point
    return round(latitude, PRECISION), round(longitude, PRECISION)
