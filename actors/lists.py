"""The directory of actors."""

from french.typography import plural
from territories.lists import MappedListView


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
