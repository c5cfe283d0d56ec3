from django.contrib import admin, messages

from curation.admin import EntryAdmin, Gap, ImageInline, Task

from .models import Definition, Event, EventImage, Resource, ResourceImage
from .models.phase import Phase
from .views import DefinitionDetailView, EventDetailView, ResourceDetailView


class PhaseFilter(admin.SimpleListFilter):
    """Whether an event is to come, which its dates tell."""

    title = "quand"
    parameter_name = "quand"

    def lookups(self, request, model_admin):
        return Phase.choices

    def queryset(self, request, queryset):
        return queryset.with_phase().filter(phase_now=self.value()) if self.value() else queryset


class EventImageInline(ImageInline):
    model = EventImage


@admin.register(Event)
class EventAdmin(EntryAdmin):
    preview_view = EventDetailView
    mergeable = True
    list_display = ["title", "state", "kind", "starting", "territory", "missing", "modified"]
    list_filter = [*EntryAdmin.list_filter, PhaseFilter, "kind", "format"]
    list_select_related = ["territory"]
    short_choices = ["metiers"]
    inlines = [EventImageInline]
    own_fieldsets = [
        (
            "Quand",
            {
                "fields": [("starts", "ends"), ("is_cancelled", "postponed_from")],
                "description": "Annulé ou reporté, un rendez-vous garde sa page, qui le dit.",
            },
        ),
        ("Quoi, pour qui", {"fields": [("kind", "format", "scope"), "audience", "metiers", "themes"]}),
        ("Où", {"fields": ["territory", ("venue", "town"), "accessibility"]}),
        ("Par qui", {"fields": ["organisers", "other_organisers", "partners", "other_partners"]}),
        ("S’inscrire", {"fields": ["registration_url", "website", "price"]}),
        ("Ce qu’il en reste", {"fields": ["outcome", "resources"]}),
        ("Lié à", {"fields": ["calls", "rounds", "projects"]}),
    ]
    gaps = (
        Gap("sans-date", "sans date", lambda events: events.filter(starts=""), missing="la date", filled_by="starts"),
        Gap(
            "sans-organisateur",
            "sans organisateur",
            lambda events: events.filter(organisers=None, other_organisers=""),
            missing="qui l’organise",
            filled_by="organisers",
        ),
        *EntryAdmin.gaps,
    )
    own_tasks = (
        Task(
            "sans-suite",
            "passés, sans rien de ce qu’ils ont laissé",
            lambda events: events.with_phase().filter(phase_now=Phase.PAST, outcome="", resources=None),
        ),
    )

    def save_related(self, request, form, formsets, change):
        """Ask of a date that moved whether the event is postponed: only then does its page tell the former one."""
        super().save_related(request, form, formsets, change)
        event, before = form.instance, form.initial.get("starts")
        if "starts" in form.changed_data and before and not event.postponed_from:
            told = "la date a changé : si le rendez-vous est reporté, noter de quelle date"
            self.message_user(request, f"À vérifier : {told}.", messages.WARNING)
        if event.postponed_from and event.postponed_from == event.starts:
            told = "la date annoncée d’abord est celle du rendez-vous"
            self.message_user(request, f"À vérifier : {told}.", messages.WARNING)

    @admin.display(description="commence", ordering="starts")
    def starting(self, event):
        return event.starts.display


class ResourceImageInline(ImageInline):
    model = ResourceImage


@admin.register(Resource)
class ResourceAdmin(EntryAdmin):
    preview_view = ResourceDetailView
    mergeable = True
    list_display = ["title", "state", "kind", "year", "missing", "modified"]
    list_filter = [*EntryAdmin.list_filter, "kind", "metiers"]
    short_choices = ["metiers"]
    inlines = [ResourceImageInline]
    own_fieldsets = [
        ("Quoi, pour qui", {"fields": [("kind", "year"), ("scope", "level"), "audience", "metiers", "themes"]}),
        ("Par qui", {"fields": ["authors", "other_authors"]}),
        ("Comment l’obtenir", {"fields": ["website", ("is_free", "licence"), ("file_format", "weight", "duration")]}),
        ("Lié à", {"fields": ["calls", "projects"]}),
    ]
    gaps = (
        Gap(
            "sans-auteur",
            "sans auteur",
            lambda resources: resources.filter(authors=None, other_authors=""),
            missing="l’auteur",
            filled_by="authors",
        ),
        Gap(
            "sans-adresse",
            "sans adresse",
            lambda resources: resources.filter(website=""),
            missing="l’adresse",
            filled_by="website",
        ),
        *EntryAdmin.gaps,
    )


@admin.register(Definition)
class DefinitionAdmin(EntryAdmin):
    preview_view = DefinitionDetailView
    mergeable = True
    list_display = ["title", "state", "term", "missing", "modified"]
    list_select_related = ["term"]
    own_fieldsets = [
        (
            "Le mot",
            {
                "fields": ["other_names", "term", "see_also"],
                "description": "La définition est le résumé, en deux phrases. Les pages expliquent le mot là où il "
                "paraît d’abord, écrit comme ici.",
            },
        ),
    ]
