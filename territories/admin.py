from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse

from curation.admin import EntryAdmin, Gap, ImageInline, TabularRowInline
from curation.admin.entry import without_word
from finding.memory.library import library

from .matching.communes import known_communes
from .matching.matcher import name_words
from .models import Fact, FormerName, Territory, TerritoryImage, TiersLieu
from .views import TerritoryDetailView, TiersLieuDetailView

WHERE = ("Où", {"fields": ["located_in", "address", ("opening", "opened"), "opening_note", "website"]})
OFFERS = ("Ce qu’on y trouve", {"fields": ["services", "equipment"]})
POINT = (
    "Point sur la carte",
    {
        "fields": [("latitude", "longitude")],
        "classes": ["collapse"],
        "description": "En degrés, tels que les donnent l’Ign ou OpenStreetMap : 45,65 et 0,15 à Angoulême.",
    },
)


class FactInline(TabularRowInline):
    model = Fact


class FormerNameInline(TabularRowInline):
    model = FormerName
    fields = ["name", "kind", "ended_on"]
    verbose_name = "autre nom"
    verbose_name_plural = "autres noms et anciens noms : on les trouve en les cherchant"


class TerritoryImageInline(ImageInline):
    model = TerritoryImage


class PlaceAdmin(EntryAdmin):
    """Territories and tiers-lieux: found as people type them, told apart from their homonyms."""

    search_fields = ["key", "former_names__key", "code", "identifier"]
    choice_search_fields = ["key", "former_names__key", "code"]

    def choice_label(self, territory):
        """« Mérignac (Gironde) », « Poitiers (pôle) »; the other kinds say so."""
        if territory.kind in (Territory.Kind.COMMUNE, Territory.Kind.POLE):
            return territory.full_name
        return f"{territory.full_name}, {territory.get_kind_display()}"

    def with_labels(self, queryset):
        return queryset.prefetch_related("containers")

    def get_search_results(self, request, queryset, search_term):
        """The communes that the text means, « Anglet (64) », « 33000 », and what its words find."""
        found, repeats = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return found, repeats
        library.catch_up()  # of public pages, the middleware takes care
        known = known_communes()
        meant = known.matcher.find(search_term).candidates
        if not meant and not found.exists():
            meant = known.matcher.like(search_term)
        pks = [known.pks[commune.code] for commune in meant]
        return queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=pks)), False

    def search_words(self, text):
        """« St Jean de Luz » is « Saint-Jean-de-Luz »."""
        return " ".join(name_words(text))


@admin.register(Territory)
class TerritoryAdmin(PlaceAdmin):
    """The reference: official files give it, staff add what the policy says of it."""

    preview_view = TerritoryDetailView
    list_display = ["name", "kind", "code", "departement_name", "population", "frr", "obsolete_since"]
    list_filter = ["kind", "frr"]
    inlines = [FactInline, TerritoryImageInline]
    editable = ["summary", "body", "specialities", "notes"]
    gaps = own_tasks = ()
    own_fieldsets = [
        ("Pour un pôle", {"fields": ["specialities"]}),
        (
            "Référence officielle",
            {
                "fields": [
                    *("kind", "code", "official_name", "locative", "genitive", "population", "postal_codes", "frr"),
                    *("latitude", "longitude", "vintage", "successor", "obsolete_since"),
                ],
                "classes": ["collapse"],
                "description": "Ces valeurs viennent des fichiers officiels (Insee, DGCL, IGN, La Poste) et se "
                "mettent à jour avec eux, par la commande import_territories.",
            },
        ),
    ]

    @property
    def tasks(self):
        return ()

    def get_queryset(self, request):
        return super().get_queryset(request).administrative().prefetch_related("containers")

    def choices(self, request):
        """Tiers-lieux are places like the others."""
        return Territory.objects.current().filter(merged_into=None)

    def get_readonly_fields(self, request, obj=None):
        named = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [name for name in named if name not in self.editable]

    def get_fieldsets(self, request, obj=None):
        """Its status is that of the official files: there is nothing to ask of a review."""
        texts, *others = super().get_fieldsets(request, obj)
        return [without_word(texts), *others]

    def change_view(self, request, object_id, *args, **kwargs):
        """A tiers-lieu is in the same table, and has a form of its own."""
        if object_id.isdecimal() and TiersLieu.objects.filter(pk=object_id).exists():
            url = reverse("admin:territories_tierslieu_change", args=[object_id], query=request.GET)
            return redirect(url)
        return super().change_view(request, object_id, *args, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_actions(self, request):
        return {}

    @admin.display(description="département", empty_value="")
    def departement_name(self, territory):
        return territory.departement.name if territory.departement else None


@admin.register(TiersLieu)
class TiersLieuAdmin(PlaceAdmin):
    preview_view = TiersLieuDetailView
    mergeable = True
    list_display = ["title", "state", "located_in", "opening", "missing", "modified"]
    list_filter = [*EntryAdmin.list_filter, "opening", "services"]
    list_select_related = ["located_in"]
    search_fields = ["text_key", "former_names__key", "located_in__key", "identifier"]
    inlines = [FormerNameInline, FactInline, TerritoryImageInline]
    own_fieldsets = [WHERE, OFFERS, POINT]
    gaps = (
        Gap(
            "sans-commune",
            "sans commune",
            lambda places: places.exclude(located_in__kind="commune"),
            missing="la commune",
        ),
        Gap("sans-etat", "sans état", lambda places: places.filter(opening=""), missing="l’état", filled_by="opening"),
        *EntryAdmin.gaps,
    )
