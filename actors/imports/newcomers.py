"""Writing the unknown actors that a file names, as drafts."""

from directory.models import SourceRecord, Term

from ..models import Actor
from .names import ACTOR_TYPE, CITED


def welcome(newcomers, source_list):
    """Write the newcomers of a list; return `{identifier: pk}` of those who were."""
    types = dict(Term.objects.of(ACTOR_TYPE).values_list("slug", "pk"))
    return {newcomer.identifier: _written(newcomer, types, source_list).pk for newcomer in newcomers}


def _written(newcomer, types, source_list):
    actor = Actor(
        identifier=newcomer.identifier,
        name=newcomer.name,
        actor_type_id=types.get(newcomer.type),
        is_public_body=newcomer.is_public_body,
        legal_form=newcomer.legal_form,
    )
    actor.save()
    told = {"name": actor.name}
    row = {"source_list": source_list, "dataset": CITED, "key": actor.key}
    made = {"identifier": actor.identifier, "values": told, "told": told}
    SourceRecord.objects.update_or_create(**row, defaults=made)  # an actor cited before may have been deleted since
    return actor
