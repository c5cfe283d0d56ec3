"""What each account may do to entries: the table of rights, asked of their state and of the scope of the account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.functional import cached_property

from accounts.rights import STATES, Action, Role, Scope, Subject, allowed, may, move, roles_of
from directory.models import Entry
from french.typography import joined

from ..scope import is_reference, perimeter_of

MOST_NAMED = 5  # entries in a message


class Duties:
    """An admin of entries whose pages and lists hold what an account may see, and offer what it may do."""

    @cached_property
    def subject(self):
        return Subject.REFERENCE if is_reference(self.model) else Subject.ENTRY

    def state_of(self, entry):
        return entry.status

    def scope_of(self, request, entry):
        return Scope.IN if perimeter_of(request.user).holds(entry) else Scope.OUT

    def get_queryset(self, request):
        return self.visible(request, super().get_queryset(request))

    def visible(self, request, entries):
        """Those of some entries that whoever asks may see."""
        perimeter = perimeter_of(request.user)
        if not perimeter.is_limited:
            return entries
        outside = (Role.CONTRIBUTOR, Scope.OUT)
        states = [state for state in STATES if outside in allowed(Action.VIEW, self.subject, state)]
        return entries.filter(Q(status__in=states) | perimeter.condition(self.model))

    def workable(self, request, entries):
        """The entries in the scope and the states where whoever asks may change them."""
        states = [state for state in STATES if may(request.user, Action.EDIT, self.subject, state)]
        if len(states) == len(STATES) or not roles_of(request.user):
            return super().workable(request, entries)
        return perimeter_of(request.user).of(entries).filter(status__in=states)

    def get_object(self, request, object_id, from_field=None):
        """Return an entry, or None; refuse one that is there and not to be seen."""
        found = super().get_object(request, object_id, from_field)
        hidden = found is None and object_id.isdecimal() and perimeter_of(request.user).is_limited
        if hidden and self.model._default_manager.filter(pk=object_id).exists():
            raise PermissionDenied
        return found

    def may_move(self, request, entry, status):
        """Return whether whoever asks may give a status to an entry, which has another one."""
        action = move(entry.status, status)
        return action is not None and self.may(request, action, entry)

    def statuses(self, request, entry):
        """The choices of the form: the status that an entry has, and those that one may give to it."""
        now = entry.status if entry else Entry.Status.DRAFT
        return [(state.value, state.label) for state in STATES if state == now or self._may_go(request, entry, state)]

    def _may_go(self, request, entry, status):
        if entry:
            return self.may_move(request, entry, status)
        return may(request.user, move(Entry.Status.DRAFT, status), self.subject, Entry.Status.DRAFT)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        if "status" in form.base_fields:
            form.base_fields["status"].choices = self.statuses(request, obj)
        return form

    def get_readonly_fields(self, request, obj=None):
        """When an entry comes out, and what is said of one that is gone, are for who may publish and withdraw."""
        fields = [*super().get_readonly_fields(request, obj)]
        fields += [] if self.may(request, Action.PUBLISH, obj) else ["publish_from"]
        return fields + ([] if self.may(request, Action.WITHDRAW, obj) else ["publish_until", "withdrawal_note"])

    def within(self, request, entries, action):
        """Those of the entries that are ticked to which one may do something; the others are named in a message."""
        allowed_ones, others = [], []
        for entry in entries:
            (allowed_ones if self.may(request, action, entry) else others).append(entry)
        self.tell_refused(request, others)
        return allowed_ones

    def tell_refused(self, request, entries):
        if entries:
            names = joined([f"« {entry} »" for entry in entries[:MOST_NAMED]])
            more = f" et {len(entries) - MOST_NAMED} autres" if len(entries) > MOST_NAMED else ""
            told = f"{names}{more} : votre rôle ne le permet pas dans cet état, rien n’y a changé."
            self.message_user(request, told, messages.ERROR)
