"""What remains to be done: one declaration for the filter of a list, its column and the first page of the admin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from directory.models import Entry, SourceRecord

from ..models import Move


@dataclass(frozen=True)
class Task:
    """Entries that somebody should look at. `rows` keeps them among all those of their kind.

    Whoever asks sees them among the entries that are theirs to change (`workable` of the admin).
    """

    slug: str
    label: str
    rows: Callable
    filled_by: str = ""  # the field of its form, or the rows, by which an entry leaves it; "" when neither does

    def among(self, queryset, user):
        return queryset.filter(self.condition_for(user, queryset.model))

    def condition_for(self, user, model):
        """True of the entries that concern an account."""
        return self.condition(model)

    def condition(self, model):
        """True of the entries concerned, without a join that would repeat them."""
        return Exists(self.rows(model._default_manager.order_by()).filter(pk=OuterRef("pk")))


@dataclass(frozen=True)
class Gap(Task):
    """Something that an entry lacks, as « il manque … » says it. What is withdrawn lacks nothing."""

    missing: str = ""

    @property
    def column(self):
        return f"lacks_{self.slug.replace('-', '_')}"

    def condition(self, model):
        rows = self.rows(model._default_manager.order_by()).exclude(status=Entry.Status.WITHDRAWN)
        return Exists(rows.filter(pk=OuterRef("pk")))


@dataclass(frozen=True)
class SentBack(Task):
    """The drafts that come back to whoever asked that they be read, with a word."""

    def condition_for(self, user, model):
        return Q(identifier__in=Move.objects.sent_back_to(user).values("identifier"))


def planned(entries):
    """Entries that come out, or are taken down, at a moment to come."""
    now = timezone.now()
    return entries.filter(Q(publish_from__gt=now) | Q(publish_until__gt=now), status=Entry.Status.PUBLISHED)


def to_place(entries):
    """Entries of which an imported row holds texts that found no place."""
    return entries.filter(identifier__in=SourceRecord.objects.to_place().values("identifier"))


STALE = timedelta(days=365)


def stale(entries):
    """Published entries in which no hand wrote for a year."""
    return entries.filter(status=Entry.Status.PUBLISHED, edited_at__lt=timezone.now() - STALE)


EVERYWHERE = (
    SentBack("renvoyees", "qui vous reviennent, avec un mot", lambda entries: entries),
    Task("a-relire", "à relire", lambda entries: entries.filter(status=Entry.Status.REVIEW)),
    Task("brouillons", "en brouillon", lambda entries: entries.filter(status=Entry.Status.DRAFT)),
    Task("prevues", "qui sortent ou se retirent à une date prévue", planned),
    Task("a-placer", "avec des valeurs importées à placer", to_place),
    Task("a-revoir", "sans correction depuis un an", stale),
)
NO_SUMMARY = Gap(
    "sans-resume",
    "sans résumé",
    lambda entries: entries.filter(summary=""),
    missing="un résumé",
    filled_by="summary",
)


class TaskFilter(admin.SimpleListFilter):
    """The entries of a list that a task is about."""

    title = "à faire"
    parameter_name = "a_faire"

    def __init__(self, request, params, model, model_admin):
        self.model_admin = model_admin
        self.tasks = {task.slug: task for task in model_admin.tasks}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(task.slug, task.label) for task in self.tasks.values()]

    def queryset(self, request, queryset):
        task = self.tasks.get(self.value())
        if task is None:
            return queryset
        return task.among(self.model_admin.workable(request, queryset), request.user)
