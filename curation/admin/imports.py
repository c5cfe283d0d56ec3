"""The entries that an import, a list or a person told of, among those of a list of the admin."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.functions import Cast

from directory.models import SourceList, SourceRecord

from ..models import Deposit, Trace

SHOWN = 8  # the last imports; another one is reached from its report
ANY = "tous"


class ImportFilter(admin.SimpleListFilter):
    """The entries that one import made or changed, as its report gives them; those that any import changed."""

    title = "import"
    parameter_name = "import"

    def lookups(self, request, model_admin):
        traces = entries_traced(model_admin.model).filter(deposit=OuterRef("pk"))
        deposits = Deposit.objects.filter(Exists(traces))
        last = {str(one.pk): f"{one} : {one.list_name}" for one in deposits.select_related("source_list")[:SHOWN]}
        chosen = request.GET.get(self.parameter_name, "")
        other = [(chosen, f"import {chosen}")] if chosen.isdecimal() and chosen not in last else []
        return [(ANY, "modifiée par un import"), *last.items(), *other] if last or chosen else []

    def queryset(self, request, queryset):
        value, traces = self.value() or "", entries_traced(queryset.model)
        if value == ANY:
            return queryset.filter(pk__in=traces.exclude(before=None).values("row"))
        if not value.isdecimal():
            return queryset
        return queryset.filter(pk__in=traces.filter(deposit=value).values("row"))


class SourceListFilter(admin.SimpleListFilter):
    """The entries that the rows of one list tell of."""

    title = "liste"
    parameter_name = "liste"

    def lookups(self, request, model_admin):
        return SourceList.objects.filter(Exists(records_of(model_admin.model))).values_list("slug", "name")

    def queryset(self, request, queryset):
        records = SourceRecord.objects.filter(source_list__slug=self.value())
        return queryset.filter(identifier__in=records.values("identifier")) if self.value() else queryset


class AuthorFilter(admin.SimpleListFilter):
    """The entries that one person of the team wrote or had written, as their history says."""

    title = "écrite par"
    parameter_name = "auteur"

    def lookups(self, request, model_admin):
        lines = lines_of(model_admin.model).filter(user=OuterRef("pk"))
        people = get_user_model().objects.filter(Exists(lines))
        return [(str(one.pk), str(one)) for one in people.order_by(people.model.USERNAME_FIELD)]

    def queryset(self, request, queryset):
        if not (self.value() or "").isdecimal():
            return queryset
        lines = lines_of(queryset.model).filter(user=self.value())
        return queryset.filter(pk__in=lines.values(key=Cast("object_id", BigIntegerField())))


def entries_traced(model):
    """What imports did to the entries of a model, without what they did to their many-to-many fields."""
    return Trace.objects.filter(kind=model._meta.concrete_model._meta.label_lower).exclude(identifier="")


def records_of(model):
    """The rows of the list that a query is about which tell of entries of a model."""
    records = SourceRecord.objects.filter(source_list=OuterRef("pk"))
    return records.filter(identifier__startswith=model.IDENTIFIER_PREFIX)


def lines_of(model):
    """The lines of the history of the entries of a model."""
    return LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
