"""GeoJSON (RFC 7946) for maps: the entries of a list that are somewhere, in its order, sent while they are read."""

import json

from .attachment import attachment
from .rows import told_of

CONTENT_TYPE = "application/geo+json"
PRECISION = 5  # decimals of a degree: a metre


def as_geojson(view):
    listing = view.listing
    return attachment(geojson(listing.kind, listing.ordered_pks), listing.file_name, CONTENT_TYPE, "geojson")


def geojson(kind, pks):
    """Yield the text of the file, some entries at a time: a feature for each entry, however many its places are.

    What has no place is in no feature; at the end, `unlocated` counts it.
    """
    unlocated, before = 0, ""
    yield '{"type": "FeatureCollection", "features": [\n'
    for entries in kind.for_export(pks):
        features = [feature(entry, points, kind.columns) for entry in entries if (points := points_of(kind, entry))]
        unlocated += len(entries) - len(features)
        if features:
            yield before + ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
            before = ",\n"
    yield f'\n], "unlocated": {unlocated}}}\n'


def points_of(kind, entry):
    """Where an entry is, each point once, longitude first, in an order that no engine changes."""
    spots = [spot for spot in kind.spots(entry) if spot.latitude is not None]
    return sorted({(round(spot.longitude, PRECISION), round(spot.latitude, PRECISION)) for spot in spots})


def feature(entry, points, columns):
    is_one = len(points) == 1
    geometry = {"type": "Point", "coordinates": points[0]} if is_one else {"type": "MultiPoint", "coordinates": points}
    properties = told_of(entry, columns)
    return {"type": "Feature", "id": entry.identifier, "geometry": geometry, "properties": properties}
