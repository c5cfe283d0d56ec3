"""What a list offers in the place of a commune where it finds nothing: what is near, and what holds it."""

from dataclasses import replace

from engine.geography import Around, distance
from french.typography import NBSP, number

from .list_address import WayOut
from .memory.answers import search

NEAREST = 3  # communes
RADII = (10, 20, 30, 50)  # kilometres


def elsewhere(listing):
    """The nearest communes, the smallest circle, all that contains the one commune asked for, with their counts."""
    around = listing.filterset.filters.get("autour")
    slugs = listing.filterset.chosen(around.facet) or [] if around else []
    centre = around.centres().get(slugs[0]) if len(slugs) == 1 else None
    if listing.total or not centre or listing.filterset.centre:
        return []
    ways = [*nearest(listing, around, centre), *circle(listing, around, centre), *wider(listing, around, centre)]
    return [way for way in ways if way.count]


def nearest(listing, around, centre):
    """The communes where something answers, from centre to centre."""
    centres, options = around.centres(), listing.filterset.options(around.facet)
    counts = {slug: count for slug, count in listing.search.counts(around.facet).items() if slug in centres}
    far = {slug: distance(centre.point, centres[slug].point) for slug in counts if slug in options.by_value}
    for slug in sorted(far, key=far.get)[:NEAREST]:
        label = f"{options.by_value[slug].full_label}, à {number(max(1, round(far[slug])))}{NBSP}km"
        yield WayOut(label, listing.url(**{around.facet: slug}), counts[slug])


def circle(listing, around, centre):
    """The smallest circle in which something answers."""
    asked = listing.filterset.asked()
    values = {name: value for name, value in asked.values.items() if name != around.facet}
    for radius in RADII:
        within = replace(asked, values=values, around=Around(centre.point, radius))
        if total := search(listing.kind, within).total:
            url = listing.url(**{around.facet: "", "autour": centre.code, "rayon": str(radius)})
            yield WayOut(f"à moins de {radius}{NBSP}km {centre.genitive}", url, total)
            return


def wider(listing, around, centre):
    options = listing.filterset.options(around.facet).wider(centre.slug)
    counts = listing.search.counts(around.facet, [option.value for option in options])
    for option in options:
        yield WayOut(option.full_label, listing.url(**{around.facet: option.value}), counts.get(option.value, 0))
