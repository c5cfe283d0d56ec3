"""The unknown actors that a file names, as drafts; the new names of those that somebody recognised in it."""

from curation.imports.entries import records_of
from directory.models import SourceRecord, Term
from french.folding import fold

from ..models import Actor, ActorName
from .names import ACTOR_TYPE, CITED


def welcome(index, source_list, writes):
    """Plan to write the newcomers of a list; return `{identifier: actor}` of them, written with what names them."""
    learn(index.taught, writes)
    newcomers = index.newcomers.values()
    types = {term.slug: term for term in Term.objects.of(ACTOR_TYPE).select_related("parent")}
    records = records_of(source_list, CITED) if newcomers else {}
    actors = [_planned(newcomer, types, records, source_list, writes) for newcomer in newcomers]
    return {actor.identifier: actor for actor in actors}


def learn(taught, writes):
    """Plan to keep the writings by which a file names known actors, `{text: identifier}`: the next file uses them."""
    actors = Actor.objects.in_bulk(taught.values(), field_name="identifier")
    named = ActorName.objects.filter(actor__in=actors.values())
    known = {*named.values_list("actor__identifier", "key"), *((it, actor.key) for it, actor in actors.items())}
    for text, identifier in taught.items():
        if (identifier, fold(text)) not in known:
            known.add((identifier, fold(text)))
            writes.save(ActorName(actor=actors[identifier], name=text, kind=ActorName.Kind.WRITING))


def _planned(newcomer, types, records, source_list, writes):
    actor = Actor(
        identifier=newcomer.identifier,
        name=newcomer.name,
        actor_type=types.get(newcomer.type),
        is_public_body=newcomer.is_public_body,
        legal_form=newcomer.legal_form,
        siret=newcomer.siret,
        rna=newcomer.rna,
        answer=newcomer.answer,
    )
    key, told = fold(actor.name), {"name": actor.name}
    # an actor cited before may have been deleted since
    record = records.get(key) or SourceRecord(source_list=source_list, dataset=CITED, key=key)
    record.identifier, record.values, record.told = actor.identifier, told, told
    writes.save(actor)
    writes.save(record)
    return actor
