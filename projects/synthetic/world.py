"""What generated projects are drawn from: the territories, terms, calls and bodies shipped with the program."""

from dataclasses import dataclass, replace

from django.db.models import Count

from actors.models import Actor
from calls.models import Round
from directory.models import Term
from territories.models import Territory

from .chance import Skewed, seeded

CALLING = 0.8  # how soon more people in a commune make more projects there


@dataclass(frozen=True)
class World:
    """The rows that there are, each drawn as often as such rows are."""

    communes: Skewed
    departements: Skewed
    tiers_lieux: Skewed
    terms: dict  # by vocabulary
    rounds: Skewed
    funders: Skewed
    actors: Skewed = None  # those that carry projects

    @classmethod
    def read(cls):
        territories = Territory.objects.published().current().prefetch_related("containers")
        communes = [*territories.communes().order_by("-population", "code")]
        departements = territories.of_kind(Territory.Kind.DEPARTEMENT)
        rounds = Round.objects.published().exclude(year=None).select_related("call")
        funders = Actor.objects.public_bodies().annotate(granted=Count("fundings_granted"))
        return cls(
            communes=Skewed(communes, [(commune.population or 1) ** CALLING for commune in communes]),
            departements=Skewed(departements.order_by("-population", "code")),
            tiers_lieux=Skewed(territories.tiers_lieux().order_by("key")),
            terms={vocabulary: Skewed(usual(vocabulary)) for vocabulary in Term.Vocabulary},
            rounds=Skewed(rounds.order_by("-year", "key")),
            funders=Skewed(funders.order_by("-granted", "key")),
        )

    def with_actors(self, actors):
        return replace(self, actors=Skewed(actors))


def usual(vocabulary):
    """The terms of a vocabulary, in the order of their use: nobody knows it, any will do."""
    terms = [*Term.objects.of(vocabulary).active().select_related("parent").prefetch_related("labels").order_by("key")]
    seeded(vocabulary.value).shuffle(terms)
    return terms
