"""What one may ask of projects."""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Left

from actors.models import Actor
from calls.models import Call, Round
from directory.models import Term, told
from finding import options
from finding.criteria import AmountFilter, Facet, Named, TermFacet, Words, among, told_value
from finding.filters import EntryFilterSet
from finding.sorts import Sort
from french.typography import euros
from territories.filters import around, departements, named, territory_options, typed_territory, views
from territories.models import Territory

from .models import Funding, Participation, Place, Project

ZONES = [
    ("poles", "les trois pôles"),
    ("hors-poles", "hors des trois pôles"),
    ("frr", "communes rurales (FRR)"),
    ("non-localise", "non localisé à la commune"),
]
NAMED_BY_FUNDING = [f"fundings__{name}" for name in Funding.NAMES]
PRECISE = [Territory.Kind.COMMUNE, Territory.Kind.EPCI, Territory.Kind.POLE, Territory.Kind.TIERS_LIEU]


def place(**where):
    """Whether a project acts in a territory of which this holds."""
    return Exists(Place.objects.filter(project=OuterRef("pk"), **where))


def zone():
    """In a pôle or not; a place known no better than its département tells neither."""
    precise = place(territory__kind__in=PRECISE)
    in_pole = place(territory__containers__kind=Territory.Kind.POLE)
    return Case(
        When(in_pole, then=Value("poles")), When(precise, then=Value("hors-poles")), default=Value("non-localise")
    )


def in_frr():
    return Case(When(place(territory__containers__frr__in=Territory.IN_FRR), then=Value("frr")))


def with_tiers_lieu():
    """A tiers-lieu is the place, or its actor is the holder or a partner."""
    tiers_lieux = Territory.objects.published().tiers_lieux()
    takes_part = Participation.objects.told().filter(told("actor__seat", by="project"), actor__seat__in=tiers_lieux)
    is_place = Place.objects.filter(told("territory", by="project"), territory__in=tiers_lieux)
    found = Exists(is_place.filter(project=OuterRef("pk"))) | Exists(takes_part.filter(project=OuterRef("pk")))
    return Case(When(found, then=Value("oui")), default=Value("non"))


def call_option(call):
    return options.Option(call.slug, call.name, is_example=call.is_example)


def round_option(round):
    return options.Option(round.slug, round.name, rank=-(round.year or 0), is_example=round.is_example)


def actor_option(actor):
    return options.Option(actor.slug, actor.title, is_example=actor.is_example)


# a grant is a part of its project: one that comes or goes is told by the log as a change of the project
funder_options = options.entries(
    {"actors.actor", "projects.project"}, lambda: Actor.objects.published().funders(), actor_option
)
call_options = options.entries({"calls.call"}, lambda: Call.objects.published(), call_option)
round_options = options.entries({"calls.round", "calls.call"}, lambda: Round.objects.published(), round_option)


HOLDS = Q(participations__role=Participation.Role.HOLDER) & told("participations__actor")
PARTNERS = Q(participations__role=Participation.Role.PARTNER) & told("participations__actor")


def actors_named():
    return among("participations__actor", Actor.objects.named())


def funded_by(path, entries):
    """A grant that names one of the entries, and of which all that it names may be told."""
    return among(path, entries) & told(*NAMED_BY_FUNDING)


class ProjectFilterSet(EntryFilterSet):
    """The project list: words, where, what, by whom, with which money."""

    SORTS = {
        "recent": Sort("les plus récents", ("-year_of", "key")),
        "montant": Sort("les plus aidés", ("-public_amount", "key")),
        "commune": Sort("par commune", ("main_place", "key")),
        "titre": Sort("par titre", ("key",)),
    }
    NUMBERS = ("year_of", "public_amount")
    FIGURES = ("public_grants", "public_known")

    q = Words(
        Named("participations__actor__name", actors_named),
        Named("participations__actor__names__name", actors_named),
        Named("fundings__funder__name", lambda: funded_by("fundings__funder", Actor.objects.named())),
        Named("territories__name", lambda: among("territories", named())),
        Named("fundings__call__name", lambda: funded_by("fundings__call", Call.objects.published())),
        Named("fundings__round__name", lambda: funded_by("fundings__round", Round.objects.published())),
        "metiers__name",
        "disciplines__name",
        "technologies__name",
        "outputs__name",
        wider=[
            Named("territories__containers__name", lambda: among("territories__containers", named())),
            Named("territories__containers__code", lambda: among("territories__containers", departements())),
            Left("starts", 4),
            Named("participations__actor__actor_type__name", lambda: actors_named() & HOLDS),
            "disciplines__parent__name",
            "technologies__parent__name",
        ],
        kind="projet",
        label="Mots",
    )
    metier = TermFacet(Term.Vocabulary.METIER, "metiers", label="Métier", order="fixed", shown=5)
    territoire = Facet(
        told_value(F("places__territory__containers__slug"), "places__territory__containers"),
        options=territory_options,
        label="Territoire",
        shown=7,
        entries=("territories", "tiers-lieux"),
    )
    discipline = TermFacet(Term.Vocabulary.DISCIPLINE, "disciplines", label="Discipline")
    technologie = TermFacet(Term.Vocabulary.TECHNOLOGY, "technologies", label="Technologie")
    objectif = TermFacet(Term.Vocabulary.OBJECTIVE, "objectives", label="Objectif", order="fixed", secondary=True)
    dispositif = Facet(
        told_value(F("fundings__call__slug"), *NAMED_BY_FUNDING),
        options=call_options,
        label="Dispositif",
        entries=("calls",),
        has_acronyms=True,
    )
    edition = Facet(
        told_value(F("fundings__round__slug"), *NAMED_BY_FUNDING),
        options=round_options,
        label="Édition",
        shown=2,
        secondary=True,
    )
    etat = Facet(
        F("stage_now"),
        options=options.fixed(Project.Stage.choices[1:]),
        label="État",
        order="fixed",
        secondary=True,
        states={
            "en-preparation": "à venir, futur, prochain, en projet",
            "en-cours": "actuel",
            "en-service": "en fonctionnement",
            "termine": "fini, achevé, passé",
            "abandonne": "arrêté, interrompu",
            "commence": "commencé, lancé, démarré",
        },
    )
    annee = Facet(Cast("year_of", CharField()), options=options.years, label="Année", order="fixed", shown=3)
    financeur = Facet(
        told_value(F("fundings__funder__slug"), *NAMED_BY_FUNDING),
        options=funder_options,
        label="Financeur",
        secondary=True,
        entries=("actors",),
    )
    porteur = TermFacet(
        Term.Vocabulary.ACTOR_TYPE,
        "participations__actor__actor_type",
        where=HOLDS,
        label="Type de porteur",
        shown=3,
        secondary=True,
    )
    secteur = TermFacet(
        Term.Vocabulary.SECTOR,
        "participations__sector",
        where=PARTNERS,
        label="Secteur partenaire",
        shown=3,
        secondary=True,
    )
    tiers_lieu = Facet(
        with_tiers_lieu,
        options=options.fixed([("oui", "avec un tiers-lieu"), ("non", "sans tiers-lieu")]),
        label="Tiers-lieu",
        secondary=True,
    )
    zone = Facet(
        zone(),
        in_frr(),
        options=options.fixed(ZONES),
        label="Zone",
        secondary=True,
        phrases={
            "frr": "zone rurale, milieu rural, commune rurale, territoire rural, espace rural, FRR, ZRR, ruralité"
        },
    )
    preuve = Facet(
        F("evidence"),
        options=options.fixed(Project.Evidence.choices),
        label="Preuve du financement public",
        secondary=True,
    )
    montant_min = AmountFilter(field_name="public_amount", lookup_expr="gte", label="Aide publique, au moins (€)")
    montant_max = AmountFilter(field_name="public_amount", lookup_expr="lte", label="Aide publique, au plus (€)")
    lieu = typed_territory()
    autour, rayon = around()
    vue, format = views(tableau="Tableau")

    class Meta:
        model = Project
        fields = []

    def describe(self, name, value):
        if isinstance(self.criteria[name], AmountFilter):
            return f"au {'moins' if name == 'montant_min' else 'plus'} {euros(float(value))}"
        return super().describe(name, value)
