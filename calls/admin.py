from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from curation.admin import EntryAdmin, Gap, ImageInline, StaffForms, SuccessionForm, TabularRowInline, Task
from curation.autocomplete import Autocompleted

from .models import Axis, Call, CallImage, Milestone, Round
from .models.state import COMPUTED
from .views import CallDetailView, RoundDetailView


class CallImageInline(ImageInline):
    model = CallImage


class RoundInline(admin.TabularInline):
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
        ("Sa place dans la politique", {"fields": ["objectives", "succeeds", "starts", "ends"]}),
    ]
    gaps = (
        Gap(
            "sans-porteur",
            "sans structure qui le porte",
            lambda calls: calls.filter(leads=None),
            missing="qui le porte",
        ),
        Gap("sans-edition", "sans édition", lambda calls: calls.filter(rounds=None), missing="une édition"),
        *EntryAdmin.gaps,
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("leads")

    @admin.display(description="porté par")
    def led_by(self, call):
        return ", ".join(str(actor) for actor in call.leads.all())


class AxisInline(TabularRowInline):
    model = Axis
    verbose_name_plural = "axes : ceux de cette édition, ils changent d’une année à l’autre"


class MilestoneInline(TabularRowInline):
    model = Milestone


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
    inlines = [AxisInline, MilestoneInline]
    own_fieldsets = [
        (
            "Calendrier",
            {
                "fields": [
                    *("call", "year", ("opens_at", "closes_at"), "open_ended", ("decided_at", "results_at")),
                    "override",
                ],
                "description": f"L’état affiché ({', '.join(one.label for one in COMPUTED)}) se calcule à partir de "
                "ces dates, heure de Paris comprise.",
            },
        ),
        ("Argent", {"fields": ["budget", ("max_grant", "max_rate")]}),
        ("Pour déposer", {"fields": ["eligibility", "website", "contact_email"]}),
    ]
    gaps = (
        Gap(
            "sans-cloture",
            "sans date de clôture",
            lambda rounds: rounds.filter(closes_at="", open_ended=False),
            missing="la date de clôture",
        ),
        Gap(
            "sans-conditions",
            "sans conditions",
            lambda rounds: rounds.filter(eligibility=""),
            missing="les conditions",
        ),
    )
    own_tasks = (Task("bientot-closes", "à clôture proche", lambda rounds: rounds.soon_closing()),)

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
class AxisAdmin(StaffForms, Autocompleted, admin.ModelAdmin):
    """For the fields that choose an axis; axes are edited with their round."""

    search_fields = choice_search_fields = ["key", "round__key"]

    def has_module_permission(self, request):
        return False

    def with_labels(self, queryset):
        return queryset.select_related("round")

    def choice_label(self, axis):
        return f"{axis} ({axis.round})"
