import re
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from accounts.rights import Action
from curation.admin import Doubles, EntryAdmin, Gap, ImageInline, SuccessionForm, TabularRowInline, Task
from curation.admin.publication import split
from french.typography import joined

from .likeness import lookalikes, pairs_alike
from .models import Actor, ActorImage, ActorName
from .personhood import Personhood
from .views import ActorDetailView

REGISTER = "https://annuaire-entreprises.data.gouv.fr/rechercher"


class ActorNameInline(TabularRowInline):
    model = ActorName
    verbose_name_plural = (
        "autres noms, anciens noms et sigles : on le trouve en les cherchant, les imports le reconnaissent"
    )


class ActorImageInline(ImageInline):
    model = ActorImage


def answers(personhood, description):
    """An action that answers « personne ou structure ? » for the actors that are ticked."""

    @admin.action(permissions=["change"], description=description)
    def action(modeladmin, request, queryset):
        modeladmin.answer(request, queryset, personhood)

    action.__name__ = f"answer_{personhood.name.lower()}"
    return action


def names_of(actors):
    return joined([f"« {actor} »" for actor in actors])


@admin.register(Actor)
class ActorAdmin(Doubles, EntryAdmin):
    actions = (
        answers(Personhood.ORGANISATION, "C’est une structure"),
        answers(Personhood.PERSON, "C’est une personne physique"),
        *EntryAdmin.actions,
    )
    form = SuccessionForm
    preview_view = ActorDetailView
    mergeable = True
    list_display = ["title", "state", "actor_type", "seat", "siret", "public_money", "missing", "modified"]
    list_filter = [*EntryAdmin.list_filter, "actor_type", "is_public_body", "personhood"]
    list_select_related = ["actor_type", "seat"]
    search_fields = ["text_key", "names__key", "seat__key", "siren", "siret", "rna", "identifier"]
    choice_search_fields = ["key", "names__key", "siren", "siret", "identifier"]
    short_choices = ["metiers"]
    inlines = [ActorNameInline, ActorImageInline]
    own_fieldsets = [
        (
            "Identité",
            {
                "fields": [
                    *("actor_type", "legal_form", "is_public_body", "siren", "siret", "rna", "succeeds"),
                    *("answer", "agreement"),
                ],
                "description": "Ces numéros se lisent sur annuaire-entreprises.data.gouv.fr ; ils font "
                "reconnaître la structure d’un fichier à l’autre.",
            },
        ),
        ("Où la joindre", {"fields": ["seat", "address", "website", "other_websites", "email"]}),
        ("Ce qu’elle fait", {"fields": ["metiers", "disciplines"]}),
    ]
    gaps = (
        Gap(
            "sans-type",
            "sans type de structure",
            lambda actors: actors.filter(actor_type=None),
            missing="le type",
            filled_by="actor_type",
        ),
        Gap("sans-siege", "sans siège", lambda actors: actors.filter(seat=None), missing="le siège", filled_by="seat"),
        *EntryAdmin.gaps,
    )
    own_tasks = (
        Task("personne-ou-structure", "à dire : personne ou structure ?", lambda actors: actors.to_answer()),
        Task("masques", "sous un nom masqué", lambda actors: actors.masked()),
        Task(
            "sans-numero",
            "sans SIREN, SIRET ni RNA",
            lambda actors: actors.filter(siren="", siret="", rna="", personhood=Personhood.ORGANISATION),
            filled_by="siret",
        ),
    )

    def links_to_complete(self, actor):
        if actor.is_masked or actor.siret:
            return ()
        words = f"{actor.name} {actor.seat.name}" if actor.seat else actor.name
        return [("Chercher son SIRET dans l’annuaire des entreprises", f"{REGISTER}?{urlencode({'terme': words})}")]

    def alike(self, name):
        return lookalikes([name])[name]

    def pairs(self):
        return pairs_alike()

    def told_apart_by(self, actor):
        told = [("Type", actor.actor_type), ("Siège", actor.seat), ("SIRET", actor.siret), ("RNA", actor.rna)]
        return [*told, *super().told_apart_by(actor)]

    def answer(self, request, queryset, personhood):
        """Note what somebody knows of some actors, and say what becomes of their names."""
        answered = []
        for actor in self.within(request, queryset, Action.EDIT):
            actor.answer = personhood
            try:
                actor.clean()
            except ValidationError as error:
                self.message_user(request, f"« {actor} » : {joined(error.messages)}", messages.ERROR)
                continue
            actor.save()
            self.log_change(request, actor, f"Personne ou structure : {actor.get_answer_display()}.")
            answered.append(actor)
        masked, named = split(answered, lambda actor: actor.is_masked)
        if named:
            self.message_user(request, f"Le site nomme désormais {names_of(named)}.", messages.SUCCESS)
        if masked:
            self.message_user(request, f"Masquées partout sur le site : {names_of(masked)}.", messages.SUCCESS)

    def tell_masked(self, request, actor):
        told = f"« {actor} » est masquée partout sur le site. {actor.masked_because}"
        self.message_user(request, told, messages.WARNING)

    def tell_gaps(self, request, entry):
        """What may not be named is not published, whatever its status."""
        if entry.is_masked:
            self.tell_beside(request, entry)
        else:
            super().tell_gaps(request, entry)

    def tell_beside(self, request, entry):
        if entry.is_masked:
            self.tell_masked(request, entry)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance.is_masked:
            self.tell_masked(request, form.instance)

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
