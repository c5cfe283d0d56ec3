"""How projects are found."""

from django.db.models import Case, Min, When

from actors.models import Actor
from directory.models import Term
from finding import options
from finding.criteria import Facet, TermFacet
from finding.documents import Source
from finding.kinds import register
from french.dates import PartialDate

from .filters import ProjectFilterSet
from .models import Step


def taking_part():
    """The actors that take part in a project and have a page: a masked person brings nothing together."""
    part = When(participations__actor__in=Actor.objects.published(), then="participations__actor__slug")
    return Case(part)


def actor_options(slugs):
    actors = Actor.objects.published().filter(slug__in=slugs)
    return options.Options(options.Option(actor.slug, actor.title) for actor in actors)


@register
class ProjectSource(Source):
    """Published projects, with what their lists filter and sort by."""

    name = "projects"
    label, plural = "projet", "projets"
    section = "Projets"
    views = "projects:"
    filterset_class = ProjectFilterSet
    ties = {
        "structure": Facet(taking_part, options=actor_options, label="Structure"),
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

    def entries(self):
        return super().entries().with_facts()

    def next_transition(self, now):
        """When the next step of a project is done, too."""
        coming = Step.objects.filter(date__gt=PartialDate.of_moment(now))
        step = coming.aggregate(first=Min("date"))["first"]
        return min(filter(None, [super().next_transition(now), step and step.first]), default=None)
