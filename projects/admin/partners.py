"""What a partner may change of the money of a project: its own grants. Those of others are read."""

from django.db.models import Exists, OuterRef, Q

from curation.scope import perimeter_of

from ..models import FundingTelling
from .inlines import FundingInline


def own(perimeter):
    """Return the condition of the grants that are a partner's: of its calls, or told by its lists."""
    lists = [pk for _, pk in perimeter.limits if pk]
    told = FundingTelling.objects.filter(funding=OuterRef("pk"), record__source_list__in=lists)
    return Q(call__identifier__in=perimeter.identifiers) | Q(Exists(told))


class OwnFundingInline(FundingInline):
    """The grants of a partner: a new one is of one of its calls."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(own(perimeter_of(request.user)))

    def has_add_permission(self, request, obj=None):
        return bool(perimeter_of(request.user).identifiers) and super().has_add_permission(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "call":
            field.required = True
            field.queryset = field.queryset.filter(identifier__in=perimeter_of(request.user).identifiers)
        return field


class OtherFundingInline(FundingInline):
    """The grants of other funders on the project of a partner."""

    verbose_name_plural = "financements des autres : à lire"

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(own(perimeter_of(request.user)))

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission
