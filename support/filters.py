"""What one may ask of events, of resources, of definitions."""

from functools import lru_cache

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Left

from actors.models import Actor
from calls.models import Call
from directory.models import Term
from finding import options
from finding.criteria import Facet, FormatSetting, Named, Setting, TermFacet, Words, among, told_value
from finding.filters import PER_PAGE, EntryFilterSet
from finding.formats import CALENDAR
from finding.sorts import Sort
from french.dates import PartialDate
from projects.models import Project
from territories.filters import around, departements, named, territory_options, typed_territory, views

from .models import Definition, Event, Resource
from .models.scope import Scope


def actor_named(path):
    return Named(f"{path}__name", lambda: among(path, Actor.objects.named()))


def published(model, path):
    return Named(f"{path}__name", lambda: among(path, model.objects.published()))


def actor_option(actor):
    return options.Option(actor.slug, actor.title, is_example=actor.is_example)


# who organises or writes is told by the log as a change of the event or of the resource
organiser_options = options.entries(
    {"actors.actor", "support.event"},
    lambda: Actor.objects.published().exclude(events_organised=None).distinct(),
    actor_option,
)
author_options = options.entries(
    {"actors.actor", "support.resource"},
    lambda: Actor.objects.published().exclude(resources=None).distinct(),
    actor_option,
)


def months(values):
    """Months, the latest first: « décembre 2026 »."""
    return months_among(frozenset(values))


@lru_cache(maxsize=100)
def months_among(values):
    known = {value: _read_month(value) for value in values}
    return options.Options(
        options.Option(value, month.display, rank=-int(value.replace("-", "")))
        for value, month in known.items()
        if month
    )


def _read_month(text):
    """The month that a text of an address writes, « 2026-12 »; nothing otherwise."""
    try:
        month = PartialDate.parse(text)
    except ValueError:
        return PartialDate("")
    return month if month == text and month.precision == "month" else PartialDate("")


class EventFilterSet(EntryFilterSet):
    """The agenda: what comes first, then what is over, the latest first."""

    SORTS = {
        "agenda": Sort("par date", ("agenda_order", "key")),
        "titre": Sort("par titre", ("key",)),
    }
    NUMBERS = ("agenda_order",)

    q = Words(
        actor_named("organisers"),
        actor_named("partners"),
        "other_organisers",
        "other_partners",
        "venue",
        "town",
        Named("territory__name", lambda: among("territory", named())),
        published(Call, "calls"),
        published(Project, "projects"),
        "metiers__name",
        "themes__name",
        "audience",
        wider=[
            Named("territory__containers__name", lambda: among("territory__containers", named())),
            Named("territory__containers__code", lambda: among("territory__containers", departements())),
            Case(*(When(kind=kind.value, then=Value(kind.label)) for kind in Event.Kind)),
            Left("starts", 4),
        ],
        kind="rendez-vous événement agenda",
        body=["outcome"],
        label="Mots",
    )
    quand = Facet(
        F("phase_now"),
        options=options.fixed(Event.Phase.choices),
        label="Quand",
        order="fixed",
        states={
            "": "agenda, rendez-vous, événement",
            "a-venir": "à venir, prochain, futur, en cours",
            "passe": "passé, terminé",
        },
        says_its_labels=False,
    )
    type = Facet(
        F("kind"),
        options=options.fixed(Event.Kind.choices),
        label="Type",
        shown=6,
        states={
            "formation": "formation, se former",
            "atelier": "atelier",
            "webinaire": "webinaire, visioconférence",
            "concertation": "concertation",
            "journee-d-etude": "journée d’étude",
            "journee-professionnelle": "journée professionnelle",
            "rencontre-professionnelle": "rencontre professionnelle",
            "table-ronde": "table ronde",
            "conference": "conférence",
            "colloque": "colloque",
        },
        says_its_labels=False,
    )
    modalite = Facet(
        F("format"), options=options.fixed(Event.Format.choices), label="Sur place ou en ligne", order="fixed"
    )
    mois = Facet(
        Case(When(Q(starts__regex=r"^.{7}"), then=Left("starts", 7))), options=months, label="Mois", order="fixed"
    )
    annee = Facet(Left("starts", 4), options=options.years, label="Année", order="fixed", shown=3)
    theme = TermFacet(Term.Vocabulary.THEME, "themes", label="Thème")
    metier = TermFacet(Term.Vocabulary.METIER, "metiers", label="Métier", order="fixed", shown=5)
    territoire = Facet(
        told_value(F("territory__containers__slug"), "territory__containers"),
        options=territory_options,
        label="Territoire",
        shown=5,
        entries=("territories", "tiers-lieux"),
    )
    organisateur = Facet(
        told_value(F("organisers__slug"), "organisers"),
        options=organiser_options,
        label="Organisé par",
        entries=("actors",),
    )
    portee = Facet(F("scope"), options=options.fixed(Scope.choices), label="Portée", order="fixed", secondary=True)
    lieu = typed_territory()
    autour, rayon = around()
    vue, format = views(tableau="Tableau")
    format = FormatSetting(format.formats | CALENDAR)

    class Meta:
        model = Event
        fields = []


class ResourceFilterSet(EntryFilterSet):
    """The list of resources."""

    SORTS = {
        "recent": Sort("les plus récentes", ("-year", "key")),
        "titre": Sort("par titre", ("key",)),
    }
    NUMBERS = ("year",)

    q = Words(
        actor_named("authors"),
        "other_authors",
        published(Call, "calls"),
        published(Project, "projects"),
        "metiers__name",
        "themes__name",
        "audience",
        "licence",
        wider=[
            Case(*(When(kind=kind.value, then=Value(kind.label)) for kind in Resource.Kind)),
            Cast("year", CharField()),
        ],
        kind="ressource documentation",
        label="Mots",
    )
    type = Facet(
        F("kind"),
        options=options.fixed(Resource.Kind.choices),
        label="Type",
        shown=7,
        states={
            "": "ressource, documentation",
            "guide": "guide",
            "methode": "méthode",
            "etude etude-de-cas": "étude",
            "retour-d-experience": "retour d’expérience",
            "replay film": "replay, captation, rediffusion",
            "annuaire": "annuaire",
            "livre-blanc": "livre blanc",
        },
        says_its_labels=False,
    )
    metier = TermFacet(Term.Vocabulary.METIER, "metiers", label="Métier", order="fixed", shown=5)
    theme = TermFacet(Term.Vocabulary.THEME, "themes", label="Thème")
    auteur = Facet(
        told_value(F("authors__slug"), "authors"), options=author_options, label="Auteur", entries=("actors",)
    )
    annee = Facet(Cast("year", CharField()), options=options.years, label="Année", order="fixed", shown=3)
    niveau = Facet(F("level"), options=options.fixed(Resource.Level.choices), label="Niveau", order="fixed")
    prix = Facet(
        Case(When(is_free=True, then=Value("gratuit")), When(is_free=False, then=Value("payant"))),
        options=options.fixed([("gratuit", "gratuit"), ("payant", "payant")]),
        label="Prix",
        order="fixed",
    )
    portee = Facet(F("scope"), options=options.fixed(Scope.choices), label="Portée", order="fixed", secondary=True)

    class Meta:
        model = Resource
        fields = []


class DefinitionFilterSet(EntryFilterSet):
    """The glossary: short enough to be read on one page."""

    par_page = Setting(label="Résultats par page", choices=PER_PAGE, default="96")

    q = Words("other_names", "term__name", "term__labels__label", kind="glossaire définition", label="Mots")
    vocabulaire = Facet(
        F("term__vocabulary"),
        options=options.fixed(
            [
                (one.value, one.label)
                for one in (
                    Term.Vocabulary.METIER,
                    Term.Vocabulary.DISCIPLINE,
                    Term.Vocabulary.TECHNOLOGY,
                    Term.Vocabulary.OUTPUT,
                    Term.Vocabulary.OBJECTIVE,
                    Term.Vocabulary.THEME,
                )
            ]
        ),
        label="Ce que le mot classe",
        secondary=True,
        states={"": "glossaire, définition, lexique"},
        says_its_labels=False,
    )

    class Meta:
        model = Definition
        fields = []
