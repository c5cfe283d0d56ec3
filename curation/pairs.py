"""The rows of two entries that a merge brings together, in pairs: which tell the same thing, and who said so."""

from collections import Counter, defaultdict
from copy import copy
from dataclasses import dataclass, field, replace
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models

from directory.likeness import Comparable, Verdict
from directory.models import relations_to

from .wording import is_said, rows_beside, said_columns, shown, tell

UNANSWERED = "Répondez à chaque question : rien n’est fusionné tant qu’il en reste une."
STALE = "Ces fiches ont changé depuis l’affichage de la page, rien n’est fusionné : relisez et répondez de nouveau."
TWICE = "Une même ligne ne peut pas être la même que deux autres : revoyez vos réponses."


class UndecidedError(ValidationError):
    """A person has to say which rows are the same before the entries are merged."""


@dataclass(frozen=True)
class Pair:
    """A row of the entry that stays and one of the entry that goes."""

    kept: models.Model
    other: models.Model
    verdict: Verdict
    reason: str

    @property
    def rows(self):
        return self.kept, self.other

    @property
    def key(self):
        """The name of the question in a form."""
        return f"paire-{self.kept._meta.model_name}-{self.kept.pk}-{self.other.pk}"

    @property
    def is_asked(self):
        return self.verdict is Verdict.ASKED

    @property
    def why(self):
        """What settled it, for the notes."""
        return "selon la réponse donnée" if self.is_asked else self.reason

    @property
    def columns(self):
        """What either row says, beside what the other says: (label, of the kept one, of the other one)."""
        said = {*said_columns(self.kept), *said_columns(self.other)}
        columns = [
            (column.verbose_name, shown(column, self.kept), shown(column, self.other))
            for column in self.kept._meta.concrete_fields
            if column in said
        ]
        beside = zip(rows_beside(self.kept), rows_beside(self.other), strict=True)
        return columns + [(label, kept, other) for (label, kept), (_, other) in beside if kept or other]


@dataclass(frozen=True)
class Answers:
    """What a person said of the pairs that were asked, by key, and the print of the pairs that were seen."""

    same: dict = field(default_factory=dict)
    seen: str | None = None  # None: nobody saw them, a program merges

    def split(self, pairs):
        """Return the pairs that are one and those that are two; raise ValidationError unless every one is decided."""
        if self.seen not in (None, print_of(pairs)):
            raise UndecidedError(STALE, code="stale")
        if any(pair.is_asked and pair.key not in self.same for pair in pairs):
            raise UndecidedError(UNANSWERED, code="unanswered")
        one = [pair for pair in pairs if pair.verdict is Verdict.SAME or (pair.is_asked and self.same[pair.key])]
        if max(times_in(one).values(), default=0) > 1:
            raise UndecidedError(TWICE, code="twice")
        return one, [pair for pair in pairs if pair not in one]

    @classmethod
    def all_same(cls, pairs):
        """As many pairs as possible are one: a row is the same as one other at most."""
        taken, same = {row for pair in pairs if pair.verdict is Verdict.SAME for row in pair.rows}, {}
        for pair in pairs:
            same[pair.key] = pair.is_asked and taken.isdisjoint(pair.rows)
            taken.update(pair.rows if same[pair.key] else ())
        return cls(same)

    @classmethod
    def all_apart(cls, pairs):
        return cls(dict.fromkeys((pair.key for pair in pairs), False))


def pairs_between(loser, winner):
    """The rows that the merge brings together, compared as they will be: those that may tell the same thing."""
    found = {}
    for relation in relations_to(type(winner)):
        if issubclass(relation.related_model, Comparable):
            for pair in pairs_of(relation.related_model, relation.field.name, loser, winner):
                found.setdefault(frozenset(pair.rows), pair)
    return sorted(one_to_one([*found.values()]), key=lambda pair: (pair.kept._meta.label, pair.kept.pk, pair.other.pk))


def pairs_of(model, column, loser, winner):
    """The pairs of rows of a model that one column ties, one row to the loser and one to the winner."""
    rows, kept = with_links(model).order_by("pk"), defaultdict(list)
    for row in rows.filter(**{column: winner}):
        merged = as_merged(row, loser, winner)
        kept[scope(merged)].append((row, merged))
    for other in rows.filter(**{column: loser}):
        merged = as_merged(other, loser, winner)
        for row, beside in kept[scope(merged)]:
            likeness = beside.compare(merged) if row.pk != other.pk else None
            if likeness:
                yield Pair(row, other, *likeness)


def one_to_one(pairs):
    """A row is the same as one other at most: what is sure of several is asked, what is settled is asked no more.

    Rows of one entry are already known to be different, so a row whose like is found has no other.
    """
    times = times_in(pair for pair in pairs if pair.verdict is Verdict.SAME)
    matched = set()
    for pair in pairs:
        if pair.verdict is Verdict.SAME and all(times[row] == 1 for row in pair.rows):
            matched.update(pair.rows)
    for pair in pairs:
        if pair.verdict is Verdict.SAME:
            yield pair if matched.issuperset(pair.rows) else replace(pair, verdict=Verdict.ASKED)
        elif matched.isdisjoint(pair.rows):
            yield pair


def times_in(pairs):
    return Counter(row for pair in pairs for row in pair.rows)


def print_of(pairs):
    """A print of what the page shows of the pairs: it changes with any value of their rows; empty without a pair."""
    told = "\n".join(f"{pair.key} {pair.verdict.value} {tell(pair.kept)} {tell(pair.other)}" for pair in pairs)
    return sha256(told.encode()).hexdigest()[:32] if pairs else ""


def scope(row):
    return tuple(getattr(row, row._meta.get_field(name).attname) for name in row.WITHIN)


def as_merged(row, loser, winner):
    """A copy of a row that points to the winner wherever the row points to the loser."""
    merged, kind = copy(row), loser._meta.concrete_model
    for column in row._meta.concrete_fields:
        is_link = column.is_relation and column.related_model._meta.concrete_model is kind
        if is_link and getattr(row, column.attname) == loser.pk:
            setattr(merged, column.attname, winner.pk)
    return merged


def fresh(rows):
    """The rows as they are now in the database, by row, with what they point to."""
    found = {}
    for model in {type(row) for row in rows}:
        stored = with_links(model).in_bulk([row.pk for row in rows if type(row) is model])
        found |= {row: row for row in stored.values()}
    return found


def with_links(model):
    links = (one.name for one in model._meta.concrete_fields if one.is_relation)
    return model._base_manager.select_related(*links).prefetch_related(*model.BESIDE)


def complete(kept, told):
    """Fill what a row does not say with what the same one, told elsewhere, says and it admits. Return the labels."""
    filled = []
    for column in said_columns(told):
        if is_said(column, kept):
            continue
        attempt = copy(kept)
        setattr(attempt, column.attname, getattr(told, column.attname))
        try:
            attempt.clean()
            attempt.validate_constraints()
        except ValidationError:
            continue  # an axis of another round: the notes keep it, word for word
        if len(attempt.doubts()) > len(kept.doubts()):
            continue  # more paid than voted, together: so do they
        kept, filled = attempt, [*filled, str(column.verbose_name)]
    if filled:
        kept.save()
    return filled
