"""The page of an actor."""

from directory.french import joined, plural
from directory.views import EntryDetailView

from .models import Actor

PROJECTS, COMPANIONS = 24, 10


class ActorDetailView(EntryDetailView):
    """What an actor is, what it did, with whom and with which money."""

    model = Actor

    def get_context_data(self, **kwargs):
        actor = self.object
        return (
            super().get_context_data(**kwargs)
            | projects_of(actor)
            | money_of(actor)
            | {
                "place": place_run_by(actor),
                "calls": (actor.calls_led.published() | actor.calls_partnered.published()).distinct(),
                "companions": Actor.objects.alongside(actor).for_listing()[:COMPANIONS],
            }
        )


def projects_of(actor):
    """The published projects where the actor takes part, those it holds first, and its roles in words."""
    parts = actor.participations.readable()
    roles = [f"{number} comme {parts.model.Role(role).label}" for role, number in parts.by_role()]
    projects = list(parts.projects().published().for_listing().order_by_recency())
    projects.sort(key=lambda project: actor not in project.holders)
    title = f"{len(projects)} {plural(len(projects), 'projet')}"
    shown, others = projects[:PROJECTS], projects[PROJECTS:]
    return {"projects": shown, "other_projects": others, "projects_title": title, "roles": f"{joined(roles)}."}


def money_of(actor):
    """The aids that the actor granted and received, as far as their amounts are known."""
    granted, received = actor.fundings_granted.readable(), actor.fundings_received.readable()
    return {
        "granted": granted.totals(),
        "granted_by_call": granted.calls(),
        "received": received.totals(),
        "received_alone": received.filter(project=None).for_detail(),
    }


def place_run_by(actor):
    """The tiers-lieu where the actor has its seat: it is the one who runs it."""
    seat = actor.seat
    return seat if seat and seat.is_tiers_lieu and seat.is_published else None
