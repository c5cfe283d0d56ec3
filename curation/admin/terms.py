"""The thesaurus, as staff keep it."""

from django.contrib import admin

from accounts.governed import GovernedRows
from accounts.rights import Subject
from directory.models import Term, TermLabel, relations_to

from ..autocomplete import Autocompleted
from .conflict import VersionedForm
from .fields import StaffForms
from .history import History
from .lists import StaffList
from .rows import RowFormSet


class TermLabelInline(GovernedRows, admin.TabularInline):
    model = TermLabel
    formset = RowFormSet
    extra = 1
    verbose_name_plural = "autres écritures : les imports et la recherche les comprennent comme ce terme"


@admin.register(Term)
class TermAdmin(History, StaffForms, Autocompleted, StaffList):
    """Words that class entries. A word in use is archived, never deleted."""

    subject = Subject.TERM
    list_display = ["name", "vocabulary", "parent", "writings", "is_archived"]
    list_filter = ["vocabulary", "is_archived"]
    list_select_related = ["parent"]
    list_per_page = 100
    search_fields = choice_search_fields = ["key", "labels__key"]
    form = VersionedForm
    inlines = [TermLabelInline]
    fieldsets = [
        (None, {"fields": ["vocabulary", "name", "parent", "definition", "is_archived", "version"]}),
        ("Adresse et ordre", {"fields": ["slug", "position"], "classes": ["collapse"]}),
        ("Pour un type de structure", {"fields": ["default_sector", "is_public_body"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("labels")

    def choices(self, request):
        return Term.objects.active()

    def get_readonly_fields(self, request, obj=None):
        """A vocabulary is chosen once; the words of the policy keep their name and their address."""
        if obj is None:
            return []
        return ["vocabulary", "name", "slug", "is_archived"] if obj.is_protected else ["vocabulary"]

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not obj.is_protected and not is_used(obj)

    @admin.display(description="autres écritures", empty_value="")
    def writings(self, term):
        return ", ".join(label.label for label in term.labels.all())


def is_used(term):
    """An entry is classed by the term, or another term depends on it."""
    relations = (one for one in relations_to(type(term)) if one.related_model is not TermLabel)
    return any(one.related_model._base_manager.filter(**{one.field.name: term}).exists() for one in relations)
