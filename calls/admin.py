from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import FileField
from django.forms import FileInput
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from accounts.governed import Governed, GovernedRows
from accounts.rights import Action, Subject
from curation.admin import EntryAdmin, Gap, ImageInline, RowInline, StaffForms, SuccessionForm, Task
from curation.autocomplete import Autocompleted

from .calendar import calendar
from .doubts import contradictions
from .duplicates import next_round
from .models import Axis, Call, CallImage, Document, Item, Milestone, Round
from .models.state import COMPUTED
from .views import CallDetailView, DocumentView, RoundDetailView


class CallImageInline(ImageInline):
    model = CallImage


class RoundInline(GovernedRows, admin.TabularInline):
    """The rounds of a call, to go to."""

    model = Round
    extra = 0
    fields = readonly_fields = ["link", "status", "opening", "closing"]
    ordering = ["-year", "-closes_at", "key"]
    can_delete = False
    verbose_name_plural = "éditions : elles se corrigent, et s’ajoutent, dans leur propre liste"

    def has_add_permission(self, request, obj=None):
        return False

    @admin.display(description="édition")
    def link(self, round):
        return format_html('<a href="{}">{}</a>', reverse("admin:calls_round_change", args=[round.pk]), round)

    @admin.display(description="ouvre")
    def opening(self, round):
        return round.opens_at.display

    @admin.display(description="ferme")
    def closing(self, round):
        return round.closes_at.display


@admin.register(Call)
class CallAdmin(EntryAdmin):
    form = SuccessionForm
    preview_view = CallDetailView
    mergeable = True
    list_display = ["title", "state", "led_by", "starts", "ends", "missing", "modified"]
    list_filter = [*EntryAdmin.list_filter, "objectives"]
    short_choices = ["objectives"]
    inlines = [RoundInline, CallImageInline]
    own_fieldsets = [
        ("Qui le porte", {"fields": ["leads", "partners", "website"]}),
        ("Sa place dans la politique", {"fields": ["objectives", "part_of", "succeeds", "starts", "ends"]}),
    ]
    gaps = (
        Gap(
            "sans-porteur",
            "sans structure qui le porte",
            lambda calls: calls.filter(leads=None),
            missing="qui le porte",
            filled_by="leads",
        ),
        Gap("sans-edition", "sans édition", lambda calls: calls.filter(rounds=None), missing="une édition"),
        *EntryAdmin.gaps,
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("leads")

    @admin.display(description="porté par")
    def led_by(self, call):
        return ", ".join(str(actor) for actor in call.leads.all())


class AxisInline(RowInline):
    model = Axis
    fields = [("name", "position"), "definition", "source_url"]
    verbose_name_plural = "axes : ceux de cette édition, ils changent d’une année à l’autre"


class MilestoneInline(RowInline):
    model = Milestone
    verbose_name_plural = (
        "étapes du calendrier : réunions, pré-dépôt, jury, vote, notification ; sans date, « à venir »"
    )
    fields = [("kind", "label"), ("date", "ends", "postponed_from"), ("url", "source_url")]


class ItemInline(RowInline):
    model = Item
    verbose_name_plural = "rubriques : une chose par ligne, avec la page qui la dit ; seul ce qui est noté s’affiche"
    fields = [
        *(("kind", "position"), "label", "text", ("term", "for_all"), ("territory", "site", "email")),
        "source_url",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("term", "territory")


class DocumentInline(RowInline):
    model = Document
    verbose_name_plural = "documents : un lien de préférence ; un fichier est gardé sans ses métadonnées"
    formfield_overrides = RowInline.formfield_overrides | {FileField: {"widget": FileInput}}
    fields = [("title", "position"), "url", "file", "stored", ("is_accessible", "accessible_url"), "source_url"]
    readonly_fields = ["stored"]

    @admin.display(description="gardé", empty_value="")
    def stored(self, document):
        """What is stored, to be read before it is published."""
        if not document.pk or not document.file:
            return ""
        return format_html('<a href="{}" download>{}</a>', document.address, document.described)


class StateFilter(admin.SimpleListFilter):
    """The state of a round, which its dates tell."""

    title = "état"
    parameter_name = "etat"

    def lookups(self, request, model_admin):
        return Round.State.choices

    def queryset(self, request, queryset):
        return queryset.in_state(self.value()) if self.value() else queryset


@admin.register(Round)
class RoundAdmin(EntryAdmin):
    preview_view = RoundDetailView
    mergeable = True
    list_display = ["title", "state", "year", "now", "opening", "closing", "missing", "modified"]
    list_filter = [*EntryAdmin.list_filter, StateFilter, "year", "call"]
    list_select_related = ["call"]
    search_fields = ["text_key", "call__key", "identifier"]
    inlines = [AxisInline, MilestoneInline, ItemInline, DocumentInline]
    readonly_fields = ["public_calendar"]
    actions = (*EntryAdmin.actions, "duplicate_selected")
    change_form_template = "admin/round_form.html"
    own_fieldsets = [
        (
            "Calendrier",
            {
                "fields": [
                    *("call", "year", ("opens_at", "closes_at", "postponed_from"), "open_ended"),
                    *(("decided_at", "results_at"), "override", "public_calendar"),
                ],
                "description": f"L’état affiché ({', '.join(one.label for one in COMPUTED)}) se calcule à partir de "
                "ces dates, heure de Paris comprise.",
            },
        ),
        ("Argent", {"fields": ["budget", ("max_grant", "max_rate")]}),
        ("Pour déposer", {"fields": ["eligibility", "website", "apply_url", "contact_email"]}),
    ]
    gaps = (
        Gap(
            "sans-cloture",
            "sans date de clôture",
            lambda rounds: rounds.filter(closes_at="", open_ended=False),
            missing="la date de clôture",
            filled_by="closes_at",
        ),
        Gap(
            "sans-conditions",
            "sans conditions",
            lambda rounds: rounds.filter(eligibility=""),
            missing="les conditions",
            filled_by="eligibility",
        ),
    )
    own_tasks = (Task("bientot-closes", "à clôture proche", lambda rounds: rounds.soon_closing()),)

    def get_urls(self):
        duplicate, document = map(self.admin_site.admin_view, (self.duplicate, self.document))
        return [
            path("<path:object_id>/dupliquer/", duplicate, name="calls_round_duplicate"),
            path("documents/<int:pk>/<str:name>", document, name="calls_round_document"),
            *super().get_urls(),
        ]

    def save_related(self, request, form, formsets, change):
        """Say what its dates contradict, and ask of a deadline that moved whether it is postponed."""
        super().save_related(request, form, formsets, change)
        round = self.model.objects.prefetch_related("milestones").get(pk=form.instance.pk)
        doubts = contradictions(round)
        if "closes_at" in form.changed_data and form.initial.get("closes_at") and not round.postponed_from:
            doubts.append("la date limite a changé : si elle est reportée, noter de quelle date")
        for doubt in doubts:
            self.message_user(request, f"À vérifier : {doubt}.", messages.WARNING)

    def delete_model(self, request, obj):
        """A draft goes with the files of its documents."""
        for document in obj.documents.all():
            document.delete()
        super().delete_model(request, obj)

    def document(self, request, pk, name):
        """A document of any round that whoever asks may read."""
        document = Document.objects.filter(pk=pk).select_related("round").first()
        if not self.has_view_permission(request, document and document.round):
            raise PermissionDenied
        return DocumentView.as_view(is_for_staff=True)(request, pk=pk, name=name)

    def duplicate(self, request, object_id):
        """The button of the form: the next round, then its own form."""
        round = self.get_object(request, object_id)
        if round is None:
            raise Http404
        if request.method != "POST" or not self.may_duplicate(request, round):
            raise PermissionDenied
        made = self._duplicate(request, round)
        return HttpResponseRedirect(reverse("admin:calls_round_change", args=[made.pk]))

    @admin.action(permissions=["add"], description="Dupliquer pour l’année suivante, en brouillon")
    def duplicate_selected(self, request, queryset):
        for round in self.within(request, queryset, Action.VIEW):
            self._duplicate(request, round)

    def may_duplicate(self, request, round):
        return self.has_add_permission(request) and self.has_view_permission(request, round)

    def _duplicate(self, request, round):
        made = next_round(round)
        self.record_move(request, made, before="")
        self.log_addition(request, made, f"Dupliquée de « {round} ».")
        told = f"« {made} » est en brouillon, ses dates un an plus tard : tout est à vérifier avant de publier."
        if made.year and round.call.rounds.filter(year=made.year).exclude(pk=made.pk).exists():
            told += f" Le dispositif a déjà une édition {made.year}."
        self.message_user(request, told, messages.WARNING)
        return made

    @admin.display(description="ce que lira le public")
    def public_calendar(self, round):
        lines = [(moment.when, moment.label, moment.moved) for moment in calendar(round)] if round.pk else []
        return format_html_join(mark_safe("<br>"), "<b>{}</b> {} {}", lines) or "aucune date"

    @admin.display(description="état")
    def now(self, round):
        return round.state.label

    @admin.display(description="ouvre", ordering="opens_at")
    def opening(self, round):
        return round.opens_at.display

    @admin.display(description="ferme", ordering="closes_at")
    def closing(self, round):
        return round.closes_at.display


@admin.register(Axis)
class AxisAdmin(Governed, StaffForms, Autocompleted, admin.ModelAdmin):
    """For the fields that choose an axis; axes are edited with their round."""

    subject = Subject.PART
    search_fields = choice_search_fields = ["key", "round__key"]

    def has_module_permission(self, request):
        return False

    def with_labels(self, queryset):
        return queryset.select_related("round")

    def choice_label(self, axis):
        return f"{axis} ({axis.round})"
