"""What contains each territory: read from the closure, changed by an import, written back as a closure."""

from collections import defaultdict

from directory.models import record

from ..matching.answers import departement_of
from ..models import Territory
from ..models.containment import closure

Kind = Territory.Kind
# What a source tells of each kind, in the order in which the closure is searched for it.
PARENT = {
    Kind.COMMUNE: (Kind.EPCI,),
    Kind.POLE: (Kind.EPCI,),
    Kind.EPCI: (Kind.DEPARTEMENT, Kind.REGION),
    Kind.DEPARTEMENT: (Kind.REGION,),
    Kind.REGION: (),
}
Link = Territory.containers.through


class Perimeters:
    """The territory that each one is directly inside of, as its source tells it, by keys `(kind, code)`."""

    def __init__(self):
        self._parents = {}

    def load(self, territories):
        """Find the parents in the closure: the only EPCI of a commune, the département of an EPCI."""
        self._parents.clear()
        keys = {territory.pk: key for key, territory in territories.items()}
        above = defaultdict(dict)
        for child, parent in Link.objects.values_list("from_territory", "to_territory"):
            if child in keys and parent in keys and child != parent:
                above[keys[child]][keys[parent][0]] = keys[parent]
        for key, containers in above.items():
            found = (containers[kind] for kind in PARENT[key[0]] if kind in containers)
            self._parents[key] = next(found, None)

    def told(self, key):
        """As a source would say it: `epci:243300316`."""
        parent = self._parents.get(key)
        return ":".join(parent) if parent else None

    def change(self, key, told):
        if told:
            self._parents[key] = tuple(told.split(":"))

    def save(self, territories):
        """Bring the closure of these territories up to date, and of the tiers-lieux in them: only what changed."""
        above = self._closure(territories)
        wanted = {(child, parent) for child, containers in above.items() for parent in containers}
        rows = Link.objects.values_list("pk", "from_territory", "to_territory")
        held = {(child, parent): pk for pk, child, parent in rows if child in above}
        Link.objects.filter(pk__in=[held[pair] for pair in held.keys() - wanted]).delete()
        missing = [Link(from_territory_id=child, to_territory_id=parent) for child, parent in wanted - held.keys()]
        Link.objects.bulk_create(missing)
        record(Territory, {child for child, parent in wanted ^ held.keys()})

    def _closure(self, territories):
        """What contains each of the territories and each tiers-lieu in them, by primary keys."""
        parents = {key: self._directly_above(key) for key in territories}
        for pole, epci in self._parents.items():
            if pole[0] == Kind.POLE and epci in parents:
                parents[epci].add(pole)
        pks = {key: territory.pk for key, territory in territories.items()}
        keys = closure(parents).items()
        above = {pks[key]: {pks[one] for one in containers if one in pks} for key, containers in keys}
        places = Territory.objects.tiers_lieux().values_list("pk", "located_in")
        return above | {pk: {pk, *above[place]} for pk, place in places if place in above}

    def _directly_above(self, key):
        kind, code = key
        departement = {(Kind.DEPARTEMENT.value, departement_of(code))} if kind == Kind.COMMUNE else set()
        return departement | {parent for parent in [self._parents.get(key)] if parent}
