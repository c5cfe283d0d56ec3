"""What a list offers in the place of a commune where it finds nothing: what is near, and what holds it."""

from dataclasses import replace

from engine.geography import Around, distance
from french.typography import NBSP, number

from .list_address import WayOut
from .memory.answers import search

NEAREST = 3  # communes
RADII = (10, 20, 30, 50)  # kilometres


def elsewhere(listing):
    """The nearest communes, the smallest circle, all that contains the one place asked for, with their counts."""
    around = listing.filterset.criteria.get("autour")
    slugs = listing.filterset.chosen(around.facet) or [] if around else []
    if listing.total or len(slugs) != 1 or listing.filterset.centre:
        return []
    [slug] = slugs
    centre = around.centres().get(slug)
    near = [*nearest(listing, around, centre), *circle(listing, around, centre)] if centre else []
    return [way for way in (*near, *wider(listing, around, slug)) if way.count]


def nearest(listing, around, centre):
    """The communes where something answers, from centre to centre."""
    centres, options = around.centres(), listing.filterset.options(around.facet).by_value
    counts = {slug: count for slug, count in listing.search.counts(around.facet).items() if slug in centres}
    far = {slug: distance(centre.point, centres[slug].point) for slug in counts if slug in options}
    for slug in sorted(far, key=far.get)[:NEAREST]:
        label = f"{options[slug].label}, à {number(max(1, round(far[slug])))}{NBSP}km"
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


def wider(listing, around, slug):
    """What contains the place, the narrowest first."""
    options = listing.filterset.options(around.facet).wider(slug)
    counts = listing.search.counts(around.facet, [option.value for option in options])
    for option in options:
        yield WayOut(option.full_label, listing.url(**{around.facet: option.value}), counts.get(option.value, 0))
