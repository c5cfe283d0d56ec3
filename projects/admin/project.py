"""The list and the form of projects."""

from itertools import groupby

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch, Q

from actors.models import Actor
from calls.models import Round
from curation.admin import Doubles, EntryAdmin, Gap, Task
from curation.admin.forecast import Told, ask, is_asked
from curation.scope import perimeter_of
from french.typography import euros, joined, plural
from territories.models import Territory

from ..imports.related import Participations, Places
from ..likeness import alike, pairs_alike
from ..models import Funding, Participation, Place, Project
from ..naming import READ_BY_ALL, fields_that_name
from ..views import ProjectDetailView
from . import inlines
from .partners import OtherFundingInline, OwnFundingInline

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


class RoundFilter(admin.SimpleListFilter):
    """The projects that a round helped."""

    title = "édition"
    parameter_name = "edition"

    def lookups(self, request, model_admin):
        helping = Funding.objects.filter(round=OuterRef("pk")).exclude(project=None)
        rounds = Round.objects.filter(Exists(helping)).select_related("call").order_by("-year", "key")
        return [(one.slug, str(one)) for one in rounds]

    def queryset(self, request, queryset):
        helped = Funding.objects.filter(round__slug=self.value()).values("project")
        return queryset.filter(pk__in=helped) if self.value() else queryset


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


def draft_holders(projects):
    """The parts of holders that those projects, published, would name without a page."""
    parts = Participation.objects.to_publish().filter(project__in=[one.pk for one in projects])
    return parts.select_related("actor", "project").order_by("actor", "project")


def projects_by_holder(parts):
    """Pairs of an actor and of the names of its projects."""
    for actor, own in groupby(parts, key=lambda part: part.actor):
        yield actor, joined(f"« {part.project} »" for part in own)


def without_holder(projects):
    return projects.exclude(participations__role=Participation.Role.HOLDER)


def with_draft_holder(projects):
    waiting = Participation.objects.to_publish().order_by()
    return projects.filter(status=Project.Status.PUBLISHED, pk__in=waiting.values("project"))


@admin.register(Project)
class ProjectAdmin(Doubles, EntryAdmin):
    actions = (*EntryAdmin.actions, "publish_with_holders")
    preview_view = ProjectDetailView
    mergeable = True
    list_display = ["title", "state", "holders", "where", "through", "amount", "proof", "missing", "modified"]
    list_filter = [
        *EntryAdmin.list_filter,
        EvidenceFilter,
        "metiers",
        DepartementFilter,
        "fundings__call",
        RoundFilter,
        "stage",
    ]
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
        Gap("sans-porteur", "sans porteur", without_holder, missing="un porteur", filled_by="participations"),
        Gap(
            "sans-lieu",
            "sans lieu d’action",
            lambda projects: projects.not_located(),
            missing="un lieu",
            filled_by="places",
        ),
        Gap(
            "sans-metier",
            "sans métier",
            lambda projects: projects.filter(metiers=None),
            missing="un métier",
            filled_by="metiers",
        ),
        Gap(
            "sans-financement",
            "sans financement",
            lambda projects: projects.filter(fundings=None),
            missing="un financement",
            filled_by="fundings",
        ),
        *EntryAdmin.gaps,
    )

    own_tasks = (Task("porteur-en-brouillon", "publiés, le porteur en brouillon", with_draft_holder),)

    def alike(self, name):
        return alike(name)

    def pairs(self):
        return pairs_alike()

    def told_apart_by(self, project):
        told = [("Porteur", self.holders(project)), ("Lieu", self.where(project)), ("Aides", self.amount(project))]
        return [*told, ("Année", project.starts.display), *super().told_apart_by(project)]

    def get_inlines(self, request, obj):
        """A partner changes its own grants, and reads those of the others."""
        shown = super().get_inlines(request, obj)
        if not perimeter_of(request.user).is_limited:
            return shown
        limited = {inlines.FundingInline: (OwnFundingInline, OtherFundingInline)}
        return [one for inline in shown for one in limited.get(inline, (inline,))]

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

    def tell_beside(self, request, entry):
        self.tell_named(request, entry)
        waiting = joined(f"« {part.actor} »" for part in draft_holders([entry]))
        if waiting:
            told = f"« {entry} » est publiée, son porteur {waiting} est en brouillon : le site le nomme sans page."
            self.message_user(request, told, messages.WARNING)

    def forecast(self, entries, status):
        yield from super().forecast(entries, status)
        parts = draft_holders(entries) if status == Project.Status.PUBLISHED else []
        if parts:
            number = len({part.actor for part in parts})
            text = f"{number} {plural(number, 'porteur')} en brouillon, à publier par « Publier, avec les porteurs »"
            yield Told(text, [(actor, f"pour {names}") for actor, names in projects_by_holder(parts)])

    @admin.action(permissions=["change"], description="Publier, avec les porteurs en brouillon")
    def publish_with_holders(self, request, queryset):
        if is_asked(request, queryset):
            told = self.forecast([*queryset], Project.Status.PUBLISHED)
            return ask(self, request, "Publier, avec les porteurs en brouillon", [*told])
        holders = self.admin_site._registry[Actor]
        if not holders.has_change_permission(request):
            raise PermissionDenied
        waiting = holders.get_queryset(request).filter(pk__in=draft_holders([*queryset]).values("actor"))
        holders.move(request, waiting, Actor.Status.PUBLISHED)
        self.move(request, queryset, Project.Status.PUBLISHED)
        return None

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
