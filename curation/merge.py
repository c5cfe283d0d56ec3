"""Two entries that turn out to be one: every row that points to the first goes to the second.

The entry that goes keeps its address, which leads to the one that stays.
"""

import re
from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, Q
from django.db.models.functions import Cast

from directory.likeness import Comparable
from directory.models import MERGE, Entry, SourceRecord, holders, record_holders, relations_to, turn

from .pairs import Answers, as_merged, complete, fresh, pairs_between, scope
from .wording import is_said, tell

# What makes an entry itself: never taken from the one that goes.
IDENTITY = {one.name for one in Entry._meta.get_fields()} - {"summary", "body"}


@dataclass
class Repointed:
    """What happened to the rows that pointed to an entry."""

    moved: Counter = field(default_factory=Counter)
    repeated: list = field(default_factory=list)
    filled: list = field(default_factory=list)
    decided: list = field(default_factory=list)  # sentences: which rows were the same, which were not
    sums: dict = field(default_factory=dict)  # what the winner adds up once merged; of a rehearsal alone


def merge(loser, winner, answers=None):
    """Bring all that the loser holds to the winner; withdraw the loser, whose address then leads to the winner.

    Two rows that tell the same thing become one. Raise UndecidedError when a person has to say whether some do and
    `answers` does not, ValidationError, with a sentence for staff, when the two entries cannot be one.
    """
    with turn(MERGE, f"« {loser} » ({loser.identifier}) dans « {winner} » ({winner.identifier})"):
        lock(loser, winner)
        check_mergeable(loser, winner)
        # Compared again under the lock: the answers are those to what the page showed, or are asked for again.
        one, two = (answers or Answers()).split(pairs_between(loser, winner))
        winner.absorb(loser)
        for pair in one:
            pair.kept.take_over(pair.other)
            remove(copy(pair.other))  # before its twin moves beside it, which the database might refuse
        done = repoint(loser, winner)
        done.decided = [*join(one, loser, winner), *keep_apart(two)]
        SourceRecord.objects.filter(identifier=loser.identifier).update(identifier=winner.identifier)
        retell(loser.identifier, winner.identifier)
        done.filled = hand_over(loser, winner)
        loser.status, loser.merged_into = Entry.Status.WITHDRAWN, winner
        loser.save()
        winner.notes = "\n".join(filter(None, [winner.notes, *account(loser, done)]))
        winner.save()
    return done


def rehearse(loser, winner, answers=None):
    """What a merge would do, done then undone."""
    with transaction.atomic():
        kept = copy(winner)
        done = merge(copy(loser), kept, answers)
        done.sums = kept.sums()
        transaction.set_rollback(True)
    return done


def join(pairs, loser, winner):
    """Let the row that stays say what the one removed said; tell what became of both."""
    rows = fresh([pair.kept for pair in pairs])
    for pair in pairs:
        filled = complete(rows[pair.kept], as_merged(pair.other, loser, winner))
        completed = f", complétée par l’autre ({', '.join(filled)})" if filled else ""
        yield f"Notée deux fois ({pair.why}) : une seule ligne reste{completed}. Ligne retirée : {tell(pair.other)}."


def keep_apart(pairs):
    """Tell the rows that look alike and are two; refuse what the database could only hold as one."""
    for pair in pairs:
        rows = type(pair.kept)._base_manager.filter(pk__in=[row.pk for row in pair.rows])
        if rows.count() < 2:
            raise ValidationError(
                f"Deux lignes ne peuvent pas dire cela : {tell(pair.other)}. Si ce sont bien deux choses, corrigez "
                "d’abord ce qui les confond."
            )
        yield f"Gardées comme deux lignes ({pair.why}) : {tell(pair.kept)} ; {tell(pair.other)}."


def repoint(old, new):
    """Bring to an entry the rows that point to another of the same kind.

    A row that the database refuses there, because the new entry already has the same, is removed and told.
    """
    done, found = Repointed(), holders(type(old), [old.pk])
    for relation in relations_to(type(old)):
        for row in relation.related_model._base_manager.filter(**{relation.field.name: old}).order_by("pk"):
            removed = move(row, relation.field, new)
            if not removed:
                done.moved[label(relation)] += 1
            elif not row._meta.auto_created:
                done.repeated.append(removed)
    record_holders(found)
    done.moved.pop("", None)
    return done


def retell(old, new):
    """What lists told by the identifier of an entry, they told by that of the entry that takes it in.

    Otherwise the next import would take what the merge wrote for the work of a hand, and a grant told again by the
    same row, from the same funder, for another one.
    """
    for model in (SourceRecord, *(relation.related_model for relation in relations_to(SourceRecord))):
        columns = [one.name for one in model._meta.concrete_fields if isinstance(one, models.JSONField)]
        texts = {f"{name}_text": Cast(name, models.TextField()) for name in columns}
        told = reduce(or_, (Q(**{f"{text}__contains": old}) for text in texts))
        for row in model._base_manager.annotate(**texts).filter(told):
            for name in columns:
                setattr(row, name, renamed(getattr(row, name), old, new))
            row.save(update_fields=columns)


def renamed(value, old, new):
    """A JSON value in which an identifier, alone or after a role (« porteur:a1234 »), is another one."""
    if isinstance(value, dict):
        return {key: renamed(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, old, new) for one in value]
    return re.sub(rf"(^|:){old}$", rf"\g<1>{new}", value) if isinstance(value, str) else value


def check_mergeable(loser, winner):
    """Refuse, with the reason, a merge that would lose or reveal something."""
    for refuses, reason in OBSTACLES:
        if refuses(loser, winner):
            raise ValidationError(reason)


def identifiers_differ(loser, winner):
    """Both have an official number, and not the same."""
    pairs = [(getattr(loser, name), getattr(winner, name)) for name in official_numbers(winner)]
    return any(one and other and one != other for one, other in pairs)


def parents_differ(loser, winner):
    """They are parts of two entries: two rounds, of two calls."""
    return any(getattr(loser, f"{name}_id") != getattr(winner, f"{name}_id") for name in winner.PUBLIC_WITH)


OBSTACLES = (
    (lambda loser, winner: loser == winner, "Une fiche ne se fusionne pas avec elle-même."),
    (
        lambda loser, winner: kind_of(loser) != kind_of(winner),
        "Seules deux fiches du même type se fusionnent.",
    ),
    (
        parents_differ,
        "Elles dépendent de deux fiches différentes, comme des éditions de deux dispositifs : fusionnez d’abord "
        "celles-là.",
    ),
    (lambda loser, winner: loser.merged_into_id, "La fiche à fusionner l’est déjà."),
    (
        lambda loser, winner: winner.status == Entry.Status.WITHDRAWN,
        "La fiche à garder est retirée : remettez-la d’abord en brouillon, ou gardez l’autre.",
    ),
    (
        lambda loser, winner: loser.is_masked != winner.is_masked,
        "L’une des deux est masquée, parce que c’est une personne physique ou que nul n’a dit si c’en est une : "
        "la fusion révélerait son nom.",
    ),
    (
        lambda loser, winner: loser.is_example != winner.is_example,
        "Une fiche d’exemple ne se mêle pas à une fiche réelle.",
    ),
    (
        lambda loser, winner: loser.was_public and not winner.is_published and not winner.is_masked,
        "La fiche à fusionner a été publique et son adresse mènerait à une fiche qui ne l’est pas : "
        "publiez d’abord la fiche à garder, ou gardez l’autre.",
    ),
    (
        identifiers_differ,
        "Les deux fiches ont des numéros officiels différents : si c’est la même structure, corrigez-en un d’abord.",
    ),
)


def kind_of(entry):
    """A tiers-lieu and a commune are in one table, and are not of one kind."""
    return entry.entry_kind(), getattr(entry, "kind", "")


def official_numbers(entry):
    """Fields that no two entries share: SIRET, RNA."""
    constraints = (one for one in entry._meta.constraints if isinstance(one, models.UniqueConstraint))
    return [one.fields[0] for one in constraints if len(one.fields) == 1]


def lock(*entries):
    """Nobody else changes them meanwhile; what was changed before is read again."""
    for model in {type(entry) for entry in entries}:
        rows = model._base_manager.select_for_update().order_by("pk").in_bulk([entry.pk for entry in entries])
        for entry in entries:
            for column in model._meta.concrete_fields if type(entry) is model else ():
                setattr(entry, column.attname, getattr(rows[entry.pk], column.attname))


def move(row, column, new):
    """Point the row to the new entry; remove and tell it where it would repeat another or link the entry to itself."""
    if links_to(row, new, except_by=column):
        return remove(row)
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{column.name: new})
    except IntegrityError:
        if twin := twin_of(row, column, new):
            twin.take_over(row)
        return remove(row)
    return ""


def twin_of(row, column, new):
    """The row of the new entry that tells what a row would tell there, when such rows are compared."""
    if not isinstance(row, Comparable):
        return None
    merged = copy(row)
    setattr(merged, column.attname, new.pk)
    others = type(row)._base_manager.filter(**{column.name: new}).exclude(pk=row.pk)
    return next((one for one in others if scope(one) == scope(merged) and one.compare(merged)), None)


def remove(row):
    """Delete a row that the new entry has no use for, and return it in words; others may hold it: staff are told."""
    told = tell(row)  # with the rows that it has of its own, which go with it
    try:
        row.delete()
    except ProtectedError as error:
        raise ValidationError(f"Un doublon ne peut pas être retiré, d’autres lignes en dépendent : {told}.") from error
    return told


def links_to(row, new, except_by):
    """The row of a many-to-many field between entries of one kind already has the new entry at its other end."""
    if not row._meta.auto_created:
        return False
    ends = [one for one in row._meta.fields if one.related_model is except_by.related_model and one is not except_by]
    return any(getattr(row, end.attname) == new.pk for end in ends)


def label(relation):
    """What staff call the rows: « participations », « métiers (acteurs) »; empty for what they never see."""
    rows = relation.related_model
    owner = rows._meta.auto_created
    if not owner:
        return str(rows._meta.verbose_name_plural)
    column = next(one for one in owner._meta.many_to_many if one.remote_field.through is rows)
    return f"{column.verbose_name} ({owner._meta.verbose_name_plural})" if column.editable else ""


def hand_over(loser, winner):
    """Fill what the winner does not say with what the loser says and it admits; give the names of the fields."""
    fields = [one for one in loser._meta.concrete_fields if one.editable and one.name not in IDENTITY]
    filled = []
    for one in fields:
        if not is_said(one, loser) or is_said(one, winner) or not admits(winner, one, getattr(loser, one.attname)):
            continue
        setattr(winner, one.attname, getattr(loser, one.attname))
        filled.append(str(one.verbose_name))
        if one.name in official_numbers(winner):
            setattr(loser, one.attname, "")
    return filled


def admits(entry, column, value):
    """Whether an entry may say it beside what it says already: it does not end before it begins."""
    attempt = copy(entry)
    setattr(attempt, column.attname, value)
    try:
        attempt.validate_constraints(
            exclude=official_numbers(entry)
        )  # which the other one has until it hands them over
    except ValidationError:
        return False
    return True


def account(loser, done):
    """What the winner's internal notes keep of a merge, so that nothing is lost."""
    yield f"Fusionnée avec « {loser.name} » ({loser.identifier})."
    yield from done.decided
    yield from (f"Doublon retiré par la fusion : {told}." for told in done.repeated)
    if loser.notes:
        yield f"Notes de l’autre fiche : {loser.notes}"
