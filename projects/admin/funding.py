"""The list of fundings: those of projects, and those that go to a place or a structure without a project."""

from django.contrib import admin
from django.db.models import Q
from django.shortcuts import redirect

from accounts.rights import Subject
from curation.admin import History, StaffForms, StaffList
from curation.scope import perimeter_of
from french.folding import fold
from french.typography import euros

from ..models import Funding, Project
from ..models.amendment import net
from .amounts import FundingForm
from .inlines import AmendmentInline


@admin.register(Funding)
class FundingAdmin(History, StaffForms, StaffList):
    subject = Subject.PART
    form = FundingForm
    inlines = [AmendmentInline]
    list_display = [
        "funder",
        "beneficiary",
        "project",
        "through",
        "amount",
        "decided",
        "decision_reference",
    ]
    list_filter = ["call", "funder__is_public_body", "nature", ("project", admin.EmptyFieldListFilter)]
    list_select_related = ["funder", "beneficiary", "project", "call", "round"]
    search_fields = [
        *("funder__key", "beneficiary__key", "beneficiary__names__key", "project__key", "call__key"),
        "decision_reference",
    ]
    fieldsets = [
        ("Qui aide qui", {"fields": ["funder", "beneficiary", "project", "share"]}),
        ("À quel titre", {"fields": ["call", "round", "axis", "purpose", "nature"]}),
        (
            "Décision",
            {
                "fields": [
                    *(("amount_voted", "amount_paid"), "are_checked"),
                    *(("decided_on", "decision_reference"), "source_url"),
                ]
            },
        ),
        (
            "Convention et versement",
            {
                "fields": [
                    *("convention_date", ("payment_terms", "payment_terms_text"), ("paid_from", "paid_until")),
                    ("eu_notified", "rae_number"),
                ],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_queryset(self, request):
        """A partner reads those of the projects that it sees, and those that go to a structure alone."""
        fundings = super().get_queryset(request).prefetch_related("amendments")
        if not perimeter_of(request.user).is_limited:
            return fundings
        projects = self.admin_site.get_model_admin(Project).get_queryset(request)
        return fundings.filter(Q(project=None) | Q(project__in=projects.order_by().values("pk")))

    def history_view(self, request, object_id, extra_context=None):
        """A grant of a project is a part of it, and so is its history."""
        grant = self.of_history(request, object_id)
        if grant.project_id:
            return redirect("admin:projects_project_history", grant.project_id)
        return super().history_view(request, object_id, extra_context)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))

    @admin.display(description="dispositif")
    def through(self, funding):
        return funding.round or funding.call

    @admin.display(description="voté net", ordering=net())
    def amount(self, funding):
        if funding.is_cancelled:
            return "annulé"
        return None if funding.net is None else euros(funding.net)

    @admin.display(description="décidée", ordering="decided_on")
    def decided(self, funding):
        return funding.decided_on.display
