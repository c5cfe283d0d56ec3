"""What was done: what the program is told of projects."""

from django.db.models import Case, When

from actors.models import Actor
from directory.models import Term
from directory.registry import KINDS
from directory.timed import changes
from finding import options
from finding.criteria import Facet, TermFacet, among
from finding.kinds import Brought, Kind, Shipped

from .columns import COLUMNS
from .details import DETAILS
from .filters import ProjectFilterSet
from .models import Project, Step, stage

# What a list of projects has beside itself: tables that tell more of them.
FURTHER = (
    ("texts", "story.TextImporter"),
    ("objectives", "story.ObjectiveImporter"),
    ("steps", "story.StepImporter"),
    ("deliverables", "story.DeliverableImporter"),
    ("lessons", "story.LessonImporter"),
    ("reuses", "story.ReuseImporter"),
    ("fundings", "further_grants.FurtherGrantImporter"),
    ("withdrawn_projects", "story.WithdrawalImporter"),
)


def taking_part():
    """The actors that take part in a project and have a page: a masked person brings nothing together."""
    part = among("participations__actor", Actor.objects.published())
    return Case(When(part, then="participations__actor__slug"))


def actor_options(slugs):
    actors = Actor.objects.published().filter(slug__in=slugs)
    return options.Options(options.Option(actor.slug, actor.title) for actor in actors)


@KINDS.register
class ProjectKind(Kind):
    """Published projects, with what their lists filter and sort by."""

    name = "projects"
    label, plural = "projet", "projets"
    menu, every, rank = "Projets", "Tous les projets", 10
    model = Project
    limited_by = "fundings__call"
    path, pages = "projets/", "projects:"
    site_map = "projects/_site_map.html"
    filterset_class = ProjectFilterSet
    takes_place = True
    ties = {
        "structure": Facet(taking_part, options=actor_options, label="Structure", entries=("actors",)),
        "forme": TermFacet(Term.Vocabulary.OUTPUT, "outputs", label="Forme"),
    }
    points = ("places__territory", "places__territory__located_in")
    reached_by = {
        "actors.actor": ("participations__actor", "fundings__funder"),
        "territories.territory": ("places__territory", "places__territory__containers", "participations__actor__seat"),
        "calls.call": ("fundings__call",),
        "calls.round": ("fundings__round",),
        "directory.term": ("participations__actor__actor_type",),
    }
    columns, details = COLUMNS, DETAILS
    importer = "projects.imports.importer.ProjectImporter"
    brought = (
        Brought("subventions", "Subventions votées", "projects.imports.grants.GrantImporter", "projects.funding"),
    )
    parts_told = {
        "projects.funding": "projects.imports.told.of_grants",
        "projects.amendment": "projects.imports.told.of_amendments",
    }
    shipped = (
        Shipped("projects.csv", importer),
        *(Shipped(f"{table}.csv", f"projects.imports.{name}", is_published=False) for table, name in FURTHER),
    )
    example_rows = {
        "places": ("territory", "note"),
        "participations": ("role", "actor", "sector", "note"),
        "fundings": (),
        "budget_lines": ("kind", "label", "amount"),
        "aims": ("term", "justification"),
        "steps": ("date", "label"),
        "lessons": ("kind", "title", "text"),
        "deliverables": (),
        "reuses": ("origin", "year", "what"),
    }

    def listed(self, entries):
        return entries.with_facts().with_public_grants()

    def spots(self, entry):
        """The communes where it acts; a département is no point."""
        communes = (place.shown.commune for place in entry.shown_places)
        return [commune for commune in communes if commune]

    def landmarks(self):
        return {"metiers": Term.objects.of(Term.Vocabulary.METIER).active()}

    def next_transition(self, now):
        """When the next step of a project is done, or when its dates say another state, too.

        The dates of steps sort as time does, so that one of many is read.
        """
        step = Step.objects.filter(Step.DONE.ahead(now)).order_by("date").first()
        done = step and Step.DONE.changes_at(step)
        stages = [change.moment for change in changes(Project.objects, stage.CLOCKS, now)]
        return min(filter(None, [super().next_transition(now), done, *stages]), default=None)

    def passed(self, since, now):
        changed = {change.pk for change in changes(Project.objects, stage.CLOCKS, since) if change.moment <= now}
        told = super().passed(since, now)
        return told | {self.model_label: told[self.model_label] | changed}
