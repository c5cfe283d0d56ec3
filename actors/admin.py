import re

from django.contrib import admin

from curation.admin import EntryAdmin, Gap, ImageInline, SuccessionForm, TabularRowInline, Task

from .models import Actor, ActorImage, ActorName
from .views import ActorDetailView


class ActorNameInline(TabularRowInline):
    model = ActorName
    verbose_name_plural = (
        "autres noms, anciens noms et sigles : on le trouve en les cherchant, les imports le reconnaissent"
    )


class ActorImageInline(ImageInline):
    model = ActorImage


@admin.register(Actor)
class ActorAdmin(EntryAdmin):
    form = SuccessionForm
    preview_view = ActorDetailView
    mergeable = True
    list_display = ["title", "state", "actor_type", "seat", "siret", "public_money", "missing", "modified"]
    list_filter = [*EntryAdmin.list_filter, "actor_type", "is_public_body", "is_natural_person"]
    list_select_related = ["actor_type", "seat"]
    search_fields = ["text_key", "names__key", "seat__key", "siret", "rna", "identifier"]
    choice_search_fields = ["key", "names__key", "siret", "identifier"]
    short_choices = ["metiers"]
    inlines = [ActorNameInline, ActorImageInline]
    own_fieldsets = [
        (
            "Identité",
            {
                "fields": [
                    *("actor_type", "legal_form", "is_public_body", "siret", "rna", "succeeds"),
                    *("is_natural_person", "agreement"),
                ],
                "description": "Le SIRET et le RNA se lisent sur annuaire-entreprises.data.gouv.fr ; ils font "
                "reconnaître la structure d’un fichier à l’autre.",
            },
        ),
        ("Où la joindre", {"fields": ["seat", "address", "website", "email"]}),
        ("Ce qu’elle fait", {"fields": ["metiers", "disciplines"]}),
    ]
    gaps = (
        Gap("sans-type", "sans type de structure", lambda actors: actors.filter(actor_type=None), missing="le type"),
        Gap("sans-siege", "sans siège", lambda actors: actors.filter(seat=None), missing="le siège"),
        *EntryAdmin.gaps,
    )
    own_tasks = (
        Task("masques", "sous un nom masqué", lambda actors: actors.masked()),
        Task(
            "sans-numero", "sans SIRET ni RNA", lambda actors: actors.filter(siret="", rna="", is_natural_person=False)
        ),
    )

    def search_words(self, text):
        """A SIRET is found with or without its spaces."""
        return re.sub(r"(?<=\d) (?=\d)", "", super().search_words(text))

    def choice_label(self, actor):
        """The name, with the seat that tells it from its homonyms."""
        return f"{actor} ({actor.seat})" if actor.seat else str(actor)

    def with_labels(self, queryset):
        return queryset.select_related("seat")

    @admin.display(description="public", ordering="is_public_body", empty_value="")
    def public_money(self, actor):
        return "oui" if actor.is_public_body else None
