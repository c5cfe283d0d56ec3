"""A call for projects, from one year to the next."""

from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from actors.models import Actor
from directory.fields import PartialDateField, in_order
from directory.models import Entry, EntryImage, EntryQuerySet, Term

from .state import rank_in_sql
from .words import CallInWords


class CallQuerySet(EntryQuerySet):
    """The words of public support."""

    def led_by(self, actor):
        return self.filter(leads=actor)

    def with_current_state(self):
        """Add what its rounds say: `current_state`, of the one that matters now, and its `rank` (`state.RANKS`),
        `last_year`, of the latest one, and `most`, the largest grant that one of them ever offered.
        """
        rounds = self._rounds().filter(call=OuterRef("pk"))
        calls = self.annotate(
            current_state=Subquery(rounds.order_by_relevance().values("state_now")[:1]),
            last_year=Subquery(rounds.exclude(year=None).order_by("-year").values("year")[:1]),
            most=Subquery(rounds.exclude(max_grant=None).order_by("-max_grant").values("max_grant")[:1]),
        )
        return calls.annotate(rank=rank_in_sql("current_state"))

    def with_helped_count(self):
        """Add `helped_count`: the published projects that it helped, each once; no invented example."""
        fundings = self.model.fundings.rel.related_model
        projects = fundings._meta.get_field("project").related_model.objects.published().real()
        helped = fundings.objects.told().filter(call=OuterRef("pk"), project__in=projects)
        count = helped.order_by().values("call").annotate(n=Count("project", distinct=True)).values("n")
        return self.annotate(helped_count=Coalesce(Subquery(count), 0))

    def for_listing(self):
        """With what a list of calls shows; `public_rounds` begins with the round that matters now."""
        public_rounds = Prefetch("rounds", self._rounds().order_by_relevance(), to_attr="public_rounds")
        calls = self.with_current_state().with_helped_count()
        return calls.prefetch_related("leads", "partners", public_rounds)

    def for_export(self):
        return self.for_listing().prefetch_related("objectives")

    def for_calendar(self):
        """With what the calendars of readers hold: the dates of its public rounds."""
        return self.prefetch_related(Prefetch("rounds", self._rounds().for_calendar(), to_attr="public_rounds"))

    def for_lineage(self):
        """With what its life is drawn from; of other calls and of rounds, what is published."""
        published = self.model.objects.published()
        return self.prefetch_related(
            Prefetch("succeeds", published), Prefetch("succeeded_by", published), Prefetch("rounds", self._rounds())
        )

    def for_detail(self):
        """With all that the page of a call tells."""
        return self.for_lineage().prefetch_related("leads", "partners", "objectives", "images", "rounds__axes")

    def _rounds(self):
        """Those that calls tell."""
        return self.model.rounds.rel.related_model.objects.published().told()


class Call(CallInWords, Entry):
    """A dispositif: the lasting scheme whose rounds open and close, such as « Cultures connectées »."""

    IDENTIFIER_PREFIX = "c"
    SECTION = "Appels"
    SECTION_VIEW = "calls:list"

    leads = models.ManyToManyField(Actor, blank=True, related_name="calls_led", verbose_name="porté par")
    partners = models.ManyToManyField(Actor, blank=True, related_name="calls_partnered", verbose_name="avec")
    objectives = models.ManyToManyField(
        Term,
        blank=True,
        related_name="calls",
        limit_choices_to={"vocabulary": Term.Vocabulary.OBJECTIVE},
        verbose_name="objectifs de la politique",
    )
    succeeds = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="succeeded_by", verbose_name="prend la suite de"
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="fait partie de",
        help_text="Le programme dont ce dispositif est un volet.",
    )
    starts = PartialDateField("existe depuis")
    ends = PartialDateField("jusqu’à")
    website = models.URLField("page officielle", max_length=1000, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "dispositif"
        constraints = [
            *Entry.Meta.constraints,
            in_order("starts", "ends", "call_ends_after_it_starts", "Un dispositif se termine après avoir commencé."),
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=F("pk")),
                name="call_is_not_a_part_of_itself",
                violation_error_message="Un dispositif n’est pas un volet de lui-même.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("calls:detail", kwargs={"slug": self.slug})

    def derive(self):
        super().derive()
        if self.pk and self.part_of_id == self.pk:  # a programme merged with its own part
            self.part_of = None

    def absorb(self, other):
        super().absorb(other)
        if self.part_of_id == other.pk:
            self.part_of = None
            self.save(update_fields=["part_of"])

    def sums(self):
        return {"aides accordées": self.fundings.readable().totals().amount}


class CallImage(EntryImage):
    """A picture of a call."""

    entry = models.ForeignKey(Call, models.CASCADE, related_name="images", verbose_name="dispositif")

    class Meta(EntryImage.Meta):
        pass
