"""The rows of a project, edited with it."""

from django.contrib import admin

from curation.admin import ImageInline, RowInline, TabularRowInline

from ..models import (
    Aim,
    Amendment,
    BudgetLine,
    Deliverable,
    Funding,
    Lesson,
    OutsideReuse,
    Participation,
    Place,
    ProjectImage,
    Reuse,
    Step,
)
from .amounts import AmendmentForm, FundingForm


class ParticipationInline(TabularRowInline):
    model = Participation
    completed_with = {"role": Participation.Role.HOLDER}
    verbose_name_plural = "acteurs : qui porte, qui accompagne, au titre de quel secteur"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("actor")


class PlaceInline(TabularRowInline):
    model = Place
    completed_with = {"is_main": True}
    verbose_name_plural = "lieux d’action : là où le projet se passe, qui n’est pas le siège du porteur"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("territory")


class FundingInline(RowInline):
    model = Funding
    form = FundingForm
    show_change_link = True
    readonly_fields = ["life"]
    verbose_name_plural = "financements : une ligne par financeur, décision et bénéficiaire"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *(("funder", "beneficiary"), ("call", "round", "axis"), ("amount_voted", "amount_paid")),
                    *("are_checked", "life", ("decided_on", "decision_reference"), "source_url"),
                ]
            },
        ),
        (
            "Convention et versement",
            {
                "fields": [
                    *("purpose", ("convention_date", "nature"), ("payment_terms", "payment_terms_text")),
                    *(("paid_from", "paid_until"), "share", ("eu_notified", "rae_number")),
                ],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("funder", "beneficiary", "project")
        return rows.prefetch_related("amendments")

    @admin.display(description="depuis le vote", empty_value="rien ; les avenants se notent sur la page de l’aide")
    def life(self, funding):
        return ", ".join(funding.life) if funding.pk else None


class AmendmentInline(RowInline):
    model = Amendment
    form = AmendmentForm
    verbose_name_plural = "avenants : chaque décision qui change le montant, ou l’annule"
    fields = [("amount", "decided_on", "decision_reference"), "are_checked"]


class BudgetLineInline(TabularRowInline):
    model = BudgetLine
    verbose_name_plural = "reste du plan de financement : fonds propres, recettes, mécénat"


class AimInline(RowInline):
    model = Aim
    verbose_name_plural = "objectifs de la politique que le projet sert, et en quoi"
    fields = ["term", "justification", "source_url"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("term")


class StepInline(TabularRowInline):
    model = Step


class DeliverableInline(RowInline):
    model = Deliverable
    verbose_name_plural = "réalisations : ce qui a été fait, si on le trouve encore, si on peut le reprendre"
    fields = [
        *("name", "description", ("url", "state"), ("host", "archive_url", "checked_on")),
        ("licence", "is_reusable", "position"),
        "source_url",
    ]


class LessonInline(RowInline):
    model = Lesson
    fields = [("kind", "position"), "title", "text", "source_url"]


class ReuseInline(TabularRowInline):
    model = Reuse
    fk_name = "project"
    verbose_name_plural = "reprises : les projets que celui-ci reprend"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("origin", "project")


class OutsideReuseInline(TabularRowInline):
    model = OutsideReuse
    verbose_name_plural = "reprises hors du répertoire : ce qui a été repris d’ailleurs, ou par d’autres"


class ProjectImageInline(ImageInline):
    model = ProjectImage
