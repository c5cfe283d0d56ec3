"""What a limited account works on: what its lists tell, what its calls help, what it made."""

from functools import cached_property

from django.db.models import Q

from accounts.models import Limit
from accounts.rights import Role, roles_of
from directory.models import SourceRecord
from directory.registry import KINDS

from .models import Move


class Perimeter:
    """The limits of an account, read once for each request. Only contributors have some."""

    def __init__(self, user):
        self.user, self._known = user, {}

    @cached_property
    def limits(self):
        """Pairs (identifier of an entry, key of a list), one of the two."""
        if self.user.is_superuser or roles_of(self.user) != {Role.CONTRIBUTOR}:
            return []
        return list(Limit.objects.filter(user=self.user).values_list("identifier", "source_list"))

    @property
    def is_limited(self):
        return bool(self.limits)

    def of(self, entries):
        """Those of some entries that are in it."""
        return entries.filter(self.condition(entries.model)) if self.is_limited else entries

    def condition(self, model):
        """Return the condition of the entries of a model that are in it, without a join that would repeat them."""
        kind, lists = kind_of(model), [pk for _, pk in self.limits if pk]
        found = Q(identifier__in=Move.objects.made_by(self.user).values("identifier"))
        if kind and kind.is_reference:
            return found  # however many lists tell of an actor, it is everybody’s
        found |= Q(identifier__in=SourceRecord.objects.filter(source_list__in=lists).values("identifier"))
        if kind and kind.limited_by:
            helped = model._base_manager.filter(**{f"{kind.limited_by}__identifier__in": self.identifiers})
            found |= Q(pk__in=helped.order_by().values("pk"))
        return found

    @property
    def identifiers(self):
        return [identifier for identifier, _ in self.limits if identifier]

    def holds(self, entry):
        """Return whether an entry is in it."""
        if not self.is_limited:
            return True
        key = entry.entry_kind(), entry.pk
        if key not in self._known:
            self._known[key] = self.of(type(entry)._base_manager.filter(pk=entry.pk)).exists()
        return self._known[key]


def perimeter_of(user):
    if not hasattr(user, "known_perimeter"):
        user.known_perimeter = Perimeter(user)
    return user.known_perimeter


def kind_of(model):
    """The kind of the entries of a model, or None."""
    return next((kind for kind in KINDS.values() if kind.model is model), None)


def is_reference(model):
    kind = kind_of(model)
    return bool(kind and kind.is_reference)
