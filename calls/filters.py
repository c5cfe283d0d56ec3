"""What one may ask of calls and their rounds."""

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast

from actors.models import Actor
from directory.models import Term
from finding import options
from finding.criteria import AmountFilter, Facet, FormatSetting, Named, TermFacet, Words, among
from finding.filters import EntryFilterSet
from finding.formats import CALENDAR, FORMATS
from finding.sorts import Sort
from french.typography import euros
from territories.filters import territory_options
from territories.models import Territory

from .models import Call, Item, Round

ITEMS, ANY = "rounds__items", "toutes"


def published_rounds():
    return among("rounds", Round.objects.published())


def items(**where):
    """Condition: an item of a published round, of which this holds."""
    return published_rounds() & Q(**{f"{ITEMS}__{name}": value for name, value in where.items()})


def led_by(role):
    return among(role, Actor.objects.named())


def general_first(vocabulary):
    """The terms of a vocabulary, those that hold others before them: what is for all associations is for each sort."""

    def load():
        for term in Term.objects.of(vocabulary).select_related("parent"):
            yield options.Option(term.slug, term.name, term.parent.name if term.parent else "", bool(term.parent))

    return options.stored(("terms, general first", vocabulary), {"directory.term"}, load)


class ItemFacet(TermFacet):
    """A facet over the terms that items name: who may apply for a lieu culturel may be a musée, which is one.

    « Toutes disciplines » answers to any.
    """

    everything, any_of = ANY, "directory.term"

    def __init__(self, kind, **kwargs):
        self.kind = kind
        super().__init__(Item.CLASSED[kind], f"{ITEMS}__term", **kwargs)
        self.options = general_first(self.vocabulary)

    @property
    def values(self):
        named = items(kind=self.kind)
        paths = (f"{self.path}__slug", f"{self.path}__parent__slug", f"{self.path}__children__slug")
        return [
            *(Case(When(named, then=F(path))) for path in paths),
            Case(When(items(kind=self.kind, for_all=True), then=Value(ANY))),
        ]

    def all_values(self):
        return {term.slug for term in Term.objects.of(self.vocabulary).only("slug")}


class EligibleTerritory(Facet):
    """A facet over the territories that items name: what is for the region is for all that it contains."""

    everything, any_of = ANY, "territories.territory"
    WIDE = (Territory.Kind.REGION, Territory.Kind.POLE, Territory.Kind.DEPARTEMENT, Territory.Kind.EPCI)

    @property
    def values(self):
        named, path = items(kind=Item.Kind.TERRITORY), f"{ITEMS}__territory"
        in_whole = named & Q(**{f"{path}__kind": Territory.Kind.REGION})
        return [Case(When(named, then=F(f"{path}__slug"))), Case(When(in_whole, then=Value(ANY)))]

    def all_values(self):
        return {one.slug for one in Territory.objects.published().filter(kind__in=self.WIDE).only("slug")}


def public_body(role):
    """Who leads it, or takes part in it, and gives public money."""
    return lambda: Case(When(led_by(role) & Q(**{f"{role}__is_public_body": True}), then=F(f"{role}__slug")))


def body_option(actor):
    return options.Option(actor.slug, actor.title, is_example=actor.is_example)


body_options = options.entries({"actors.actor"}, lambda: Actor.objects.named().public_bodies(), body_option)


class CallFilterSet(EntryFilterSet):
    """The list of calls: a call answers to the states and the years of its published rounds."""

    SORTS = {
        "etat": Sort("ouverts d’abord", ("rank", "-last_year", "key")),
        "recent": Sort("les plus récents", ("-last_year", "key")),
        "titre": Sort("par nom", ("key",)),
    }
    NUMBERS = ("rank", "last_year", "most")

    q = Words(
        Named("rounds__name", published_rounds),
        Named("rounds__axes__name", published_rounds),
        Named("leads__name", lambda: led_by("leads")),
        Named("leads__names__name", lambda: led_by("leads")),
        Named("partners__name", lambda: led_by("partners")),
        "objectives__name",
        kind="appel à projets dispositif aide subvention financement",
        body=[
            Named("rounds__summary", published_rounds),
            Named("rounds__body", published_rounds),
            Named("rounds__eligibility", published_rounds),
        ],
        label="Mots",
    )
    etat = Facet(
        F("current_state"),
        options=options.fixed(Round.State.choices),
        label="État",
        order="fixed",
        states={
            "a-venir": "futur, prochain",
            "ouvert bientot-clos": "ouvert, en cours, actuel",
            "clos en-instruction resultats-publies epuise": "clos, fermé, terminé, passé",
            "epuise": "épuisé",
        },
    )
    metier = ItemFacet(Item.Kind.METIER, label="Métier", shown=5)
    discipline = ItemFacet(Item.Kind.DISCIPLINE, label="Discipline", shown=3)
    porteur = ItemFacet(Item.Kind.BENEFICIARY, label="Qui peut déposer", shown=3)
    territoire = EligibleTerritory(
        options=territory_options,
        label="Territoire éligible",
        shown=3,
        entries=("territories",),
    )
    financeur = Facet(
        public_body("leads"),
        public_body("partners"),
        options=body_options,
        label="Financeur",
        secondary=True,
        entries=("actors",),
    )
    annee = Facet(
        lambda: Case(When(published_rounds(), then=Cast("rounds__year", CharField()))),
        options=options.years,
        label="Année",
        order="fixed",
        shown=3,
    )
    objectif = TermFacet(Term.Vocabulary.OBJECTIVE, "objectives", label="Objectif", order="fixed", secondary=True)

    format = FormatSetting(FORMATS | CALENDAR)
    montant_min = AmountFilter(field_name="most", lookup_expr="gte", label="Aide possible, au moins (€)")

    class Meta:
        model = Call
        fields = []

    def describe(self, name, value):
        if name == "montant_min":
            return f"aide d’au moins {euros(float(value))}"
        return super().describe(name, value)
