"""The words of geography."""

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from directory.models import EntryQuerySet


class TerritoryQuerySet(EntryQuerySet):
    """What readers, lists and pages ask of territories."""

    def of_kind(self, *kinds):
        return self.filter(kind__in=kinds)

    def regions(self):
        return self.of_kind(self.model.Kind.REGION)

    def departements(self):
        return self.of_kind(self.model.Kind.DEPARTEMENT)

    def epci(self):
        return self.of_kind(self.model.Kind.EPCI)

    def communes(self):
        return self.of_kind(self.model.Kind.COMMUNE)

    def poles(self):
        return self.of_kind(self.model.Kind.POLE)

    def tiers_lieux(self):
        return self.of_kind(self.model.Kind.TIERS_LIEU)

    def administrative(self):
        """All but the tiers-lieux: the reference that official files give."""
        return self.exclude(kind=self.model.Kind.TIERS_LIEU)

    def current(self):
        """Those that still exist."""
        return self.filter(obsolete_since="")

    def within(self, *territories):
        """Those that one of the territories contains, itself included."""
        return self.filter(containers__in=territories).distinct()

    def containing(self, territory):
        """Those that contain the territory, itself excepted."""
        return self.filter(contained=territory).exclude(pk=territory.pk)

    def with_project_count(self):
        """Add `project_count`: the published projects that act there, each once; no invented example."""
        inside = self.model.containers.through.objects.filter(to_territory=OuterRef("pk"))
        here = inside.filter(from_territory__places__project__in=self._projects()).order_by().values("to_territory")
        count = here.annotate(n=Count("from_territory__places__project", distinct=True)).values("n")
        return self.annotate(project_count=Coalesce(Subquery(count), 0))

    def with_a_project(self):
        """Those that are the place of a published project, which is no example."""
        return self.filter(places__project__in=self._projects())

    def for_listing(self):
        """With what a list of territories or tiers-lieux shows."""
        return self.with_project_count().select_related("located_in").prefetch_related("services", "containers")

    def for_export(self):
        return self.for_listing().prefetch_related("equipment")

    def for_detail(self):
        """With all that the page of a territory or a tiers-lieu tells of itself."""
        facts = Prefetch("facts", self.model.facts.rel.related_model.objects.with_gathering())
        return self.select_related("located_in", "successor").prefetch_related(
            *("containers", facts, "images", "former_names", "predecessors", "services", "equipment")
        )

    def in_frr(self):
        """Communes classed « France ruralités revitalisation »."""
        return self.filter(frr__in=self.model.IN_FRR)

    def _projects(self):
        return self.model.projects.rel.related_model.objects.published().real()
