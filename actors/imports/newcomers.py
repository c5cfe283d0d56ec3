"""Writing the unknown actors that a file names, as drafts."""

from directory.models import SourceRecord, Term

from ..models import Actor
from .names import ACTOR_TYPE, CITED


def welcome(newcomers):
    """Write the newcomers; return `{identifier: pk}` of those who were."""
    types = dict(Term.objects.of(ACTOR_TYPE).values_list("slug", "pk"))
    return {newcomer.identifier: _written(newcomer, types).pk for newcomer in newcomers}


def _written(newcomer, types):
    actor = Actor(
        identifier=newcomer.identifier,
        name=newcomer.name,
        actor_type_id=types.get(newcomer.type),
        is_public_body=newcomer.is_public_body,
        legal_form=newcomer.legal_form,
    )
    actor.save()
    record = {"key": actor.key, "dataset": CITED, "identifier": actor.identifier}
    SourceRecord.objects.create(**record, values={"name": actor.name})
    return actor
