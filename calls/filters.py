"""What one may ask of calls and their rounds."""

from django.db.models import Case, CharField, F, When
from django.db.models.functions import Cast

from actors.models import Actor
from directory.models import Term
from finding import options
from finding.criteria import Facet, Named, TermFacet, Words, among
from finding.filters import EntryFilterSet
from finding.sorts import Sort

from .models import Call, Round


def published_rounds():
    return among("rounds", Round.objects.published())


def led_by(role):
    return among(role, Actor.objects.named())


class CallFilterSet(EntryFilterSet):
    """The list of calls: a call answers to the states and the years of its published rounds."""

    SORTS = {
        "recent": Sort("les plus récents", ("-last_year", "key")),
        "titre": Sort("par nom", ("key",)),
    }
    NUMBERS = ("last_year",)

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
    annee = Facet(
        lambda: Case(When(published_rounds(), then=Cast("rounds__year", CharField()))),
        options=options.years,
        label="Année",
        order="fixed",
    )
    objectif = TermFacet(Term.Vocabulary.OBJECTIVE, "objectives", label="Objectif", order="fixed")

    class Meta:
        model = Call
        fields = []
