"""The entries that an import made or changed, among those of a list."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from ..models import Deposit, Trace

SHOWN = 8  # the last imports; another one is reached from its report


class ImportFilter(admin.SimpleListFilter):
    """The entries that one import made or changed, as its report gives them."""

    title = "import"
    parameter_name = "import"

    def lookups(self, request, model_admin):
        traces = entries_traced(model_admin.model).filter(deposit=OuterRef("pk"))
        deposits = Deposit.objects.filter(Exists(traces))
        last = {str(one.pk): f"{one} : {one.list_name}" for one in deposits.select_related("source_list")[:SHOWN]}
        chosen = request.GET.get(self.parameter_name, "")
        return [*last.items(), *([(chosen, f"import {chosen}")] if chosen.isdecimal() and chosen not in last else [])]

    def queryset(self, request, queryset):
        if not (self.value() or "").isdecimal():
            return queryset
        return queryset.filter(pk__in=entries_traced(queryset.model).filter(deposit=self.value()).values("row"))


def entries_traced(model):
    """What imports did to the entries of a model, without what they did to their many-to-many fields."""
    return Trace.objects.filter(kind=model._meta.concrete_model._meta.label_lower).exclude(identifier="")
