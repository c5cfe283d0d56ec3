"""What an import needs to know of the directory before it reads a file: a constant number of queries."""

from curation.imports.decided import NOTHING
from curation.imports.terms import current_thesaurus
from directory.models import SourceRecord
from territories.matching.communes import commune_matcher
from territories.matching.gazetteer import Gazetteer
from territories.models import Territory

from ..models import Actor, ActorName
from ..personhood import Personhood
from .names import CITED, ActorIndex, Known, Rank
from .public_bodies import initials
from .rows import DATASET


def current_actors(decided=NOTHING):
    """The index of all the actors, by their names of today, their other names and those of earlier imports.

    `decided` is what somebody answered about the names of a file.
    """
    index = ActorIndex(current_thesaurus(), places=short_places(), persons=decided.persons)
    known = {it.identifier: it for it in _known_actors()}
    for actor in known.values():
        index.add(actor, [actor.name])
    for name, identifier in ActorName.objects.values_list("name", "actor__identifier"):
        _add(index, known, identifier, name, Rank.OTHER)
    for identifier, name in _imported_names():
        _add(index, known, identifier, name, Rank.IMPORTED)
    index.teach(decided.spellings)
    return index


def short_places():
    """The names of places by what is written for them: the code of a département, the initials of a region."""
    region, departement = Territory.Kind.REGION, Territory.Kind.DEPARTEMENT
    places = Territory.objects.current().of_kind(region, departement).values_list("kind", "code", "name")
    return {initials(name) if kind == region else code: name for kind, code, name in places}


def _add(index, known, identifier, name, rank):
    if identifier in known:
        index.add(known[identifier], [name], rank)


def _known_actors():
    """Every actor that is not merged into another one."""
    actors = Actor.objects.filter(merged_into=None).select_related("actor_type__default_sector", "seat__located_in")
    return (_known(actor) for actor in actors)


def _known(actor):
    sector = actor.actor_type.default_sector if actor.actor_type else None
    return Known(
        identifier=actor.identifier,
        name=actor.name,
        sector=sector.slug if sector else "",
        is_public_body=actor.is_public_body,
        is_masked=actor.is_masked,
        is_answered=actor.answer == Personhood.ORGANISATION,
        departements=frozenset({code[:2] for code in [_seat_code(actor.seat)] if code}),
    )


def _seat_code(seat):
    """The Insee code of the seat: its first two digits are its département."""
    place = seat.located_in if seat and seat.is_tiers_lieu else seat
    return place.code if place and place.kind in (Territory.Kind.COMMUNE, Territory.Kind.DEPARTEMENT) else ""


def _imported_names():
    """The names that rows of any list gave, where they gave one."""
    records = SourceRecord.objects.filter(dataset__in=[DATASET, CITED])
    named = records.exclude(told__name=None).values_list("identifier", "told__name")
    return ((identifier, name) for identifier, name in named if isinstance(name, str) and name)


def territory_keys():
    """Every territory as an importer writes it: `{identifier: pk}`."""
    return dict(Territory.objects.values_list("identifier", "pk"))


def actor_keys():
    """Every actor as an importer writes it: `{identifier: pk}`."""
    return dict(Actor.objects.values_list("identifier", "pk"))


def current_gazetteer():
    """The communes and départements of today, as a row names them."""
    places = Territory.objects.current()
    communes, departements = (
        dict(it.values_list("code", "identifier")) for it in (places.communes(), places.departements())
    )
    return Gazetteer(commune_matcher(), communes, departements)
