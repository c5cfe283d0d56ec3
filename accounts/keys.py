"""What an administrator does when somebody lost a telephone, or left a session open somewhere."""

from django.contrib import admin, messages

from . import factor, sessions
from .journal import What, note


class Keys:
    """Actions on the list of accounts."""

    actions = ["reset_factor", "end_sessions"]

    @admin.action(description="Réinitialiser le second facteur", permissions=["change"])
    def reset_factor(self, request, queryset):
        """Another telephone is enrolled at the next login; nobody who has the old one stays in."""
        for account in queryset:
            factor.forget(account)
            sessions.end(account, but=request.session.session_key)
            note(What.RESET, account, request)
        told = "Second facteur réinitialisé : un autre sera installé à la prochaine connexion."
        self.message_user(request, told, messages.SUCCESS)

    @admin.action(description="Fermer les sessions", permissions=["change"])
    def end_sessions(self, request, queryset):
        for account in queryset:
            if sessions.end(account, but=request.session.session_key):
                note(What.ENDED, account, request)
        self.message_user(request, "Sessions fermées.", messages.SUCCESS)
