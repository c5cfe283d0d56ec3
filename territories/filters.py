"""What one may ask of territories and tiers-lieux."""

from django.db.models import Case, F, When

from directory.filters import EntryFilterSet, Facet, Option, Sort, TermFacet, Words, contains, fixed_options
from directory.models import Term

from .models import Territory, TiersLieu

KIND_ORDER = [
    Territory.Kind.REGION,
    Territory.Kind.POLE,
    Territory.Kind.DEPARTEMENT,
    Territory.Kind.EPCI,
    Territory.Kind.COMMUNE,
    Territory.Kind.TIERS_LIEU,
]


def territory_options(values):
    """The territories one may filter by, the widest first."""
    return {
        territory.slug: Option(
            territory.slug,
            territory.name,
            territory.get_kind_display(),
            KIND_ORDER.index(territory.kind),
            territory.locative or territory.name,
        )
        for territory in Territory.objects.published().filter(slug__in=values)
    }


def wide_container():
    """What one narrows a list of territories by: not the communes, which contain but themselves."""
    return Case(When(containers__kind__in=KIND_ORDER[:-2], then="containers__slug"))


class TerritoryFilterSet(EntryFilterSet):
    """The list of territories."""

    SORTS = {
        "titre": Sort("par nom", ("key", "pk")),
        "population": Sort("les plus peuplés", (F("population").desc(nulls_last=True), "key", "pk")),
    }

    q = Words(contains("key"), contains("former_names__key"), label="Nom")
    type = Facet(
        F("kind"),
        options=fixed_options([(kind.value, kind.label) for kind in KIND_ORDER[:-1]]),
        label="Type de territoire",
        order="fixed",
    )
    territoire = Facet(wide_container(), options=territory_options, label="Compris dans", shown=15)

    class Meta:
        model = Territory
        fields = []


class TiersLieuFilterSet(EntryFilterSet):
    """The list of tiers-lieux."""

    q = Words(
        contains("text_key"),
        contains("located_in__key"),
        contains("services__key"),
        contains("equipment__key"),
        label="Mots",
    )
    territoire = Facet(F("containers__slug"), options=territory_options, label="Territoire", shown=15)
    etat = Facet(F("opening"), options=fixed_options(Territory.Opening.choices[1:]), label="État", order="fixed")
    service = TermFacet(Term.Vocabulary.SERVICE, "services", label="Service")
    equipement = TermFacet(Term.Vocabulary.EQUIPMENT, "equipment", label="Équipement")

    class Meta:
        model = TiersLieu
        fields = []
