"""The list and the form of projects."""

from django.contrib import admin, messages
from django.db.models import Prefetch, Q

from actors.models import Actor
from curation.admin import EntryAdmin, Gap
from french.typography import euros
from territories.models import Territory

from ..imports.related import Participations, Places
from ..models import Participation, Place, Project
from ..naming import READ_BY_ALL, fields_that_name
from ..views import ProjectDetailView
from . import inlines

SHORT = {
    Project.Evidence.CALL: "dispositif",
    Project.Evidence.FUNDER: "financeur",
    Project.Evidence.NONE: "non établie",
}


class EvidenceFilter(admin.SimpleListFilter):
    """How surely a project was publicly funded, which its fundings tell."""

    title = "niveau de preuve"
    parameter_name = "preuve"

    def lookups(self, request, model_admin):
        return Project.Evidence.choices

    def queryset(self, request, queryset):
        return queryset.filter(evidence=self.value()) if self.value() else queryset


class DepartementFilter(admin.SimpleListFilter):
    """The département where a project acts."""

    title = "département"
    parameter_name = "departement"

    def lookups(self, request, model_admin):
        return Territory.objects.departements().current().values_list("slug", "name")

    def queryset(self, request, queryset):
        return (
            queryset.in_territory(*Territory.objects.departements().filter(slug=self.value()))
            if self.value()
            else queryset
        )


def without_holder(projects):
    return projects.exclude(participations__role=Participation.Role.HOLDER)


@admin.register(Project)
class ProjectAdmin(EntryAdmin):
    preview_view = ProjectDetailView
    mergeable = True
    list_display = ["title", "state", "holders", "where", "through", "amount", "proof", "missing", "modified"]
    list_filter = [*EntryAdmin.list_filter, EvidenceFilter, "metiers", DepartementFilter, "fundings__call", "stage"]
    search_fields = [
        *("text_key", "identifier", "participations__actor__key", "participations__actor__names__key"),
        *("places__territory__key", "fundings__call__key", "fundings__decision_reference"),
    ]
    short_choices = ["metiers"]
    inlines = [
        *(inlines.ParticipationInline, inlines.PlaceInline, inlines.FundingInline, inlines.BudgetLineInline),
        *(inlines.AimInline, inlines.DeliverableInline, inlines.StepInline, inlines.LessonInline),
        *(inlines.ReuseInline, inlines.OutsideReuseInline, inlines.ProjectImageInline),
    ]
    own_fieldsets = [
        (
            "Classement",
            {
                "fields": ["metiers", "disciplines", "technologies", "outputs"],
                "description": "Un terme qui manque s’ajoute dans les termes, avec ses autres écritures.",
            },
        ),
        ("Vie du projet", {"fields": ["stage", ("starts", "ends"), "website"]}),
        (
            "À la une",
            {
                "fields": [("featured_from", "featured_until")],
                "description": "Sinon, la page d’accueil montre les projets dont on dit le plus : leur texte, leurs "
                "enseignements, ce qui peut en être repris.",
            },
        ),
        (
            "Argent",
            {
                "fields": [("total_cost", "cost_scope"), "funding_text"],
                "description": "Les décisions des financeurs se notent plus bas, une par ligne : le niveau de preuve "
                "s’en déduit.",
            },
        ),
        ("Pour qui voudrait le refaire", {"fields": ["reuse_cost", "reuse_terms"], "classes": ["collapse"]}),
    ]
    gaps = (
        Gap("sans-porteur", "sans porteur", without_holder, missing="un porteur"),
        Gap("sans-lieu", "sans lieu d’action", lambda projects: projects.not_located(), missing="un lieu"),
        Gap("sans-metier", "sans métier", lambda projects: projects.filter(metiers=None), missing="un métier"),
        Gap(
            "sans-financement",
            "sans financement",
            lambda projects: projects.filter(fundings=None),
            missing="un financement",
        ),
        *EntryAdmin.gaps,
    )

    def get_queryset(self, request):
        projects = super().get_queryset(request).with_evidence().with_public_amount()
        holders = Participation.objects.holders().select_related("actor")
        return projects.prefetch_related(
            Prefetch("participations", holders, to_attr="held_by"),
            Prefetch("places", Place.objects.select_related("territory"), to_attr="acts_in"),
            "fundings__call",
        )

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            self.tell_named(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def tell_gaps(self, request, entry):
        super().tell_gaps(request, entry)
        self.tell_named(request, entry)

    def tell_named(self, request, project):
        """Say where the project names a masked person that it has: it is for whoever publishes to decide."""
        around = Actor.objects.masked().filter(
            Q(participations__project=project) | Q(fundings_granted__project=project)
        )
        fields = fields_that_name(vars(project), around.values_list("name", flat=True))
        for field in fields:
            told = f"À vérifier sur « {project} » : {READ_BY_ALL[field]} nomme une personne masquée."
            self.message_user(request, told, messages.WARNING)

    def imported_rows(self):
        return Places("places", {}), Participations("participations", {}, {}, {})

    @admin.display(description="porteur")
    def holders(self, project):
        return ", ".join(str(part.actor) for part in project.held_by)

    @admin.display(description="lieux")
    def where(self, project):
        return ", ".join(place.territory.name for place in project.acts_in)

    @admin.display(description="dispositif")
    def through(self, project):
        calls = (funding.call for funding in project.fundings.all() if funding.call)
        return ", ".join(dict.fromkeys(map(str, calls)))

    @admin.display(description="aides", ordering="public_amount")
    def amount(self, project):
        return None if project.public_amount is None else euros(project.public_amount)

    @admin.display(description="preuve", ordering="evidence")
    def proof(self, project):
        return SHORT[project.evidence]
