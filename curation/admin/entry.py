"""What the admin of every kind of entry has in common."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from accounts.rights import Action
from directory.models import Entry, SourceRecord

from ..autocomplete import Autocompleted
from ..models import Move
from .completing import Completing, is_completing
from .duties import Duties
from .entry_form import EntryForm
from .fields import StaffForms
from .history import History
from .imports import AuthorFilter, ImportFilter, SourceListFilter
from .lists import StaffList
from .merging import Merging
from .preview import Preview
from .provenance import provenance_of
from .publication import Publication
from .tasks import EVERYWHERE, NO_SUMMARY, TaskFilter

EXAMPLE = mark_safe('<span class="badge">exemple</span>')  # noqa: S308  # a constant
TEXTS = (None, {"fields": ["name", "status", "word", "summary", "body"]})
PUBLICATION = (
    "Publication et adresse",
    {
        "fields": [("publish_from", "publish_until"), "withdrawal_note", "slug", "is_example"],
        "classes": ["collapse"],
        "description": "Une fiche qui a été publique ne se supprime pas : mise au statut « retiré », elle quitte le "
        "site, et son adresse répond encore, avec ce qui peut en être dit.",
    },
)
SOURCE = ("Source", {"fields": ["source_name", "source_url", "data_date"]})
INTERNAL = ("Pour l’équipe", {"fields": ["notes"]})


class EntryAdmin(Completing, Publication, Preview, Merging, Duties, History, StaffForms, Autocompleted, StaffList):
    """A list to work from, a form in the order of the page, and nothing that loses what was public."""

    actions = (*Publication.actions, "merge_selected")
    form = EntryForm
    change_form_template = "admin/entry_form.html"
    change_list_template = "admin/entry_list.html"
    list_filter = ["status", TaskFilter, SourceListFilter, ImportFilter, AuthorFilter, "is_example"]
    search_fields = ["text_key", "identifier"]
    choice_search_fields = ["key", "identifier"]
    save_on_top = True
    own_fieldsets = ()
    gaps = (NO_SUMMARY,)
    own_tasks = ()

    @property
    def tasks(self):
        return (*EVERYWHERE, *self.own_tasks, *self.gaps)

    def get_queryset(self, request):
        """With what each entry lacks."""
        entries = super().get_queryset(request)
        return entries.annotate(**{gap.column: gap.condition(self.model) for gap in self.gaps})

    def choices(self, request):
        return self.visible(request, self.model._default_manager.filter(merged_into=None))

    def get_fieldsets(self, request, obj=None):
        if is_completing(request):
            return self.fieldsets_to_complete(request)
        texts = TEXTS if self.has_change_permission(request, obj) else without_word(TEXTS)
        return [texts, *self.own_fieldsets, SOURCE, INTERNAL, PUBLICATION]

    def has_delete_permission(self, request, obj=None):
        """One draft at a time, never what was public."""
        return super().has_delete_permission(request, obj) and obj is not None and not obj.was_public

    def delete_model(self, request, obj):
        """A draft goes with the files of its images."""
        for image in obj.images.all() if hasattr(obj, "images") else ():
            image.delete()
        super().delete_model(request, obj)

    def view_on_site(self, entry):
        return entry.get_absolute_url() if entry.is_published and not entry.is_masked else None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance.is_approved:
            self.tell_gaps(request, form.instance)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            provenance = provenance_of(obj, self.imported_rows())
            provenance["may_read_rows"] = self.admin_site.get_model_admin(SourceRecord).has_view_permission(request)
            context |= {"provenance": provenance, "missing": self.missing_of(obj)}
            context |= {"plans": plans_of(obj), "moves": Move.objects.told_of(obj.identifier)}
        context |= {
            "may_propose": obj
            and not self.has_change_permission(request, obj)
            and self.may(request, Action.PROPOSE, obj),
            "lost_files": bool(request.FILES),
            "mergeable": self.mergeable and self.has_merge_permission(request, obj),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def imported_rows(self):
        """The fields of the importer that read the rows of an entry."""
        return ()

    def missing_of(self, entry):
        """What the entry lacks, as « il manque … » says it."""
        return [gap.missing for gap in self.gaps if getattr(entry, gap.column)]

    @admin.display(description="nom", ordering="key")
    def title(self, entry):
        return format_html("{} {}", entry, EXAMPLE if entry.is_example else "")

    @admin.display(description="statut", ordering="status")
    def state(self, entry):
        return format_html('<span class="state state-{}">{}</span>', entry.status, state_label(entry))

    @admin.display(description="modifiée", ordering="updated_at")
    def modified(self, entry):
        return localtime(entry.updated_at).strftime("%d/%m/%Y")

    @admin.display(description="ce qui manque", empty_value="")
    def missing(self, entry):
        return ", ".join(self.missing_of(entry))


def without_word(fieldset):
    """The same fields, for who may not give another status to an entry, nor say anything of it."""
    name, options = fieldset
    return name, options | {"fields": [field for field in options["fields"] if field != "word"]}


def plans_of(entry):
    """When an entry comes out and is taken down, in sentences, while that is to come."""
    now, told = timezone.now(), []
    if entry.is_approved and entry.publish_from and entry.publish_from > now:
        told.append(f"Sortie prévue {moment(entry.publish_from)}.")
    if entry.is_approved and entry.publish_until and entry.publish_until > now:
        told.append(f"Retrait prévu {moment(entry.publish_until)}.")
    return told


def moment(at):
    return localtime(at).strftime("le %d/%m/%Y à %H h %M")


def state_label(entry):
    """The status, and what the status alone does not say."""
    if entry.merged_into_id:
        return "fusionné"
    if entry.is_approved and entry.is_taken_down:
        return "retiré, comme prévu"
    if entry.is_approved and not entry.is_published:
        return "programmé"
    return Entry.Status(entry.status).label
