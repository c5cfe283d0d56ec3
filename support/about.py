"""The events and the resources that concern an entry of another kind: a territory, an actor, a call, a project."""

from collections import defaultdict
from typing import NamedTuple

from django.urls import reverse

from actors.models import Actor
from calls.models import Call, Round
from finding.memory.library import library
from projects.models import Project
from territories.models import Territory

from .models import Event, Resource
from .models.event import EventQuerySet
from .models.resource import ResourceQuerySet

SHOWN = 2  # of each
EVENTS = {
    Territory: EventQuerySet.in_territory,
    Actor: EventQuerySet.of_actor,
    Call: EventQuerySet.of_call,
    Round: EventQuerySet.of_round,
    Project: EventQuerySet.of_project,
}
RESOURCES = {
    Actor: ResourceQuerySet.of_actor,
    Call: ResourceQuerySet.of_call,
    Project: ResourceQuerySet.of_project,
}
# What leads from an event or a resource to the entries that it concerns.
PATHS = {
    Event: {
        "territory__containers": Territory,
        "organisers": Actor,
        "partners": Actor,
        "calls": Call,
        "rounds": Round,
        "rounds__call": Call,
        "projects": Project,
    },
    Resource: {"authors": Actor, "calls": Call, "projects": Project},
}
LABELS = {"support.event", "support.resource", "territories.territory", "calls.round"}
LISTS = {Territory: "territoire", Actor: "organisateur"}  # by what the agenda is narrowed to the rest


class Support(NamedTuple):
    """What the page of an entry shows of support, and the address of all its events when there are more."""

    events: list
    resources: list
    more_url: str


def support_of(entry):
    """Return what its page shows: the first events in the order of an agenda, the latest resources."""
    model = entry._meta.concrete_model
    if entry.pk not in concerned().get(model, ()):
        return Support([], [], "")
    events, resources = _first(EVENTS, Event, entry, model), _first(RESOURCES, Resource, entry, model)
    parameter = LISTS.get(model) if len(events) > SHOWN else ""
    more = f"{reverse('support:event-list')}?{parameter}={entry.slug}" if parameter else ""
    return Support(events[:SHOWN], resources[:SHOWN], more)


def concerned():
    """The entries that events or resources concern, public or not, by model: the pages of all others ask nothing."""
    return library.remembered("concerned by support", LABELS, read_concerned)


def read_concerned():
    found = defaultdict(set)
    for model, paths in PATHS.items():
        for path, other in paths.items():
            found[other] |= {*model.objects.order_by().values_list(path, flat=True).distinct()} - {None}
    return found


def _first(of, model, entry, kind):
    """One more than are shown, which tells that there are others."""
    if kind not in of:
        return []
    return list(of[kind](model.objects.told_on(entry), entry).for_listing().in_order()[: SHOWN + 1])
