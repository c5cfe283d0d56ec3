"""Accounts, as administrators keep them: a role in plain words, and never more than they have themselves."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from .governed import Governed, GovernedRows
from .keys import Keys
from .models import Access, Limit, limiting_entries
from .rights import Role, Subject

admin.site.unregister(Group)  # roles are what the program says they are: a group that one would edit means nothing
admin.site.unregister(User)
admin.site.unregister([TOTPDevice, StaticDevice])  # their stock pages show the keys, and nobody has to see them


class RolesForm(UserChangeForm):
    """The form of an account, with its roles; its other groups stay as they are."""

    roles = forms.MultipleChoiceField(
        label="rôles", choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = list(self.instance.groups.filter(name__in=Role).values_list("name", flat=True))

    def save_roles(self):
        kept = self.instance.groups.exclude(name__in=Role)
        self.instance.groups.set([*kept, *Group.objects.filter(name__in=self.cleaned_data["roles"])])


class LimitForm(forms.ModelForm):
    identifier = forms.ChoiceField(label="dispositif", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entries = sorted((str(entry), entry.identifier) for entry in limiting_entries())
        self.fields["identifier"].choices = [("", "–"), *((identifier, name) for name, identifier in entries)]


class LimitInline(GovernedRows, admin.TabularInline):
    """What a partner is limited to."""

    model = Limit
    form = LimitForm
    extra = 0
    verbose_name_plural = "limites d’un contributeur partenaire : un dispositif ou une liste par ligne ; aucune, tout"


@admin.register(User)
class AccountAdmin(Keys, Governed, UserAdmin):
    """Who may come in. An account is closed, never deleted: what it did keeps its name."""

    subject = Subject.ACCOUNT
    form = RolesForm
    list_display = ["username", "first_name", "last_name", "email", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("La personne", {"fields": ["first_name", "last_name", "email"]}),
        ("Ce qu’elle peut faire", {"fields": ["roles", "is_active"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    inlines = [LimitInline]

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []

    def get_queryset(self, request):
        """Who is above the roles is not for an administrator to change: their password would be theirs."""
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        above = (
            "Au-dessus des rôles",
            {"fields": ["is_superuser"], "description": "Ce compte peut alors tout faire."},
        )
        return [*fieldsets, above] if obj and request.user.is_superuser else fieldsets

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Every account here is of staff: readers have none."""
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change:
            form.save_roles()

    @admin.display(description="rôles")
    def roles(self, account):
        return ", ".join(sorted(group.name for group in account.groups.all()))


@admin.register(Access)
class AccessAdmin(Governed, admin.ModelAdmin):
    """The journal is read, and never written by hand."""

    subject = Subject.ACCOUNT
    list_display = ["at", "what", "name", "by", "address", "device", "detail"]
    list_display_links = None
    list_filter = ["what"]
    list_select_related = ["by"]
    search_fields = ["name", "address"]
    search_help_text = "Un identifiant ou une adresse du réseau."
    date_hierarchy = "at"
    actions = None

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Journal des accès"} | (extra_context or {}))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
