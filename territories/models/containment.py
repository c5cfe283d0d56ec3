"""Containment as a closure: each territory is linked to every territory that contains it, itself included."""


def containers_of(tiers_lieu):
    """The territories that contain a tiers-lieu: itself, and those of the commune or département where it is."""
    place = tiers_lieu.located_in
    return {tiers_lieu, *(place.containers.all() if place else ())}


def closure(parents):
    """All that contains each thing, itself included, from what directly contains it: `{child: {parents}}`.

    Two things may contain each other: a pôle and its EPCI are one perimeter.
    """
    return {thing: _above(thing, parents) for thing in parents}


def _above(thing, parents):
    seen, rest = set(), [thing]
    while rest:
        if (one := rest.pop()) not in seen:
            seen.add(one)
            rest.extend(parents.get(one, ()))
    return seen
