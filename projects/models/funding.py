"""With which money: one row for each funder, decision and beneficiary."""

from dataclasses import replace
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Left, NullIf

from actors.models import Actor
from calls.models import Axis, Call, Round
from directory.fields import AmountField, PartialDateField, ShareField
from directory.likeness import Comparable, Likeness, Verdict
from directory.models import Recorded, RecordedQuerySet, record, told, turn
from directory.models.identifiers import new_identifier
from french.amounts import has_figure
from french.folding import fold
from french.typography import euros, plural

from .amendment import Amendment, net
from .oddities import Bounds, oddities, usual
from .project import Project
from .totals import Totals, sums


def new_grant():
    return new_identifier(Funding.IDENTIFIER_PREFIX)


class FundingQuerySet(RecordedQuerySet):
    def update(self, **values):
        with turn():
            pks, before = list(self.order_by().values_list("pk", flat=True)), self.alone()
            number = super().update(**values)
            record(self.model, before | self.model.objects.filter(pk__in=pks).alone())
        return number

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        with turn():
            rows = super().bulk_create(objs, *args, **kwargs)
            if self.model.moves_with(kwargs.get("update_fields") or ()):
                record(Project, [None])
            record(self.model, {row.pk for row in rows if not row.project_id})
        return rows

    def _write_again(self, rows):
        before = self.model.objects.filter(pk__in=[row.pk for row in rows]).alone()
        super()._write_again(rows)
        record(self.model, before | {row.pk for row in rows if not row.project_id})

    def delete(self):
        with turn():
            alone = self.alone()
            deleted = super().delete()
            record(self.model, alone)
        return deleted

    delete.alters_data = True
    delete.queryset_only = True

    def alone(self):
        """The keys of those without a project: no document holds them, the pages of those that they name tell them."""
        return set(self.order_by().filter(project=None).values_list("pk", flat=True))

    def public(self):
        """Granted by a public body."""
        return self.filter(funder__is_public_body=True)

    def with_net(self):
        """Add `voted_net`, the « voté net », for rows that are read only: otherwise each would read its amendments."""
        return self.annotate(voted_net=net())

    def with_known_amount(self):
        """Unknown is not zero."""
        return self.with_net().exclude(voted_net=None)

    def readable(self):
        """Those that a page may tell: an aid to a project is as public as the project, another as those it names."""
        named = Actor.objects.published()
        alone = Q(project=None, funder__in=named, beneficiary__in=named)
        return self.filter(alone | Q(project__in=Project.objects.published()))

    def told(self):
        """Those that projects tell: a grant that names an example is told by an example only."""
        return self.filter(told(*self.model.NAMES, by="project"))

    def told_on(self, entry):
        """Those that the page of an entry may tell; on that of a real one, none that has to do with an example."""
        return self.readable() if entry.is_example else self.readable().real()

    def real(self):
        """Those that have nothing to do with an invented example."""
        named = ("project", *self.model.NAMES)
        return self.exclude(reduce(or_, [Q(**{f"{name}__is_example": True}) for name in named]))

    def projects(self):
        """The projects that these fundings help."""
        return Project.objects.filter(fundings__in=self).distinct()

    def calls(self):
        """The published calls through which they were granted."""
        return Call.objects.published().filter(fundings__in=self).distinct()

    def without_project(self):
        """Those to a place or a structure, the latest first."""
        return self.filter(project=None).order_by("-decided_on", "-amount_voted", "pk")

    def with_year(self):
        """Add `year`: of the decision, else of its published round, else of the start of the project."""
        of_round = Case(When(round__in=Round.objects.published(), then=Cast("round__year", CharField())))
        decided, started = (NullIf(Left(date, 4), Value("")) for date in ("decided_on", "project__starts"))
        return self.annotate(year=Coalesce(decided, of_round, started, output_field=CharField()))

    def totals_by_call_and_year(self):
        """Return [(pk of a published call or None, year, how many projects, Totals)], the latest first."""
        published = Case(When(call__in=Call.objects.published(), then=F("call")))
        lines = self.order_by().with_year().annotate(through=published).values("through", "year")
        lines = lines.annotate(projects=Count("project", distinct=True), **sums())
        lines = lines.order_by(F("year").desc(nulls_last=True), "-number", "through")
        return [(row.pop("through"), row.pop("year"), row.pop("projects"), Totals(**row)) for row in lines]

    def totals(self):
        """How many, how many amounts are known, how many are cancelled, and their sum."""
        return Totals(**self.aggregate(**sums()))

    def for_listing(self):
        """With what a row of a list shows: from whom, how much, by which call."""
        return self.select_related("funder__actor_type__default_sector", "call").with_net()

    def for_export(self):
        """With what the columns of files tell of each, the acts that changed it included."""
        return self.for_detail().select_related("project").prefetch_related("project__participations__actor")

    def for_detail(self):
        """With what the page of a project shows of its financing."""
        links = ("funder__actor_type__default_sector", "beneficiary", "call", "round__call", "axis")
        return self.select_related(*links).prefetch_related("amendments")


class Funding(Comparable, Recorded):
    """What one funder decided for one beneficiary. Région and Drac on the same project are two rows.

    The columns are those of the SCDL « Subventions » 2.1.1 schema, with the call, round and axis beside them.
    """

    BELONGS_TO = "project"
    BESIDE = ("amendments",)
    IDENTIFIER_PREFIX = "f"
    WITHIN = ("project", "funder")
    ONE = "c’est la même subvention"
    TWO = "ce sont deux subventions"
    NAMES = ("funder", "beneficiary", "call", "round")  # the entries that a row names besides the project

    class Nature(models.TextChoices):
        """SCDL « Subventions », field `nature`."""

        MONEY = "aide en numéraire", "aide en numéraire"
        KIND = "aide en nature", "aide en nature"
        BOTH = "aide en numéraire;aide en nature", "aide en numéraire et en nature"

    class Payment(models.TextChoices):
        """SCDL « Subventions », field `conditionsVersement`."""

        UNKNOWN = "", "non précisées"
        SINGLE = "unique", "versement unique"
        STAGED = "échelonné", "versement échelonné"
        OTHER = "autre", "autres conditions"

    identifier = models.CharField(
        "identifiant permanent", max_length=16, unique=True, default=new_grant, editable=False
    )
    funder = models.ForeignKey(Actor, models.PROTECT, related_name="fundings_granted", verbose_name="financeur")
    beneficiary = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="fundings_received", verbose_name="bénéficiaire"
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fundings",
        verbose_name="projet",
        help_text="Vide pour une aide à un lieu ou à une structure.",
    )
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="fundings", verbose_name="dispositif"
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="fundings", verbose_name="édition"
    )
    axis = models.ForeignKey(Axis, models.PROTECT, null=True, blank=True, related_name="fundings", verbose_name="axe")
    purpose = models.CharField("objet", max_length=256, blank=True, help_text="Tel que la décision l’écrit.")
    amount_voted = AmountField(
        "montant voté (€)", null=True, blank=True, help_text="Vide : inconnu, ce qui n’est pas zéro."
    )
    amount_paid = AmountField("montant versé (€)", null=True, blank=True)
    decided_on = PartialDateField("date de la décision")
    decision_reference = models.CharField("référence de la décision", max_length=100, blank=True)
    convention_date = models.DateField("date de la convention", null=True, blank=True)
    nature = models.CharField("nature", max_length=32, choices=Nature, default=Nature.MONEY)
    payment_terms = models.CharField(
        "conditions de versement", max_length=10, choices=Payment, blank=True, default=Payment.UNKNOWN
    )
    payment_terms_text = models.CharField("conditions, en clair", max_length=256, blank=True)
    paid_from = models.DateField("versée du", null=True, blank=True)
    paid_until = models.DateField("au", null=True, blank=True)
    share = ShareField(
        "part du bénéficiaire",
        default=1,
        validators=[MinValueValidator(0.0001), MaxValueValidator(1)],
        help_text="De 0 à 1 : part d’une aide partagée entre plusieurs bénéficiaires.",
    )
    eu_notified = models.BooleanField("notifiée à l’Union européenne", null=True, blank=True)
    rae_number = models.CharField("numéro au répertoire des aides aux entreprises", max_length=5, blank=True)
    source_url = models.URLField("adresse de la source", max_length=1000, blank=True)

    objects = FundingQuerySet.as_manager()

    class Meta:
        verbose_name = "financement"
        ordering = ["-amount_voted", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=False) | Q(beneficiary__isnull=False),
                name="funding_has_a_project_or_a_beneficiary",
                violation_error_message="Un financement va à un projet ou à un bénéficiaire.",
            ),
            models.CheckConstraint(
                condition=(Q(amount_voted=None) | Q(amount_voted__gte=0))
                & (Q(amount_paid=None) | Q(amount_paid__gte=0)),
                name="funding_amounts_are_not_negative",
                violation_error_message="Un montant n’est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1),
                name="funding_share_is_a_fraction",
                violation_error_message="Une part va de 0 (exclu) à 1.",
            ),
            models.CheckConstraint(
                condition=Q(round=None) | Q(call__isnull=False),
                name="funding_of_a_round_names_its_call",
                violation_error_message="Un financement d’une édition nomme son dispositif.",
            ),
            models.CheckConstraint(
                condition=Q(axis=None) | Q(round__isnull=False),
                name="funding_of_an_axis_names_its_round",
                violation_error_message="Un financement d’un axe nomme son édition.",
            ),
            models.CheckConstraint(
                condition=Q(paid_from=None) | Q(paid_until=None) | Q(paid_until__gte=F("paid_from")),
                name="funding_period_is_in_order",
                violation_error_message="La période de versement finit après avoir commencé.",
            ),
            models.UniqueConstraint(
                "funder",
                "decision_reference",
                Coalesce("beneficiary", 0),
                Coalesce("project", 0),
                "purpose",
                condition=~Q(decision_reference=""),
                name="decision_is_told_once_for_an_object",
                violation_error_message="Cette décision est déjà notée pour ce bénéficiaire et ce projet.",
            ),
        ]

    def __str__(self):
        return f"{self.funder.title} → {self.project or self.beneficiary.title}"

    def save(self, *args, **kwargs):
        with turn():
            before = type(self).objects.filter(pk=self.pk).alone() if self.pk else set()
            super().save(*args, **kwargs)
            record(type(self), before if self.project_id else {self.pk})

    def delete(self, *args, **kwargs):
        with turn():
            alone = set() if self.project_id else {self.pk}
            deleted = super().delete(*args, **kwargs)
            record(type(self), alone)
        return deleted

    def derive(self):
        super().derive()
        self._place_in_a_call()

    @classmethod
    def record_owners(cls, rows):
        """An aid without a project is in no document: it is recorded itself, so that pages are made again."""
        super().record_owners(set(rows) - {None})

    def clean(self):
        super().clean()
        self._place_in_a_call()

    @property
    def decision(self):
        """The decision and what became of it, as far as they are known: « 24.CP.12, 3 mai 2024, 1 000 € versés »."""
        return ", ".join(filter(None, (self.decision_reference, self.decided_on.display, *self.life)))

    @property
    def life(self):
        """What became of it after the vote, in parts: « voté 10 000 € », « porté à 8 000 € (2025) », « soldé »."""
        amendments = [str(one) for one in sorted(self.amendments.all(), key=Amendment.order)]
        if amendments and self.amount_voted is not None:
            yield f"voté {euros(self.amount_voted)}"
        yield from amendments
        if self.amount_paid is not None:
            yield f"{euros(self.amount_paid)} {plural(self.amount_paid, 'versé')}"
            balance = None if self.net is None else self.net - self.amount_paid
            yield from ["soldé"] if balance == 0 else [f"solde de {euros(balance)}"] if balance and balance > 0 else []

    @property
    def net(self):
        """The « voté net »: the amount that stands after the amendments, else the one voted; None: not known.

        `amendment.net` says it to the database, `with_net()` gives it to each row.
        """
        if "voted_net" in self.__dict__:
            return self.voted_net
        last = max(self.amendments.all(), key=Amendment.order, default=None) if self.pk else None
        return last.amount if last else self.amount_voted

    @property
    def net_told(self):
        """The « voté net » in words, or why there is none: the object may tell a figure for several."""
        if self.net is not None:
            return euros(self.net)
        return f"montant {'non réparti' if has_figure(self.purpose) else 'non publié'}"

    @property
    def is_cancelled(self):
        """It counts for nothing; a grant that was voted for 0 € is another thing."""
        return self.net == 0 and self.amount_voted != 0

    @property
    def stroke(self):
        """The line that draws it (`fund.css`): the Région, local bodies, the State and Europe, the others."""
        kind = self.funder.actor_type
        if not self.funder.is_public_body:
            return "f-autre"
        if kind and kind.slug == "region":
            return "f-region"
        return "f-local" if kind and kind.default_sector and kind.default_sector.slug == "collectivite" else "f-etat"

    def compare(self, other):
        """Whether two rows of one funder, for one project or for none, tell the same grant.

        1. two beneficiaries, or two objects without a project that neither a reference nor a vote brings together: two
        grants; 2. two references: two grants; 3. the same decision (beneficiary, call, round, project or object) with
        the same reference, or with the same date and amount: one grant; 4. anything else, what is not known included,
        is asked: an amount alone proves nothing.
        """
        is_one_decision = self._decision() == other._decision() and self._is_for_the_same(other)
        if self.beneficiary_id and other.beneficiary_id and self.beneficiary_id != other.beneficiary_id:
            return None
        references = {fold(row.decision_reference) or row.decision_reference for row in (self, other)} - {""}
        is_one_reference = len(references) == 1 and self.decision_reference and other.decision_reference
        is_one_date = self.decided_on and self.decided_on == other.decided_on
        is_one_vote = is_one_date and self.amount_voted == other.amount_voted is not None
        is_one_act = is_one_reference or is_one_vote
        if not self.project_id and not is_one_act and are_unlike(self.purpose, other.purpose):
            return None
        if len(references) == 2:
            return Likeness(Verdict.DIFFERENT, "les références diffèrent")
        if is_one_decision and is_one_reference:
            return Likeness(Verdict.SAME, "même référence de décision")
        if is_one_decision and is_one_vote:
            return Likeness(Verdict.SAME, "même date et même montant")
        return Likeness(Verdict.ASKED, "rien ne dit si elles n’en font qu’une")

    def take_over(self, other):
        """What lists told of the other one, they told of this one; its amendments are those of this one."""
        other.tellings.update(funding=self)
        known = [one.told for one in self.amendments.all()]
        for amendment in other.amendments.all():
            if amendment.told not in known:
                amendment.funding = self
                amendment.save()

    def doubts(self):
        return [*oddities(self.amount_voted, self.net, self.amount_paid, self.bounds)]

    @property
    def bounds(self):
        """What its amounts are compared with: those of the other grants of its funder, the conditions of its round."""
        others = Funding.objects.filter(funder=self.funder_id).exclude(pk=self.pk).exclude(amount_voted=None)
        bounds = Bounds(usual=usual(others.values_list("amount_voted", flat=True)))
        return replace(bounds, most=self.round.max_grant, budget=self.round.budget) if self.round else bounds

    def _decision(self):
        """What a decision is taken for, beside its funder and what the money is for."""
        return self.beneficiary_id, self.call_id, self.round_id

    def _is_for_the_same(self, other):
        """The same project, or the same object: that of a grant to a project may be told by its title."""
        if self.project_id and other.project_id:
            return self.project_id == other.project_id
        return not self._objects.isdisjoint(other._objects)

    @property
    def _objects(self):
        if not self.project:
            return {fold(self.purpose)}
        return {fold(self.purpose), fold(self.project.name)} - {""}

    def _place_in_a_call(self):
        """An axis brings its round, a round its call; the one never contradicts the other."""
        if self.axis_id and not self.round_id:
            self.round = self.axis.round
        if self.round_id and not self.call_id:
            self.call = self.round.call
        if self.axis_id and self.round_id and self.axis.round_id != self.round_id:
            raise ValidationError({"axis": "Cet axe n’est pas de cette édition."})
        if self.round_id and self.call_id and self.round.call_id != self.call_id:
            raise ValidationError({"round": "Cette édition n’est pas de ce dispositif."})


class BudgetLine(Comparable, Recorded):
    """A line of the financing plan that is not a decision of a funder: own funds, sales, volunteers' time."""

    BELONGS_TO = "project"
    WITHIN = ("project", "kind")

    class Kind(models.TextChoices):
        OWN_FUNDS = "autofinancement", "autofinancement"
        SALES = "recettes", "recettes"
        PATRONAGE = "mecenat", "mécénat, dons"
        IN_KIND = "nature", "apports en nature, bénévolat"
        OTHER = "autre", "autre"

    OWN = (Kind.OWN_FUNDS, Kind.SALES, Kind.IN_KIND)

    project = models.ForeignKey(Project, models.CASCADE, related_name="budget_lines", verbose_name="projet")
    kind = models.CharField("nature", max_length=16, choices=Kind, default=Kind.OWN_FUNDS)
    label = models.CharField("libellé", max_length=150, blank=True)
    amount = AmountField("montant (€)")

    class Meta:
        verbose_name = "ligne du plan de financement"
        verbose_name_plural = "plan de financement"
        ordering = ["-amount", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="budget_line_is_not_negative",
                violation_error_message="Un montant n’est pas négatif.",
            )
        ]

    def __str__(self):
        return self.label or self.get_kind_display()

    @property
    def stroke(self):
        return "f-auto" if self.kind in self.OWN else "f-autre"

    def compare(self, other):
        """The same nature and the same amount may be one line that both entries tell."""
        if self.amount != other.amount or are_unlike(self.label, other.label):
            return None
        return Likeness(Verdict.ASKED, "même nature et même montant")


def are_unlike(text, other):
    """Two texts are known, and they differ."""
    return bool(text and other) and fold(text) != fold(other)
