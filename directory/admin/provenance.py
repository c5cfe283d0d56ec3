"""Where an entry comes from: the imported rows, what staff changed since, what is still to be placed."""

from django.contrib import admin, messages
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from ..addresses import kinds
from ..french import plural
from ..imports.fields import as_json
from ..models import SourceRecord
from .lists import StaffList

KEYS = ("slug", "identifier")


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


def provenance_of(entry):
    """The imported rows that made the entry, each with the fields that no longer say what it said."""
    records = SourceRecord.objects.filter(identifier=entry.identifier)
    return [{"record": record, "edited": list(edited(entry, record.values))} for record in records]


def edited(entry, imported):
    """Labels of the fields that staff changed since the import, with the value that was imported."""
    for name, value in imported.items():
        column = column_of(entry, name)
        if column is not None and not says(entry, column, value):
            yield str(column.verbose_name), ", ".join(map(str, value)) if isinstance(value, list) else value


def column_of(entry, name):
    """The field of that name, if the entry itself holds it: rows that depend on it are compared by the importers."""
    try:
        column = entry._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return column if column.concrete else None


def says(entry, column, imported):
    """The entry still says what was imported; a link is told by the slug or the identifier of its target."""
    value = getattr(entry, column.name)
    if column.many_to_many:
        targets = value.all()
        return any(sorted(getattr(target, key, "") for target in targets) == sorted(imported) for key in KEYS)
    if column.is_relation:
        return any(getattr(value, key, "") == imported for key in KEYS)
    return as_json(value) == imported


@admin.register(SourceRecord)
class SourceRecordAdmin(StaffList):
    """What files brought: to be read, and ticked off once a person has placed what the import could not."""

    list_display = ["dataset", "key", "entry", "texts_to_place", "imported_at"]
    list_display_links = ["key"]
    list_filter = ["dataset", ToPlaceFilter]
    search_fields = ["key", "identifier"]
    date_hierarchy = "imported_at"
    actions = ["settle"]
    fields = ["dataset", "key", "entry", "imported_values", "texts_to_place", "is_settled", "imported_at"]
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

    @admin.display(description="fiche", ordering="entry_name")
    def entry(self, record):
        meta = kinds()[record.identifier[0]]._meta
        if not record.entry_pk:
            return record.identifier
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.entry_pk])
        return format_html('<a href="{}">{}</a>', url, record.entry_name)

    @admin.display(description="valeurs à placer", empty_value="")
    def texts_to_place(self, record):
        return as_list(record.unplaced)

    @admin.display(description="placées depuis", boolean=True)
    def is_settled(self, record):
        return not record.is_to_place if record.unplaced else None

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
