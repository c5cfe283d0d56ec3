"""The words of the trade, for projects."""

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Left, NullIf
from django.utils import timezone

from calls.models import Round
from directory.models import EntryQuerySet, Term, told

from .stage import stage_in_sql

ROWS = ("places", "participations", "fundings")  # of a project: where, who, and the money
REUSES = {"reuses": ("origin", "project"), "reused_by": ("project", "origin")}  # the other project, this one


def one_if(condition):
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


class ProjectQuerySet(EntryQuerySet):
    """What staff, evaluators and readers ask of projects."""

    def in_territory(self, *territories):
        """Acting in one of the territories: one of their places is there, or inside."""
        return self.filter(Exists(self._places().filter(territory__containers__in=territories)))

    def held_from(self, seat):
        """Carried by an actor whose seat is there, wherever they act."""
        holders = self._related("participations").told().holders()
        return self.filter(Exists(holders.filter(project=OuterRef("pk"), actor__seat=seat)))

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
        rounds = self._fundings().filter(round__in=Round.objects.published()).exclude(round__year=None)
        round_year = rounds.order_by("round__year").values("round__year")[:1]
        return self.annotate(
            year_of=Coalesce(
                Cast(Subquery(decided), IntegerField()),
                Subquery(round_year),
                Cast(NullIf(Left("starts", 4), Value("")), IntegerField()),
                output_field=IntegerField(),
            )
        )

    def with_public_amount(self):
        """Add `public_amount`: « voté net » of the public grants, None when no amount is known."""
        public = self._fundings().public().with_known_amount().order_by()
        total = public.values("project").annotate(sum=Sum("voted_net"))
        return self.annotate(public_amount=Subquery(total.values("sum")))

    def with_public_grants(self):
        """Add `public_grants` and `public_known`: how many public grants, and how many of known amount."""
        public = self._fundings().public()
        grants = public.order_by().values("project").annotate(of=Count("pk")).values("of")
        known = public.with_known_amount().order_by().values("project").annotate(of=Count("pk")).values("of")
        return self.annotate(public_grants=Coalesce(Subquery(grants), 0), public_known=Coalesce(Subquery(known), 0))

    def with_stage(self, moment=None):
        """Add `stage_now`, the state of each project at the moment (now by default)."""
        return self.annotate(stage_now=stage_in_sql(moment or timezone.now()))

    def with_main_place(self):
        """Add `main_place`, the folded name of the main place, else of the first one."""
        return self.annotate(
            main_place=Subquery(self._places().order_by("-is_main", "pk").values("territory__key")[:1])
        )

    def with_facts(self):
        """With all that lists filter and sort by."""
        return self.with_shown_facts().with_main_place().with_stage()

    def with_shown_facts(self):
        """With what rows and pages tell: evidence, year, public amount."""
        return self.with_evidence().with_year().with_public_amount()

    def for_listing(self):
        """With what a row of a list shows."""
        related = (Prefetch(name, self._related(name).told().for_listing()) for name in ROWS)
        return self.with_shown_facts().prefetch_related("metiers", *related)

    def for_export(self):
        """With what files tell."""
        related = {name: self._related(name).told().for_listing() for name in ROWS}
        related["fundings"] = related["fundings"].select_related("call", "round__call")
        terms = ("metiers", "disciplines", "technologies", "objectives")
        return self.with_shown_facts().prefetch_related(*terms, *(Prefetch(*one) for one in related.items()))

    def for_cards(self):
        """With what a card shows: the cover, who and where."""
        parts = Prefetch("participations", self._related("participations").told().for_listing())
        return self.prefetch_related("metiers", parts)

    def for_detail(self):
        """With all that the page of a project tells; of other projects, what is published."""
        return self.with_shown_facts().prefetch_related(
            *("metiers", "disciplines", "technologies", "outputs", "images"),
            *("steps", "lessons", "deliverables", "outside_reuses", "budget_lines"),
            Prefetch("aims", self._related("aims").select_related("term")),
            *(Prefetch(name, self._related(name).told().for_detail()) for name in ROWS),
            *(Prefetch(name, self._reuses(name, *ends)) for name, ends in REUSES.items()),
        )

    def featured(self, day):
        """Those that staff put on the home page for a day."""
        return self.filter(Q(featured_until=None) | Q(featured_until__gte=day), featured_from__lte=day)

    def with_telling(self):
        """Add `telling`, from 0 to 3: a text, a lesson, something that may be taken up again or was."""
        return self.annotate(
            telling=one_if(~Q(body=""))
            + one_if(Exists(self._rows("lessons")))
            + one_if(
                ~Q(reuse_terms="")
                | Exists(self._rows("deliverables").filter(is_reusable=True))
                | Exists(self._rows("outside_reuses"))
                | Exists(self._rows("reuses"))
                | Exists(self._rows("reused_by"))
            )
        )

    def order_by_recency(self):
        """The latest first, then those whose year is unknown."""
        return self.with_year().order_by(F("year_of").desc(nulls_last=True), "key")

    def metiers(self):
        """The métiers of these projects, the most frequent first; `count` says of how many."""
        count = Count("projects_of_metier", distinct=True)
        return Term.objects.filter(projects_of_metier__in=self).annotate(count=count).order_by("-count", "position")

    def _related(self, name):
        return getattr(self.model, name).rel.related_model.objects.all()

    def _reuses(self, name, other, this):
        """What was taken up, with the published project at the other end."""
        links = self._related(name).filter(told(other, by=this), **{f"{other}__in": self.model.objects.published()})
        return links.select_related(other)

    def _rows(self, name):
        relation = getattr(self.model, name).rel
        return relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})

    def _places(self):
        return self.model.places.rel.related_model.objects.filter(project=OuterRef("pk"))

    def _fundings(self):
        return self.model.fundings.rel.related_model.objects.told().filter(project=OuterRef("pk"))
