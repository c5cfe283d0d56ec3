"""The rows of imported files, and what remains to be placed of them."""

from django.contrib import admin, messages
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from accounts.rights import Subject
from directory.addresses import kinds
from directory.models import SourceList, SourceRecord
from french.typography import plural

from .fields import StaffForms
from .lists import StaffList
from .tasks import Task, TaskFilter


class ToPlaceFilter(admin.SimpleListFilter):
    """Rows of which some texts found no place."""

    title = "valeurs à placer"
    parameter_name = "a_placer"

    def lookups(self, request, model_admin):
        return [("oui", "oui"), ("non", "non")]

    def queryset(self, request, queryset):
        match self.value():
            case "oui":
                return queryset.to_place()
            case "non":
                return queryset.exclude(pk__in=queryset.to_place().values("pk"))
        return queryset


@admin.register(SourceList)
class SourceListAdmin(StaffForms, StaffList):
    """The lists that files belong to: an import makes them, staff name them."""

    subject = Subject.SOURCE
    list_display = ["name", "source_url", "gathered_on", "row_count", "created_at"]
    ordering = search_fields = ["name"]
    fields = ["name", "source_url", "gathered_on", "slug", "created_at"]
    readonly_fields = ["slug", "created_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_rows=Count("records"))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="lignes", ordering="number_of_rows")
    def row_count(self, source_list):
        return source_list.number_of_rows


@admin.register(SourceRecord)
class SourceRecordAdmin(StaffList):
    """What files brought: to be read, and ticked off once a person has placed what the import could not."""

    subject = Subject.SOURCE
    list_display = ["source_list", "dataset", "key", "entry", "texts_to_place", "imported_at", "left_at"]
    list_display_links = ["key"]
    list_filter = [TaskFilter, "source_list", "dataset", ToPlaceFilter]
    list_select_related = ["source_list"]
    search_fields = ["key", "identifier"]
    date_hierarchy = "imported_at"
    actions = ["settle", "settle_absence"]
    tasks = (Task("absentes", "absentes du dernier fichier de leur liste", lambda records: records.absent()),)
    fields = [
        *("source_list", "dataset", "key", "entry", "said_values", "imported_values", "texts_to_place"),
        *("is_settled", "imported_at", "left_at", "is_absence_settled"),
    ]
    readonly_fields = fields

    def get_queryset(self, request):
        """With the name and the key of the entry, whatever its kind."""
        records = super().get_queryset(request)
        return records.annotate(entry_name=of_any_kind("name"), entry_pk=of_any_kind("pk"))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_settle_permission(self, request):
        return super().has_change_permission(request)

    @admin.action(permissions=["settle"], description="Noter que ces valeurs sont placées")
    def settle(self, request, queryset):
        number = queryset.to_place().update(settled=F("unplaced"))
        told = f"{number} {plural(number, 'ligne')} {plural(number, 'réglée')}."
        self.message_user(request, told if number else "Ces lignes n’avaient rien à placer.", messages.SUCCESS)

    @admin.action(permissions=["settle"], description="Noter que l’absence de ces lignes est réglée")
    def settle_absence(self, request, queryset):
        number = queryset.absent().update(is_absence_settled=True)
        told = f"{number} {plural(number, 'ligne')} {plural(number, 'réglée')}."
        self.message_user(request, told if number else "Aucune de ces lignes n’est absente.", messages.SUCCESS)

    @admin.display(description="fiche", ordering="entry_name")
    def entry(self, record):
        if not record.entry_pk:
            return record.identifier  # deleted since, or a row of the thesaurus, which makes no entry
        model = kinds()[record.identifier[0]]
        if not self.admin_site.is_registered(model):
            return record.entry_name
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[record.entry_pk])
        return format_html('<a href="{}">{}</a>', url, record.entry_name)

    @admin.display(description="valeurs à placer", empty_value="")
    def texts_to_place(self, record):
        return as_list(record.unplaced)

    @admin.display(description="placées depuis", boolean=True)
    def is_settled(self, record):
        return not record.is_to_place if record.unplaced else None

    @admin.display(description="ce que dit la ligne")
    def said_values(self, record):
        return as_list(record.told)

    @admin.display(description="dernières valeurs importées")
    def imported_values(self, record):
        return as_list(record.values)


def of_any_kind(column):
    """A column of the entry that bears the identifier, in whichever table it is."""
    found = (model._base_manager.filter(identifier=OuterRef("identifier")) for model in kinds().values())
    return Coalesce(*(Subquery(entries.values(column)[:1]) for entries in found))


def as_list(values):
    """Values by column, one line each."""
    told = ((name, ", ".join(map(str, value)) if isinstance(value, list) else value) for name, value in values.items())
    return format_html_join("", "<div>{} : {}</div>", told)
