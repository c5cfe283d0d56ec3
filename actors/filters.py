"""What one may ask of actors."""

from django.db.models import Case, F, Value, When

from directory.filters import EntryFilterSet, Facet, Sort, TermFacet, Words, contains, fixed_options
from directory.models import Term
from territories.filters import territory_options
from territories.models import Territory

from .models import Actor


def is_tiers_lieu():
    return Case(When(seat__in=Territory.objects.published().tiers_lieux(), then=Value("oui")), default=Value("non"))


class ActorFilterSet(EntryFilterSet):
    """The directory of actors."""

    SORTS = {
        "titre": Sort("par nom", ("key", "pk")),
        "commune": Sort("par commune", (F("seat__key").asc(nulls_last=True), "key", "pk")),
    }

    q = Words(
        contains("text_key"),
        contains("names__key"),
        contains("seat__key", seat__in=Territory.objects.published()),
        contains("seat__located_in__key"),
        contains("actor_type__key"),
        contains("disciplines__key"),
        label="Mots",
    )
    porteur = TermFacet(Term.Vocabulary.ACTOR_TYPE, "actor_type", label="Type de structure")
    metier = TermFacet(Term.Vocabulary.METIER, "metiers", label="Métier", order="fixed", shown=5)
    territoire = Facet(F("seat__containers__slug"), options=territory_options, label="Territoire du siège", shown=10)
    discipline = TermFacet(Term.Vocabulary.DISCIPLINE, "disciplines", label="Discipline")
    tiers_lieu = Facet(
        is_tiers_lieu(),
        options=fixed_options([("oui", "anime un tiers-lieu"), ("non", "autres structures")]),
        label="Tiers-lieu",
    )

    class Meta:
        model = Actor
        fields = []
