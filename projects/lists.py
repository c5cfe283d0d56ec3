"""The list of projects."""

from french.typography import joined
from territories.lists import MappedListView


class ProjectListView(MappedListView):
    """Projects, as a list or a table."""

    template_name = "projects/list.html"
    noun = "projet"

    def get_context_data(self, **kwargs):
        as_table = self.listing.filterset.chosen("vue") == "tableau"
        return super().get_context_data(**kwargs) | {"as_table": as_table}

    def sentence(self):
        """« de médiation en Charente »: the title of the page is the search, in words."""
        metiers = joined([option.label for option in self.listing.selected("metier")], "ou")
        return f"de {metiers} {super().sentence()}".strip() if metiers else super().sentence()

    def heading(self):
        """« projets de médiation en Charente pour « son » »."""
        words = self.listing.quoted
        return f"{super().heading()} pour {words}" if words else super().heading()

    def result(self, entry):
        return super().result(entry) | {
            "holders": [actor.title for actor in entry.holders],
            "metiers": [term.slug for term in entry.metiers.all()],
            "places": [place.shown.full_name for place in entry.shown_places],
            "year": entry.year_of,
            "public_amount": None if entry.public_amount is None else float(entry.public_amount),
            "evidence": entry.evidence,
        }
