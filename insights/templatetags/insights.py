"""Figures over several kinds, on the page of one entry or above a list: `{% load insights %}`."""

from django import template
from django.http import QueryDict

from directory.registry import KINDS
from finding.listing import Listing
from insights import maps, neighbours, overview, policy, profile, similar

register = template.Library()


@register.simple_tag
def profile_of(territory):
    """{% profile_of territory as profile %}: what happens in a territory."""
    return profile.Profile(territory)


@register.simple_tag
def neighbours_of(territory):
    """{% neighbours_of territory as neighbours %}: the nearest territories of the same kind."""
    return neighbours.neighbours(territory)


@register.simple_tag
def projects_elsewhere(territory):
    """{% projects_elsewhere territory as ways %}: what is near a place without a project, and what holds it."""
    kind = KINDS["projects"]
    query = QueryDict(mutable=True)
    query["territoire"] = territory.slug
    return Listing(kind.filterset_class(query), kind).elsewhere


@register.simple_tag
def map_of(territory):
    """{% map_of territory as map %}: where its projects happen; None when its départements are unknown."""
    return maps.territory_map(territory)


@register.simple_tag
def similar_to(project):
    """{% similar_to project as similar %}: the projects most like this one, and why."""
    return similar.similar(project)


@register.simple_tag(takes_context=True)
def overview_of(context, listing):
    """{% overview_of listing as overview %}: what the territories are, as long as nothing is asked of their list."""
    if listing.parameters or not listing.total:
        return None
    return overview.Overview(context.request.GET)


@register.inclusion_tag("insights/_at_work.html")
def at_work(kind, query=""):
    """{% at_work "projects" "metier=creation" %}: the list that shows a sentence, and how many entries it holds."""
    return policy.at_work(kind, query)
