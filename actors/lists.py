"""The directory of actors."""

from territories.lists import MappedListView


class ActorListView(MappedListView):
    """Actors whose name may be said."""

    kind = "actors"
    template_name = "actors/list.html"
    noun = "structure"

    def result(self, entry):
        return super().result(entry) | {
            "type": entry.actor_type.name if entry.actor_type else "",
            "seat": entry.seat.locality if entry.seat else "",
            "metiers": [term.slug for term in entry.metiers.all()],
        }
