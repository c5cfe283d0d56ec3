"""What one may ask of territories and tiers-lieux."""

from functools import partial

from django.db.models import Case, F, Prefetch, Q, Value, When
from django.http import JsonResponse

from directory.models import Term, told
from finding import options
from finding.around import AroundFilter, Centre, RadiusSetting
from finding.criteria import Facet, FormatSetting, Named, Setting, TermFacet, TypedFilter, Words, among, told_value
from finding.filters import EntryFilterSet
from finding.formats import FORMATS, PLACED
from finding.formats.format import Format
from finding.memory.library import library
from finding.sorts import Sort

from .models import Territory, TiersLieu
from .options import TerritoryOptions

KIND_ORDER = [
    Territory.Kind.REGION,
    Territory.Kind.POLE,
    Territory.Kind.DEPARTEMENT,
    Territory.Kind.EPCI,
    Territory.Kind.COMMUNE,
    Territory.Kind.TIERS_LIEU,
]


def named():
    """The territories whose names find what is there; the région is the place of all entries and tells none apart."""
    return Territory.objects.published().exclude(kind=Territory.Kind.REGION)


def departements():
    """Their numbers find what is there: « 33 »."""
    return named().filter(kind=Territory.Kind.DEPARTEMENT)


def territory_option(territory):
    kind, rank = territory.get_kind_display(), KIND_ORDER.index(territory.kind)
    told_apart, phrase = territory.full_name, territory.phrase
    return options.Option(territory.slug, territory.name, kind, rank, phrase, told_apart, territory.is_example)


def departements_of():
    """What tells territories from their homonyms: to be read with them."""
    return (Prefetch("containers", Territory.objects.departements()),)


def one_may_filter_by():
    return Territory.objects.published().prefetch_related(*departements_of())


# the territories one may filter by, the widest first
territory_options = options.entries({"territories.territory"}, one_may_filter_by, territory_option, TerritoryOptions)


def typed_territory():
    """Any territory, by its name: the boxes show the widest ones only."""
    types, label = ("territories", "tiers-lieux"), "Commune, intercommunalité, tiers-lieu"
    return TypedFilter("territoire", types=types, label=label)


def read_centres():
    """Where communes are, by official code and by slug."""
    communes = Territory.objects.published().real().communes().exclude(latitude=None)
    rows = communes.values_list("code", "slug", "latitude", "longitude", "genitive", "name")
    centres = {}
    for code, slug, latitude, longitude, genitive, name in rows:
        centres[code] = centres[slug] = Centre((latitude, longitude), genitive or f"de {name}", code, slug)
    return centres


def around():
    """The two parameters of a circle: « autour=33063&rayon=30 »."""
    read = partial(library.remembered, "centres", {"territories.territory"}, read_centres)
    return AroundFilter(read, "territoire"), RadiusSetting(label="Rayon (km)", default="30")


def as_points(view):
    """The points of the map that readers zoom, as a `MappedListView` knows them."""
    return JsonResponse(view.points(), json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


POINTS = {"points": Format("points de la carte", "application/json", as_points)}


def views(**others):
    """How a list whose entries are somewhere is shown: « vue=carte », and points for the map that readers zoom."""
    view = Setting(label="Présentation", choices={"liste": "Liste", "carte": "Carte"} | others, default="liste")
    return view, FormatSetting(FORMATS | PLACED | POINTS)


def wide_container():
    """What one narrows a list of territories by: not the communes, which contain but themselves."""
    return Case(When(Q(containers__kind__in=KIND_ORDER[:-2]) & told("containers"), then="containers__slug"))


class TerritoryFilterSet(EntryFilterSet):
    """The list of territories."""

    SORTS = {
        "titre": Sort("par nom", ("key",)),
        "population": Sort("les plus peuplés", ("-population", "key")),
    }
    NUMBERS = ("population",)

    q = Words(
        "former_names__name",
        Named("official_name", lambda: Q(kind=Territory.Kind.EPCI)),
        "code",
        "postal_codes",
        wider=[Case(*(When(kind=kind.value, then=Value(kind.label)) for kind in KIND_ORDER[:-1]))],
        label="Nom",
    )
    type = Facet(
        F("kind"),
        options=options.fixed([(kind.value, kind.label) for kind in KIND_ORDER[:-1]]),
        label="Type de territoire",
        order="fixed",
    )
    territoire = Facet(wide_container(), options=territory_options, label="Compris dans", shown=15)
    format = FormatSetting(FORMATS | PLACED)

    class Meta:
        model = Territory
        fields = []


def actors_seated():
    return Q(actors_seated__status=Territory.Status.PUBLISHED) & told("actors_seated")


class TiersLieuFilterSet(EntryFilterSet):
    """The list of tiers-lieux."""

    q = Words(
        Named("located_in__name", lambda: among("located_in", named())),
        Named("actors_seated__actor_type__name", actors_seated),
        Named("actors_seated__disciplines__name", actors_seated),
        "services__name",
        "equipment__name",
        wider=[
            Named("containers__name", lambda: among("containers", named())),
            Named("containers__code", lambda: among("containers", departements())),
        ],
        kind="tiers-lieu",
        label="Mots",
    )
    territoire = Facet(
        told_value(F("containers__slug"), "containers"),
        options=territory_options,
        label="Territoire",
        shown=15,
        entries=("territories",),
    )
    etat = Facet(
        F("opening"),
        options=options.fixed(Territory.Opening.choices[1:]),
        label="État",
        order="fixed",
        states={"en-projet": "à venir, futur, prochain, en préparation", "ouvert": "actuel", "ferme": "fermé"},
    )
    service = TermFacet(Term.Vocabulary.SERVICE, "services", label="Service")
    equipement = TermFacet(Term.Vocabulary.EQUIPMENT, "equipment", label="Équipement")
    lieu = typed_territory()
    autour, rayon = around()
    vue, format = views()

    class Meta:
        model = TiersLieu
        fields = []
