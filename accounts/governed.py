"""Pages of the admin that ask the table of rights, and nothing else."""

from .rights import DJANGO, Action, Scope, Subject, may, roles_of


class Governed:
    """An admin of one sort of thing: what a role may not do is neither offered nor answered."""

    subject = Subject.ENTRY

    def may(self, request, action, obj=None):
        """Return whether whoever asks may do something to a row; without a row, to some row."""
        user = request.user
        if not user.is_superuser and not roles_of(user):
            return action in DJANGO and user.has_perm(f"{self.opts.app_label}.{DJANGO[action]}_{self.opts.model_name}")
        if obj is None:
            return may(user, action, self.subject, scope=None)
        return may(user, action, self.subject, self.state_of(obj), self.scope_of(request, obj))

    def state_of(self, obj):
        """The state of a row in the table of rights; None for what has none."""

    def scope_of(self, request, obj):
        return Scope.IN

    def has_view_permission(self, request, obj=None):
        return self.may(request, Action.VIEW, obj) or self.may(request, Action.EDIT, obj)

    def has_add_permission(self, request):
        return self.may(request, Action.ADD)

    def has_change_permission(self, request, obj=None):
        return self.may(request, Action.EDIT, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may(request, Action.DELETE, obj)

    def workable(self, request, rows):
        """Those of some rows that are for whoever asks to change: what waits for them is among these."""
        return rows if self.may(request, Action.EDIT) else rows.none()

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    # what the actions of lists ask, by the name that each gives

    def has_ask_permission(self, request, obj=None):
        return self.may(request, Action.ASK, obj)

    def has_send_back_permission(self, request, obj=None):
        return self.may(request, Action.SEND_BACK, obj)

    def has_publish_permission(self, request, obj=None):
        return self.may(request, Action.PUBLISH, obj)

    def has_withdraw_permission(self, request, obj=None):
        return self.may(request, Action.WITHDRAW, obj)

    def has_merge_permission(self, request, obj=None):
        return self.may(request, Action.MERGE, obj)


class GovernedRows:
    """Rows edited with what they are a part of: whoever may change the whole may change them."""

    def has_view_permission(self, request, obj=None):
        return self._whole(request).has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        whole = self._whole(request)
        return whole.has_change_permission(request, obj) if obj else whole.has_add_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def _whole(self, request):
        return self.admin_site.get_model_admin(self.parent_model)
