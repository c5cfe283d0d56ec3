"""What was done: the projects."""

import re

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from directory.fields import AmountField, PartialDateField, in_order
from directory.models import Entry, EntryImage, Recorded, RecordedQuerySet, Term
from french.amounts import has_figure, tells_money
from french.folding import fold
from french.typography import typographic
from territories.models import Territory

from .queryset import ProjectQuerySet
from .stage import TOLD, Stage, stage_of
from .totals import Totals
from .words import InWords


def classified_by(vocabulary, related_name, verbose_name, **options):
    """A many-to-many field towards the terms of one vocabulary."""
    return models.ManyToManyField(
        Term,
        blank=True,
        related_name=related_name,
        limit_choices_to={"vocabulary": vocabulary},
        verbose_name=verbose_name,
        **options,
    )


class Project(InWords, Entry):
    """A digital-culture project: an experiment meant as an example for others."""

    class Evidence(models.TextChoices):
        """How surely the project was publicly funded; derived from its fundings, never typed."""

        CALL = "dispositif", "dispositif nommé"
        FUNDER = "financeur-public", "financeur public nommé"
        NONE = "non-etabli", "financement public non établi"

    class CostScope(models.TextChoices):
        """Of what the total cost is; a blank one is of the project."""

        PROJECT = "projet", "celui du projet"
        PROGRAMME = "programme", "celui d’un programme national"

    Stage = Stage
    TONES = {Stage.PREPARED: "soon", Stage.RUNNING: "on", Stage.IN_SERVICE: "on", Stage.FINISHED: "archived"}
    SOURCED = ("aims", "steps", "lessons", "deliverables", "reuses", "outside_reuses", "fundings")
    IDENTIFIER_PREFIX = "p"
    SECTION = "Projets"
    SECTION_VIEW = "projects:list"

    metiers = classified_by(Term.Vocabulary.METIER, "projects_of_metier", "métiers")
    disciplines = classified_by(Term.Vocabulary.DISCIPLINE, "projects_of_discipline", "disciplines")
    technologies = classified_by(Term.Vocabulary.TECHNOLOGY, "projects_of_technology", "technologies")
    outputs = classified_by(Term.Vocabulary.OUTPUT, "projects_of_output", "formes de réalisation")
    objectives = classified_by(
        Term.Vocabulary.OBJECTIVE, "projects_of_objective", "objectifs de la politique", through="Aim"
    )
    territories = models.ManyToManyField(
        Territory, through="Place", related_name="projects", verbose_name="lieux d’action"
    )
    stage = models.CharField("état", max_length=16, choices=TOLD, blank=True, default=Stage.UNKNOWN)
    starts = PartialDateField("début")
    ends = PartialDateField("fin")
    website = models.URLField("site du projet", max_length=1000, blank=True)
    total_cost = AmountField("coût total (€)", null=True, blank=True)
    cost_scope = models.CharField(
        "ce coût est",
        max_length=10,
        choices=CostScope,
        blank=True,
        default="",
        help_text="Le coût d’un programme national n’est pas celui de ce qui s’en fait ici : aucune part ne "
        "s’en déduit.",
    )
    funding_text = models.CharField(
        "financement, tel que la source l’écrit",
        max_length=250,
        blank=True,
        help_text="Gardé mot pour mot quand il ne se décompose pas.",
    )
    reuse_cost = models.CharField("coût de reprise estimé", max_length=250, blank=True)
    reuse_terms = models.TextField(
        "conditions de reprise", blank=True, help_text="Ce qu’il faut savoir pour refaire ce projet chez soi."
    )
    featured_from = models.DateField(
        "à la une du",
        null=True,
        blank=True,
        help_text="La page d’accueil le montre d’abord. Vide : selon ce qui est dit.",
    )
    featured_until = models.DateField("au", null=True, blank=True, help_text="Ce jour compris. Vide : sans fin.")

    objects = ProjectQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "projet"
        constraints = [
            *Entry.Meta.constraints,
            in_order("starts", "ends", "project_ends_after_it_starts", "Un projet se termine après avoir commencé."),
            models.CheckConstraint(
                condition=Q(total_cost=None) | Q(total_cost__gte=0),
                name="project_cost_is_not_negative",
                violation_error_message="Un coût n’est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(featured_until=None)
                | Q(featured_from__isnull=False, featured_until__gte=F("featured_from")),
                name="project_is_featured_in_order",
                violation_error_message="Un projet est à la une d’un jour à un autre, qui ne vient pas avant.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("projects:detail", kwargs={"slug": self.slug})

    def absorb(self, other):
        """Keep one main place, this project's own if it has one."""
        if self.places.filter(is_main=True).exists():
            other.places.update(is_main=False)

    def sums(self):
        return {"aides publiques connues": self.fundings.public().totals().amount}

    @property
    def current_stage(self):
        """The state now: what staff say, else what its dates say."""
        return stage_of(self, timezone.now())

    @property
    def tone(self):
        """The shape beside the state (`components/status.html`)."""
        return self.TONES.get(self.current_stage, "")

    @property
    def holders(self):
        """The actors that carry the project; read from the participations, to be prefetched."""
        return [part.actor for part in self.participations.all() if part.role == part.Role.HOLDER]

    @property
    def shown_places(self):
        """The places that readers may know, as `place.shown`; read from the places, to be prefetched."""
        return [place for place in self.places.all() if place.shown]

    @property
    def funders(self):
        """Who funded the project, each once; read from the fundings, to be prefetched."""
        return list(dict.fromkeys(funding.funder for funding in self.fundings.all()))

    @property
    def readable_funding_text(self):
        """The words of the source, unless they may name somebody who is masked; to be read with `for_detail`."""
        around = {part.actor for part in self.participations.all()}
        around |= {funding.beneficiary for funding in self.fundings.all() if funding.beneficiary}
        words = words_of(self.funding_text)
        is_named = any(actor.is_masked and words & words_of(actor.name) for actor in around)
        is_hidden = is_named or any(funder.is_masked for funder in self.funders)
        return "" if is_hidden else self.funding_text

    @property
    def unknown_amount(self):
        """What is said of an amount that no row holds: the words of the source may tell one for several funders."""
        return "non réparti" if self.tells_figures else "non publié"

    @property
    def tells_figures(self):
        """The words of the source tell a figure that no grant holds."""
        return has_figure(self.funding_text) or tells_money(self.funding_text)

    @property
    def public_fundings(self):
        """The public aids; read from the fundings, to be prefetched."""
        return [funding for funding in self.fundings.all() if funding.funder.is_public_body]

    @property
    def public_totals(self):
        """What the public aids come to."""
        return Totals.of(self.public_fundings)

    @property
    def own_cost(self):
        """The total cost, unless it is that of a programme of which the project is a part."""
        return None if self.cost_scope == self.CostScope.PROGRAMME else self.total_cost

    @property
    def funding_segments(self):
        """The known amounts as the segments of a line, what is left of the total cost at its end."""
        known = [(funding.stroke, float(funding.net)) for funding in self.fundings.all() if funding.net]
        rest = float(self.own_cost or 0) - sum(amount for stroke, amount in known)
        return [*known, ("f-rest", max(rest, 0))]

    @property
    def calls(self):
        """The published calls that funded the project, each once; read from the fundings, to be prefetched."""
        named = (funding.call for funding in self.fundings.all() if funding.call and funding.call.is_published)
        return list(dict.fromkeys(named))


def words_of(text):
    return set(re.findall(r"\w+", fold(text)))


class PlaceQuerySet(RecordedQuerySet):
    def told(self):
        """All of them: one that is in an example is told by where it is (`Place.shown`)."""
        return self

    def for_listing(self):
        """With what a row of a list shows: where, each told from its homonyms."""
        departements = Territory.objects.departements()
        return self.select_related("territory__located_in").prefetch_related(
            Prefetch("territory__containers", departements),
            Prefetch("territory__located_in__containers", departements),
        )

    def for_detail(self):
        """With what the page of a project shows of where it acts."""
        return self.select_related("territory__located_in").prefetch_related(
            "territory__containers", "territory__located_in__containers"
        )


class Place(Recorded):
    """Where a project acts, which is not where its holder has its seat."""

    BELONGS_TO = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="places", verbose_name="projet")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="places", verbose_name="territoire")
    is_main = models.BooleanField("lieu principal", default=False)
    note = models.CharField("précision", max_length=200, blank=True, help_text="« huit murs », « une résidence ».")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "lieu d’action"
        verbose_name_plural = "lieux d’action"
        ordering = ["-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "territory"],
                name="place_is_told_once",
                violation_error_message="Ce lieu est déjà noté pour ce projet.",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_main=True),
                name="project_has_one_main_place",
                violation_error_message="Un projet a un seul lieu principal.",
            ),
        ]

    def __str__(self):
        return self.territory.name

    @property
    def shown(self):
        return self.territory.readable_on(self.project)

    @property
    def stands_out(self):
        """Whether it is the main one of several."""
        return self.is_main and len(self.project.shown_places) > 1

    @property
    def precision(self):
        """What follows its name in a sentence: « (Gironde), lieu principal, une résidence »."""
        departement = self.shown.departement
        is_inside = departement and departement != self.shown
        told = ["lieu principal" if self.stands_out else "", typographic(self.note)]
        return (f" ({departement.name})" if is_inside else "") + "".join(f", {one}" for one in told if one)


class ProjectImage(EntryImage):
    """A picture of a project."""

    entry = models.ForeignKey(Project, models.CASCADE, related_name="images", verbose_name="projet")

    class Meta(EntryImage.Meta):
        pass
