"""The directory of actors, and the page of one."""

from dataclasses import dataclass
from typing import Any

from directory.views import EntryDetailView
from french.typography import euros, joined, plural
from territories.views import MappedListView

from .models import Actor
from .money import money_of

PROJECTS, COMPANIONS = 3, 2  # shown: a page that tells more weighs more than it is read


class ActorListView(MappedListView):
    """Actors whose name may be said."""

    template_name = "actors/list.html"
    noun = "structure"

    def heading(self):
        return f"{plural(self.listing.total, self.noun)} {self.sentence() or 'à rencontrer'}"

    def result(self, entry):
        return super().result(entry) | {
            "type": entry.actor_type.name if entry.actor_type else "",
            "seat": entry.seat.locality if entry.seat else "",
            "metiers": [term.slug for term in entry.metiers.all()],
        }


class ActorDetailView(EntryDetailView):
    """What an actor is, every role it had, with whom and with which money."""

    model = Actor

    def get_context_data(self, **kwargs):
        actor, parts = self.object, self.object.participations.told_on(self.object).totals_by_role()
        granted, received = money_of(actor)
        place = place_run_by(actor)
        led, partnered = list(actor.calls_led.told_on(actor)), list(actor.calls_partnered.told_on(actor))
        return (
            super().get_context_data(**kwargs)
            | projects_of(actor, parts)
            | {
                "granted": granted,
                "received": received,
                "place": place,
                "calls": sorted({*led, *partnered}, key=lambda call: call.key),
                "roles": [
                    *roles_in_projects(actor, parts),
                    *roles_elsewhere(granted, received, led, partnered, place),
                ],
                "companions": Actor.objects.alongside(actor).for_listing()[:COMPANIONS],
            }
        )


@dataclass(frozen=True)
class Role:
    """A part that an actor took, how many times, and what the grants that go with it come to."""

    name: str
    number: int
    noun: str
    section: str  # of the page, where it is told
    totals: Any = None  # projects.models.totals.Totals; None when no money goes with that role

    @property
    def sum(self):
        """The sum in a cell, or why there is none."""
        if self.totals is None:
            return "sans objet"
        return "non publiées" if self.totals.amount is None else euros(self.totals.amount)

    @property
    def grants(self):
        """Of how many grants the sum is."""
        return self.totals.beside if self.totals else ""

    @property
    def times(self):
        return f"{self.number} {plural(self.number, *self.noun.split(','))}"


def roles_in_projects(actor, parts):
    """What it was in projects, with the public amounts known of these."""
    label = actor.participations.model.Role
    return [Role(label(role).label, number, "projet", "projets", totals) for role, number, totals in parts]


def roles_elsewhere(granted, received, led, partnered, place):
    """What else it did: to fund, to be funded, to lead calls, to run a place. Only what it did at least once."""
    granted, received = granted.totals, received.totals
    every = (
        Role("financeur", granted.number, "aide accordée,aides accordées", "aides-accordees", granted),
        Role("bénéficiaire", received.number, "aide reçue,aides reçues", "aides-recues", received),
        Role("porteur de dispositif", len(led), "dispositif", "dispositifs"),
        Role("partenaire de dispositif", len(partnered), "dispositif", "dispositifs"),
        Role("animateur d’un tiers-lieu", int(bool(place)), "tiers-lieu", "tiers-lieu"),
    )
    return [role for role in every if role.number]


def projects_of(actor, parts):
    """The published projects where the actor takes part, those it holds first, and its parts in words."""
    label = actor.participations.model.Role
    told = [f"{number} comme {label(role).label}" for role, number, _ in parts]
    projects = list(actor.participations.told_on(actor).projects().for_listing().order_by_recency())
    projects.sort(key=lambda project: actor not in project.holders)
    title = f"{len(projects)} {plural(len(projects), 'projet')}"
    shown, others = projects[:PROJECTS], projects[PROJECTS:]
    return {"projects": shown, "other_projects": others, "projects_title": title, "parts": f"{joined(told)}."}


def place_run_by(actor):
    """The tiers-lieu where the actor has its seat: it is the one who runs it."""
    seat = actor.seat
    return seat if seat and seat.is_tiers_lieu and seat.is_published and actor.may_tell(seat) else None
