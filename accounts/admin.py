"""Accounts as administrators see them."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from accounts import factor

# their stock pages show the keys, and nobody has to see them
admin.site.unregister([TOTPDevice, StaticDevice, User])


@admin.register(User)
class AccountAdmin(UserAdmin):
    actions = ["reset_factor"]

    @admin.action(description="Réinitialiser le second facteur", permissions=["change"])
    def reset_factor(self, request, queryset):
        """For who lost the telephone and the codes: another one is enrolled at the next login."""
        for user in queryset:
            factor.forget(user)
            self.log_change(request, user, "Second facteur réinitialisé.")
        told = "Second facteur réinitialisé : un autre sera installé à la prochaine connexion."
        self.message_user(request, told, messages.SUCCESS)
