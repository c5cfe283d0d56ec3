"""The words of the trade, for projects."""

from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Left, NullIf

from directory.models import EntryQuerySet


class ProjectQuerySet(EntryQuerySet):
    """What staff, evaluators and readers ask of projects."""

    def in_territory(self, *territories):
        """Acting in one of the territories: one of their places is there, or inside."""
        return self.filter(Exists(self._places().filter(territory__containers__in=territories)))

    def not_located(self):
        return self.filter(places=None)

    def funded_by(self, *actors):
        return self.filter(Exists(self._fundings().filter(funder__in=actors)))

    def with_evidence(self):
        """Add `evidence`: a named call, else a named public funder, else not established."""
        return self.annotate(
            evidence=Case(
                When(Exists(self._fundings().exclude(call=None)), then=Value("dispositif")),
                When(Exists(self._fundings().public()), then=Value("financeur-public")),
                default=Value("non-etabli"),
                output_field=CharField(),
            )
        )

    def with_year(self):
        """Add `year_of`: year of the first decision, else of its round, else of the start."""
        decided = self._fundings().exclude(decided_on="").order_by("decided_on").values(of=Left("decided_on", 4))[:1]
        round_year = self._fundings().exclude(round__year=None).order_by("round__year").values("round__year")[:1]
        return self.annotate(
            year_of=Coalesce(
                Cast(Subquery(decided), IntegerField()),
                Subquery(round_year),
                Cast(NullIf(Left("starts", 4), Value("")), IntegerField()),
                output_field=IntegerField(),
            )
        )

    def with_public_amount(self):
        """Add `public_amount`: sum of the public amounts known, None when none is."""
        total = self._fundings().public().with_known_amount().order_by().values("project").annotate(sum=Sum("amount_voted"))
        return self.annotate(public_amount=Subquery(total.values("sum")))

    def for_listing(self):
        """With what a row of a list shows."""
        return (
            self.with_evidence()
            .with_year()
            .with_public_amount()
            .prefetch_related("metiers", "places__territory__containers", "participations__actor", "fundings__funder", "fundings__call")
        )

    def _places(self):
        return self.model.places.rel.related_model.objects.filter(project=OuterRef("pk"))

    def _fundings(self):
        return self.model.fundings.rel.related_model.objects.filter(project=OuterRef("pk"))
