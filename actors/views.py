"""The page of an actor."""

from directory.views import EntryDetailView

from .models import Actor

COMPANIONS = 10


class ActorDetailView(EntryDetailView):
    """What an actor is, what it did, with whom and with which money."""

    model = Actor

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | roles(self.object) | money(self.object)


def roles(actor):
    """The published projects of an actor by its part in them, those it holds told once."""
    parts = actor.participations.readable()
    held = parts.holders().projects().published()
    joined = parts.projects().published().exclude(pk__in=held)
    return {
        "parts": [(parts.model.Role(role).label, number) for role, number in parts.by_role()],
        "held": held.for_listing().order_by_recency(),
        "joined": joined.for_listing().order_by_recency(),
        "companions": Actor.objects.alongside(actor).select_related("actor_type", "seat")[:COMPANIONS],
        "calls": (actor.calls_led.published() | actor.calls_partnered.published()).distinct(),
    }


def money(actor):
    """The public aids that the actor granted and received, as far as their amounts are known."""
    granted, received = actor.fundings_granted.readable(), actor.fundings_received.readable()
    return {
        "granted": granted.totals(),
        "granted_by_call": granted.calls(),
        "received": received.totals(),
        "received_alone": received.filter(project=None).for_detail(),
    }
