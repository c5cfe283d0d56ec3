"""Containment as a closure: each territory is linked to every territory that contains it, itself included."""


def containers_of(tiers_lieu):
    """The territories that contain a tiers-lieu: itself, and those of the commune or département where it is."""
    place = tiers_lieu.located_in
    return {tiers_lieu, *(place.containers.all() if place else ())}
