"""What one may ask of actors."""

from django.db.models import Case, F, Value, When

from directory.models import Term
from finding import options
from finding.criteria import Facet, Named, TermFacet, Words, among, told_value
from finding.filters import EntryFilterSet
from finding.sorts import Sort
from territories.filters import around, departements, named, territory_options, typed_territory, views
from territories.models import Territory

from .models import Actor


def is_tiers_lieu():
    found = among("seat", Territory.objects.published().tiers_lieux())
    return Case(When(found, then=Value("oui")), default=Value("non"))


class ActorFilterSet(EntryFilterSet):
    """The directory of actors."""

    SORTS = {
        "titre": Sort("par nom", ("key",)),
        "commune": Sort("par commune", ("seat__key", "key")),
    }

    q = Words(
        "names__name",
        Named("seat__name", lambda: among("seat", named())),
        "actor_type__name",
        "metiers__name",
        "disciplines__name",
        wider=[
            Named("seat__containers__name", lambda: among("seat__containers", named())),
            Named("seat__containers__code", lambda: among("seat__containers", departements())),
            "actor_type__parent__name",
            "disciplines__parent__name",
        ],
        kind="acteur structure",
        label="Mots",
    )
    porteur = TermFacet(Term.Vocabulary.ACTOR_TYPE, "actor_type", label="Type de structure")
    metier = TermFacet(Term.Vocabulary.METIER, "metiers", label="Métier", order="fixed", shown=5)
    territoire = Facet(
        told_value(F("seat__containers__slug"), "seat__containers"),
        options=territory_options,
        label="Territoire du siège",
        shown=10,
        entries=("territories", "tiers-lieux"),
    )
    discipline = TermFacet(Term.Vocabulary.DISCIPLINE, "disciplines", label="Discipline")
    tiers_lieu = Facet(
        is_tiers_lieu,
        options=options.fixed([("oui", "anime un tiers-lieu"), ("non", "autres structures")]),
        label="Tiers-lieu",
    )
    lieu = typed_territory()
    autour, rayon = around()
    vue, format = views()

    class Meta:
        model = Actor
        fields = []
