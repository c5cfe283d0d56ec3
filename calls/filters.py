"""What one may ask of calls and their rounds."""

from django.db.models import Case, CharField, F, When
from django.db.models.functions import Cast

from actors.models import Actor
from directory.filters import EntryFilterSet, Facet, Sort, TermFacet, Words, contains, fixed_options, year_options
from directory.models import Term

from .models import Call, Round


class CallFilterSet(EntryFilterSet):
    """The list of calls: a call answers to the states and the years of its published rounds."""

    SORTS = {
        "recent": Sort("les plus récents", (F("last_year").desc(nulls_last=True), "key", "pk")),
        "titre": Sort("par nom", ("key", "pk")),
    }

    q = Words(
        contains("text_key"),
        contains("rounds__text_key", rounds__in=Round.objects.published()),
        contains("leads__key", leads__in=Actor.objects.named()),
        label="Mots",
    )
    etat = Facet(F("current_state"), options=fixed_options(Round.State.choices), label="État", order="fixed")
    annee = Facet(
        Case(When(rounds__in=Round.objects.published(), then=Cast("rounds__year", CharField()))),
        options=year_options,
        label="Année",
        order="fixed",
    )
    objectif = TermFacet(Term.Vocabulary.OBJECTIVE, "objectives", label="Objectif", order="fixed")

    class Meta:
        model = Call
        fields = []
